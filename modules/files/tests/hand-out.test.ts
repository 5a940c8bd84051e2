import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { collectContract, handOutContract } from '../hand-out/contract.ts';
import { binContract, createFolderContract, folderContract } from '../tree/contract.ts';
import { aFile } from './build.ts';
import { upload } from './tus-client.ts';

async function aSpace(pupils: number) {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupilIds = await Promise.all(Array.from({ length: pupils }, () => aPerson(school, { capacities: ['pupil'] })));
  const courseId = await aCourse(school, { name: 'Bio 7', teachers: [teacher], pupils: pupilIds });
  const folder = async (name: string, folderId: string | null, part?: 'hand_in') =>
    (await school.as(teacher).call(createFolderContract, { body: { spaceId: courseId, folderId, name, ...(part && { part }) } })).id;
  return { school, teacher, pupilIds, courseId, folder };
}

async function itemsIn(school: TestSchool, personId: string, folderId?: string) {
  return (await school.as(personId).call(folderContract, { query: folderId === undefined ? {} : { folderId } })).items;
}

async function send(school: TestSchool, personId: string, name: string, folderId: string) {
  return upload(await school.as(personId).client(), school.slug, name, Buffer.from(`${name} von ${personId}`), { folderId });
}

test('every member gets a copy in a folder named after the course, as deep as it was, and the bytes are there once', async () => {
  const { school, teacher, pupilIds, folder } = await aSpace(3);
  const [anna = '', ben = ''] = pupilIds;
  const week = await folder('Woche 1', null);
  const sheet = await send(school, teacher, 'Blatt.txt', await folder('Material', week));
  await aFile(school, ben, { name: 'Bio 7' }); // a file is in the way

  expect(await school.as(teacher).call(handOutContract, { params: { fileId: week } })).toEqual({ members: 3 });
  await school.as(teacher).call(handOutContract, { params: { fileId: week } });

  const [course] = await itemsIn(school, anna);
  expect(course).toMatchObject({ kind: 'folder', name: 'Bio 7' });
  const weeks = await itemsIn(school, anna, course?.id);
  expect(weeks.map(({ name }) => name)).toEqual(['Woche 1', 'Woche 1 (2)']);
  const [material] = await itemsIn(school, anna, weeks[0]?.id);
  const [copy] = await itemsIn(school, anna, material?.id);
  expect(copy).toMatchObject({ name: 'Blatt.txt', mayChange: true });
  expect((await itemsIn(school, ben)).map(({ name }) => name)).toEqual(['Bio 7 (2)', 'Bio 7']);
  const client = await school.as(anna).client();
  const got = await client.raw({ method: 'GET', url: `/api/${school.slug}/files/${copy?.id}/content` });
  expect(got.payload).toBe(`Blatt.txt von ${teacher}`);
  const { rows } = await school.write((db) =>
    sql<{ uses: number }>`select b.uses from kernel.blob b join files.file f on f.hash = b.hash where f.id = ${sheet}`.execute(db),
  );
  expect(rows).toEqual([{ uses: 7 }]);
});

test('handing out takes as many statements for one member as for twenty', async () => {
  const statements = async (pupils: number) => {
    const { school, teacher, folder } = await aSpace(pupils);
    const week = await folder('Woche', null);
    return (await school.as(teacher).counted(handOutContract, { params: { fileId: week } })).statements;
  };
  expect(await statements(20)).toBe(await statements(1));
});

test('only who leads hands out or collects, and nothing that was handed in goes to others', async () => {
  const { school, teacher, pupilIds, folder } = await aSpace(2);
  const [anna = '', ben = ''] = pupilIds;
  const handIn = await folder('Abgabe', null, 'hand_in');
  const empty = school.as(teacher).call(collectContract, { params: { fileId: handIn } });
  await expect(empty).rejects.toMatchObject({ status: 409, code: 'files.nothing_to_collect' });
  const annas = await send(school, anna, 'Geheim.txt', handIn);
  for (const contract of [handOutContract, collectContract]) {
    await expect(school.as(anna).call(contract, { params: { fileId: handIn } })).rejects.toMatchObject({ code: 'files.read_only' });
    const stranger = await aPerson(school, { capacities: ['teacher', 'school_admin'] });
    await expect(school.as(stranger).call(contract, { params: { fileId: handIn } })).rejects.toMatchObject({ status: 404 });
  }
  await expect(school.as(teacher).call(handOutContract, { params: { fileId: annas } })).rejects.toMatchObject({
    code: 'files.handed_in_stays',
  });
  const own = await aFile(school, teacher);
  await expect(school.as(teacher).call(handOutContract, { params: { fileId: own } })).rejects.toMatchObject({
    code: 'files.nobody_to_hand_out_to',
  });
  await school.as(teacher).call(handOutContract, { params: { fileId: handIn } });
  const [course] = await itemsIn(school, ben);
  const [copied] = await itemsIn(school, ben, course?.id);
  expect(copied).toMatchObject({ name: 'Abgabe' });
  expect(await itemsIn(school, ben, copied?.id)).toEqual([]);
});

test('collecting makes one folder per member, and leaves what was handed in where it is', async () => {
  const { school, teacher, pupilIds, courseId, folder } = await aSpace(3);
  const [anna = '', ben = ''] = pupilIds;
  const handIn = await folder('Referate', null, 'hand_in');
  const group = await folder('Gruppe 1', handIn);
  await send(school, teacher, 'Auftrag.txt', handIn);
  await send(school, anna, 'a.txt', handIn);
  await send(school, anna, 'a.txt', group);
  const { id: own } = await school.as(ben).call(createFolderContract, { body: { spaceId: courseId, folderId: handIn, name: 'Mappe' } });
  await send(school, ben, 'b.txt', own);
  const gone = await send(school, ben, 'weg.txt', handIn);
  await school.as(ben).call(binContract, { body: { ids: [gone] } });

  const collected = await school.as(teacher).call(collectContract, { params: { fileId: handIn } });

  expect(collected.members).toBe(2);
  const folders = await itemsIn(school, teacher, collected.folderId);
  const inside = await Promise.all(folders.map(async ({ id }) => (await itemsIn(school, teacher, id)).map(({ name }) => name)));
  expect(inside.sort()).toEqual([['Mappe'], ['a.txt', 'a (2).txt']]);
  expect((await itemsIn(school, anna, handIn)).map(({ name }) => name)).toEqual(['Gruppe 1', 'a.txt', 'Auftrag.txt']);
});
