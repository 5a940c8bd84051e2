import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import {
  childrenOf,
  endCapacities,
  guardiansOf,
  isGuardianOf,
  namesOf,
  personsNamedElsewhere,
  personsWith,
  removePersons,
  saveCapacities,
  savePersons,
  saveRelations,
  sortNameOf,
  suspendPersons,
  unlockPersons,
} from '../public.ts';
import { aGuardian, aPerson } from './build.ts';

const now = new Date('2026-11-23T07:00:00Z');
const day = '2026-11-23';

test('three thousand people are written in one statement, and again changes nothing', async () => {
  const school = await testSchool();
  const persons = Array.from({ length: 3000 }, (_, at) => ({
    id: newId(),
    firstName: `Kind ${at}`,
    lastName: 'Groß',
    source: 'svws',
    sourceId: String(at),
  }));

  const first = await school.write(async (db) => {
    const before = db.statementCount();
    const saved = await savePersons(db, persons, now);
    return { ...saved, statements: db.statementCount() - before };
  });
  const again = await school.write((db) => savePersons(db, persons, now));

  expect(first.added).toHaveLength(3000);
  expect(first.statements).toBe(2); // the people and their events
  expect(again).toEqual({ added: [], changed: [] });
  expect(await school.events('people.person_added')).toHaveLength(3000);
});

test('a changed name is announced; a field put right by hand stays', async () => {
  const school = await testSchool();
  const id = newId();
  const person = { id, firstName: 'Aylin', lastName: 'Yilmaz', birthDate: '2010-05-06', source: 'svws', sourceId: '7' };
  await school.write((db) => savePersons(db, [person], now));
  await school.write((db) =>
    sql`update people.person set last_name = 'Yılmaz', sort_name = 'yilmaz aylin', corrected = '{last_name}' where id = ${id}`.execute(db),
  );

  const { changed } = await school.write((db) => savePersons(db, [{ ...person, lastName: 'YILMAZ', birthDate: '2010-05-07' }], now));

  const { rows } = await school.write((db) =>
    sql<{ last: string; born: string }>`select last_name as last, birth_date as born from people.person where id = ${id}`.execute(db),
  );
  expect(changed).toEqual([id]);
  expect(rows).toEqual([{ last: 'Yılmaz', born: '2010-05-07' }]);
});

test('capacities and relations saved twice are there once, with the later days', async () => {
  const school = await testSchool();
  const child = await aPerson(school);
  const guardian = await aGuardian(school, [child]);
  await school.write(async (db) => {
    await saveCapacities(db, [{ personId: child, capacity: 'pupil', validTo: '2027-07-31' }]);
    await saveRelations(db, [{ personId: guardian, childId: child, kind: 'guardian', validFrom: '2027-01-01' }]);
  });

  await school.write(async (db) => {
    expect(await childrenOf(db, guardian, day)).toEqual([]);
    expect(await isGuardianOf(db, guardian, child, '2027-01-01')).toBe(true);
    expect(await isGuardianOf(db, guardian, child, '2027-08-01')).toBe(false);
  });
});

test('a blocked relation opens nothing', async () => {
  const school = await testSchool();
  const child = await aPerson(school);
  const guardian = await aGuardian(school, [child]);
  await school.write((db) => sql`update people.relation set blocked = true where person_id = ${guardian}`.execute(db));

  await school.write(async (db) => {
    expect(await childrenOf(db, guardian, day)).toEqual([]);
    expect(await guardiansOf(db, [child], day)).toEqual(new Map());
  });
});

test('suspended people are missing where those present are asked for, until they are unlocked', async () => {
  const school = await testSchool();
  const [one, other] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['teacher'] })];
  await school.write(async (db) => {
    expect(await suspendPersons(db, [one, other], '2026-11-20')).toHaveLength(2);
    expect(await suspendPersons(db, [one, other], '2026-11-20')).toEqual([]);
    expect(await personsWith(db, ['teacher'], day)).toEqual([]);
    await unlockPersons(db, [one]);
    expect(await personsWith(db, ['teacher'], day)).toEqual([one]);
    await endCapacities(db, [one], 'teacher', '2026-11-22');
    expect(await personsWith(db, ['teacher'], day)).toEqual([]);
  });
});

test('an undo knows whom others name, and can delete the rest', async () => {
  const school = await testSchool();
  const [used, unused] = [await aPerson(school, { signIn: false }), await aPerson(school, { signIn: false })];
  const groupId = newId();
  await school.write(async (db) => {
    await sql`insert into groups."group" (school_id, id, kind, name, match_name, created_at) values (${school.id}, ${groupId}, 'club', 'Chor', 'chor', ${now})`.execute(
      db,
    );
    await sql`insert into groups.member (school_id, id, group_id, person_id, part) values (${school.id}, ${newId()}, ${groupId}, ${used}, 'member')`.execute(
      db,
    );
    expect(await personsNamedElsewhere(db, [used, unused], [])).toEqual([used]);
    expect(await personsNamedElsewhere(db, [used, unused], ['groups.member'])).toEqual([]);
    await removePersons(db, [unused]);
    expect([...(await namesOf(db, [used, unused])).keys()]).toEqual([used]);
  });
  await expect(school.write((db) => removePersons(db, [used]))).rejects.toThrow(/foreign key/);
});

test('names are ordered as lists of names in Germany are', () => {
  const names = ['Müller', 'Mueller', 'Muller', 'von der Leyen', 'Özdemir'].map((lastName) => sortNameOf({ lastName, firstName: 'A' }));
  expect(names).toEqual(['mueller a', 'mueller a', 'muller a', 'von der leyen a', 'oezdemir a']);
  expect(sortNameOf({ lastName: 'Groß', firstName: 'Anna Maria', callName: 'Maria' })).toBe('gross maria anna');
});
