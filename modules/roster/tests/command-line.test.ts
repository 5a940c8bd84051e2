import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { importFiles, undoLastImport } from '../public.ts';

const encode = (...rows: string[]) => [
  { name: 'iserv.csv', bytes: new TextEncoder().encode(['Import-ID;Vorname;Nachname;Klasse', ...rows].join('\n')) },
];
const bring = (school: TestSchool, rows: string[], apply = true) =>
  importFiles(school.ctx(), encode(...rows), { format: 'auto', mapping: null, apply });
const names = ['Anna', 'Ben', 'Cem', 'Dana', 'Emil', 'Fatma', 'Gero', 'Hanna', 'Ida', 'Jan'];
const pupils = (count: number) => names.slice(0, count).map((name, at) => `${at + 1};${name};Beispiel;8a`);

test('without apply nothing is written; with it everything; again nothing changes and the way back stays open', async () => {
  const school = await testSchool();
  expect(await bring(school, pupils(4), false)).toMatchObject({ applied: false, counts: { pupils: 4, new: 4 } });
  expect(await bring(school, pupils(4))).toMatchObject({
    applied: true,
    counts: { pupils: 4, new: 4 },
    perClass: [{ class: '8a', pupils: 4, new: 4 }],
    problems: [],
  });
  expect(await bring(school, pupils(4))).toMatchObject({ applied: true, counts: { pupils: 4, new: 0 } });
  expect(await undoLastImport(school.ctx())).toEqual({ persons: [], courses: 0, groups: 0 });
  await expect(undoLastImport(school.ctx())).rejects.toMatchObject({ code: 'roster.undo_over' });
  expect((await bring(school, pupils(4), false)).counts).toMatchObject({ new: 4 });
});

test('half of a class missing is not applied without a human', async () => {
  const school = await testSchool();
  await bring(school, pupils(10));
  expect(await bring(school, pupils(5))).toMatchObject({
    applied: false,
    stops: [{ what: 'class', name: '8a', gone: 5, of: 10 }, { what: 'pupils' }],
  });
  expect(await bring(school, pupils(9))).toMatchObject({ applied: true, stops: [], counts: { leaving: 1, pupils: 9 } });
});

test('an unsure row is not applied without a human', async () => {
  const school = await testSchool();
  await aPerson(school, { firstName: 'Anna', lastName: 'Beispiel' });
  expect(await bring(school, pupils(3))).toMatchObject({
    applied: false,
    counts: { unsure: 1 },
    questions: [{ row: { firstName: 'Anna' } }],
  });
});

test('with errors in the file the counts say how the school stands', async () => {
  const school = await testSchool();
  await bring(school, pupils(3));
  const result = await bring(school, ['1;;Beispiel;8a']);
  expect(result).toMatchObject({ applied: false, hasErrors: true, counts: { pupils: 3, new: 0, leaving: 0 } });
  expect(result.problems[0]).toEqual({ file: 'iserv.csv', line: 2, column: 'Vorname', code: 'name_empty', message: expect.any(String) });
});

test('people keep their names of sign-in when an import is undone and made again', async () => {
  const school = await testSchool();
  const handles = async () =>
    (
      await school.write((db) =>
        sql<{ handle: string }>`select handle from identities.pub_access where school_id = ${db.schoolId} order by handle`.execute(db),
      )
    ).rows.map(({ handle }) => handle);
  await bring(school, pupils(2));
  const before = await handles();
  await undoLastImport(school.ctx());
  await bring(school, pupils(2));
  expect(await handles()).toEqual(before);
  expect(before).toEqual(['anna.beispiel', 'ben.beispiel']);
});
