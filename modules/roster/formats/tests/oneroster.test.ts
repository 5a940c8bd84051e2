import { expect, test } from 'vitest';
import { belongings, fixture, places, read, snapshotOf, textFile, zipped } from './fixture-files.ts';

test('OneRoster 1.1 as a zip: roles in users, guardians from both sides, homerooms as classes', async () => {
  const reading = await read([await zipped('oneroster.zip', fixture('oneroster-1.1'))]);
  const snapshot = snapshotOf(reading);
  expect(snapshot.source).toEqual({ format: 'oneroster', schoolNumber: '12345', schoolYear: '2025', halfYear: null });
  expect(snapshot.persons.map((each) => [each.key, each.handle, each.status, each.birthDate])).toEqual([
    ['pupil:u1', 'lea.berg', 'active', null],
    ['teacher:u2', 't.kurz', 'active', null],
    ['guardian:u3', null, 'active', null],
    ['pupil:u4', 'alt', 'leaving', null],
    ['staff:u5', null, 'active', null],
  ]);
  expect(snapshot.relations).toEqual([{ guardianKey: 'guardian:u3', childKey: 'pupil:u1', child: null, order: 1 }]);
  expect(snapshot.courses).toMatchObject([{ name: 'Mathe, 5a', subject: 'M', subjectName: 'Mathematik', classKeys: ['class:c1'] }]);
  expect(belongings(snapshot)).toEqual([
    'Lea Berg in 5a (pupil)',
    'Lea Berg in Mathe, 5a (pupil)',
    'Tomasz Kurz teaches 5a (lead)',
    'Tomasz Kurz teaches Mathe, 5a (lead)',
  ]);
  expect(snapshot.complete).toEqual({ pupils: true, teachers: true, guardians: true, classes: true, courses: true });
  expect(places(reading)).toEqual(['enrollments.csv 7 classSourcedId group_unknown']);
});

test('OneRoster 1.2: roles of their own, preferred names, delta files are not complete, disabled users leave', async () => {
  const snapshot = snapshotOf(await read(fixture('oneroster-1.2')));
  expect(snapshot.persons.map((each) => [each.kind, each.firstName, each.callName, each.status])).toEqual([
    ['pupil', 'Lea Sophie', 'Lea', 'active'],
    ['teacher', 'Tomasz', null, 'leaving'],
  ]);
  expect(snapshot.complete).toMatchObject({ pupils: false, teachers: false, classes: false, courses: false });
});

test('without users, without a needed column, or with two schools it is refused', async () => {
  const without = (name: string) => fixture('oneroster-1.1').filter((file) => file.name !== name);
  expect(places(await read(without('users.csv')))).toEqual(['users.csv - - file_missing']);
  const users = textFile('users.csv', 'sourcedId,givenName\nu1,A\n');
  expect(places(await read([...without('users.csv'), users]))).toEqual(['users.csv 1 familyName column_missing']);
  const orgs = textFile('orgs.csv', 'sourcedId,name,type\n1,A,school\n2,B,school\n');
  expect(places(await read([...without('orgs.csv'), orgs]))).toEqual(['orgs.csv - - several_schools']);
});
