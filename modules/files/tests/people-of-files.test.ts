import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { personsMerged } from '#modules/people/public.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { favouritesContract, markContract } from '../find/contract.ts';
import { live } from '../live.ts';
import { privacy } from '../privacy.ts';
import { createFolderContract, folderContract } from '../tree/contract.ts';
import { aFile } from './build.ts';
import { upload } from './tus-client.ts';

async function aHandIn() {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const [anna, ben] = [await aPerson(school, { capacities: ['pupil'] }), await aPerson(school, { capacities: ['pupil'] })];
  const courseId = await aCourse(school, { teachers: [teacher], pupils: [anna, ben] });
  const folder = async (name: string, part: 'open' | 'hand_in') =>
    (await school.as(teacher).call(createFolderContract, { body: { spaceId: courseId, folderId: null, name, part } })).id;
  const [open, handIn] = [await folder('Offen', 'open'), await folder('Abgabe', 'hand_in')];
  const send = async (who: string, name: string, folderId: string) =>
    upload(await school.as(who).client(), school.slug, name, Buffer.from(`${name} ${who}`), { folderId });
  const names = async (who: string, folderId?: string) =>
    (await school.as(who).call(folderContract, { query: folderId === undefined ? {} : { folderId } })).items.map(({ name }) => name);
  return { school, teacher, anna, ben, open, handIn, send, names };
}

test('erasing a person takes their tree and what they handed in; what they gave to all stays without their name', async () => {
  const { school, teacher, anna, ben, open, handIn, send, names } = await aHandIn();
  await aFile(school, anna);
  await send(anna, 'Referat.txt', handIn);
  const poster = await send(anna, 'Plakat.txt', open);
  await school.as(anna).call(markContract, { params: { fileId: poster }, body: { favourite: true } });

  const parts: string[] = [];
  await school.write(async (db) => {
    for await (const { part } of privacy.exportPerson(db, anna)) parts.push(part);
  });
  expect(parts).toEqual(['file', 'file', 'file', 'entry', 'entry', 'entry', 'favourite']);
  await school.write((db) => privacy.erasePerson(db, anna));

  expect(await names(teacher, handIn)).toEqual([]);
  const [left] = (await school.as(ben).call(folderContract, { query: { folderId: open } })).items;
  expect(left).toMatchObject({ id: poster, by: null });
  for (const { column } of privacy.columns) {
    const [schema, table, name] = column.split('.');
    const { rows } = await school.write((db) =>
      sql`select from ${sql.table(`${schema}.${table}`)} where ${sql.ref(name ?? '')} = ${anna}`.execute(db),
    );
    expect([column, rows.length]).toEqual([column, 0]);
  }
});

test('when two entries were one human, both trees lie in one, and taken names are told apart', async () => {
  const { school, anna: kept, ben: double, handIn, open, send, names } = await aHandIn();
  await aFile(school, kept, { name: 'a.txt' });
  await aFile(school, double, { name: 'A.txt' });
  for (const who of [kept, double]) await send(who, 'Referat.txt', handIn);
  const poster = await send(double, 'Plakat.txt', open);
  for (const who of [kept, double]) await school.as(who).call(markContract, { params: { fileId: poster }, body: { favourite: true } });

  await school.write((db) => db.emit(personsMerged, { keptId: kept, doubleId: double }));
  await school.settle();

  expect(await names(kept)).toEqual(['a.txt', expect.stringMatching(/^A \([0-9a-f]{8}\)\.txt$/)]);
  expect(await names(kept, handIn)).toHaveLength(2);
  expect((await school.as(kept).call(favouritesContract, { query: {} })).items).toHaveLength(1);
  for (const { column } of privacy.columns) {
    const [schema, table, name] = column.split('.');
    const { rows } = await school.write((db) =>
      sql`select from ${sql.table(`${schema}.${table}`)} where ${sql.ref(name ?? '')} = ${double}`.execute(db),
    );
    expect([column, rows.length]).toEqual([column, 0]);
  }
});

test('a change wakes the folder it happened in', async () => {
  const { school, anna, open, handIn, send } = await aHandIn();
  await send(anna, 'a.txt', open);
  await send(anna, 'b.txt', handIn);
  const woken = (await school.events('files.changed')).slice(-2);
  expect(woken).toEqual([{ folderIds: [open] }, { folderIds: [handIn] }]);
  expect(live.map(({ name }) => name)).toEqual(['folder', 'preview']);
});
