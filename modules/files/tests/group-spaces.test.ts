import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse, endCourseContract } from '#modules/courses/tests/build.ts';
import { aClass, aGroup } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { renameContract, roomContract } from '../contract.ts';
import { groupQuotaSetting } from '../settings.ts';
import type { Part } from '../tree/contract.ts';
import {
  binContract,
  binListContract,
  copyContract,
  createFolderContract,
  emptyBinContract,
  folderContract,
  moveContract,
  setPartContract,
  spacesContract,
  unbinContract,
} from '../tree/contract.ts';
import { aFile } from './build.ts';
import { begin, upload } from './tus-client.ts';

/** A course with its teacher, two pupils, and a folder of each part. */
async function aCourseSpace() {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const [anna, ben] = [await aPerson(school, { capacities: ['pupil'] }), await aPerson(school, { capacities: ['pupil'] })];
  const courseId = await aCourse(school, { teachers: [teacher], pupils: [anna, ben] });
  const folder = async (name: string, part: Part) =>
    (await school.as(teacher).call(createFolderContract, { body: { spaceId: courseId, folderId: null, name, part } })).id;
  const [open, read, handIn] = [await folder('Werkstatt', 'open'), await folder('Blätter', 'read'), await folder('Abgabe', 'hand_in')];
  return { school, teacher, anna, ben, courseId, open, read, handIn };
}

async function send(school: TestSchool, personId: string, name: string, folderId: string, bytes = Buffer.from(`${name} von ${personId}`)) {
  return upload(await school.as(personId).client(), school.slug, name, bytes, { folderId });
}

async function namesIn(school: TestSchool, personId: string, folderId: string): Promise<string[]> {
  return (await school.as(personId).call(folderContract, { query: { folderId } })).items.map(({ name }) => name);
}

async function statusOf(school: TestSchool, personId: string, fileId: string): Promise<number> {
  const client = await school.as(personId).client();
  return (await client.raw({ method: 'GET', url: `/api/${school.slug}/files/${fileId}/content` })).statusCode;
}

test('spaces are one’s own, courses and groups; a list of one takes as many statements as one of many', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const one = await school.as(teacher).counted(spacesContract, { query: {} });
  await aCourse(school, { teachers: [teacher], name: 'Kurs 10' });
  await aCourse(school, { teachers: [{ personId: teacher, part: 'assists' }], name: 'Kurs 9' });
  await aClass(school, { teachers: [teacher], name: '7b' });
  await aGroup(school, { kind: 'staff', name: 'Kollegium', members: [{ personId: teacher }] });

  const { answer, statements } = await school.as(teacher).counted(spacesContract, { query: {} });

  expect(statements).toBe(one.statements);
  expect(answer.items).toMatchObject([
    { kind: 'own', name: null, leads: true, mayAdd: true },
    { kind: 'course', name: 'Kurs 9', leads: false, mayAdd: false },
    { kind: 'course', name: 'Kurs 10', leads: true, mayAdd: true },
    { kind: 'group', name: '7b', leads: true, mayAdd: true },
    { kind: 'group', name: 'Kollegium', leads: false, mayAdd: true },
  ]);
});

test('members read what leaders put there, change only what is open, and leaders manage all', async () => {
  const { school, teacher, anna, ben, courseId, open, read } = await aCourseSpace();
  const sheet = await send(school, teacher, 'Blatt.txt', read);
  expect(await namesIn(school, anna, read)).toEqual(['Blatt.txt']);
  expect(await statusOf(school, anna, sheet)).toBe(200);
  const readOnly = { status: 403, code: 'files.read_only' };
  await expect(send(school, anna, 'x.txt', read)).rejects.toThrow('files.read_only');
  const attempts = await Promise.allSettled([
    school.as(anna).call(renameContract, { params: { fileId: sheet }, body: { name: 'x.txt' } }),
    school.as(anna).call(binContract, { body: { ids: [sheet] } }),
    school.as(anna).call(binContract, { body: { ids: [open] } }),
    school.as(anna).call(moveContract, { body: { ids: [sheet], spaceId: anna, folderId: null } }),
    school.as(anna).call(moveContract, { body: { ids: [sheet], spaceId: courseId, folderId: open } }),
    school.as(anna).call(createFolderContract, { body: { spaceId: courseId, folderId: null, name: 'x' } }),
    school.as(anna).call(setPartContract, { params: { fileId: read }, body: { part: 'open' } }),
    school.as(anna).call(emptyBinContract, { body: { spaceId: courseId } }),
  ]);
  for (const attempt of attempts) expect(attempt).toMatchObject({ status: 'rejected', reason: expect.objectContaining(readOnly) });

  const shared = await send(school, anna, 'Plakat.txt', open);
  await school.as(ben).call(renameContract, { params: { fileId: shared }, body: { name: 'Poster.txt' } });
  const listed = (await school.as(ben).call(folderContract, { query: { folderId: open } })).items;
  expect(listed).toMatchObject([{ name: 'Poster.txt', part: 'open', mayChange: true, handedIn: false, by: expect.any(String) }]);
  await school.as(ben).call(binContract, { body: { ids: [shared] } });
  expect((await school.as(ben).call(binListContract, { query: { spaceId: courseId } })).items).toHaveLength(1);
  expect((await school.as(anna).call(binListContract, { query: { spaceId: courseId } })).items).toEqual([]);
  await expect(school.as(anna).call(unbinContract, { body: { ids: [shared] } })).rejects.toMatchObject({ status: 404 });
  await school.as(ben).call(unbinContract, { body: { ids: [shared] } });
  expect(await namesIn(school, teacher, open)).toEqual(['Poster.txt']);
});

test('what somebody hands in is seen by them and the leaders; the others learn nothing of it', async () => {
  const { school, teacher, anna, ben, courseId, handIn } = await aCourseSpace();
  const task = await send(school, teacher, 'Auftrag.txt', handIn);
  const annas = await send(school, anna, 'Referat.txt', handIn);
  const bens = await send(school, ben, 'Referat.txt', handIn);

  expect(await namesIn(school, anna, handIn)).toEqual(['Auftrag.txt', 'Referat.txt']); // not "(2)": nothing tells of the other one
  expect((await namesIn(school, teacher, handIn)).sort()).toEqual(['Auftrag.txt', 'Referat.txt', 'Referat.txt']);
  expect([await statusOf(school, teacher, annas), await statusOf(school, anna, annas), await statusOf(school, ben, annas)]).toEqual([
    200, 200, 404,
  ]);
  const attempts = await Promise.allSettled([
    school.as(ben).call(renameContract, { params: { fileId: annas }, body: { name: 'x.txt' } }),
    school.as(ben).call(binContract, { body: { ids: [annas] } }),
    school.as(ben).call(copyContract, { body: { ids: [annas], spaceId: ben, folderId: null } }),
    school.as(ben).call(moveContract, { body: { ids: [bens, annas], spaceId: ben, folderId: null } }),
  ]);
  for (const attempt of attempts) expect(attempt).toMatchObject({ status: 'rejected', reason: expect.objectContaining({ status: 404 }) });
  await expect(school.as(ben).call(binContract, { body: { ids: [task] } })).rejects.toMatchObject({ code: 'files.read_only' });
  await school.as(anna).call(binContract, { body: { ids: [annas] } });

  await expect(school.as(teacher).call(setPartContract, { params: { fileId: handIn }, body: { part: 'open' } })).rejects.toMatchObject({
    status: 409,
    code: 'files.part_in_use',
  });
  const copy = await school.as(teacher).call(copyContract, { body: { ids: [handIn], spaceId: teacher, folderId: null } });
  expect((await namesIn(school, teacher, copy.items[0]?.id ?? '')).sort()).toEqual(['Auftrag.txt', 'Referat.txt']);
  expect(courseId).not.toBe('');
});

test('what a leader adds to the folder a pupil handed in is that pupil’s too', async () => {
  const { school, teacher, anna, ben, courseId, handIn } = await aCourseSpace();
  const { id: folder } = await school.as(anna).call(createFolderContract, { body: { spaceId: courseId, folderId: handIn, name: 'Mappe' } });
  const corrected = await send(school, teacher, 'korrigiert.txt', folder);
  expect(await namesIn(school, anna, folder)).toEqual(['korrigiert.txt']);
  expect(await statusOf(school, ben, corrected)).toBe(404);
  await expect(school.as(ben).call(folderContract, { query: { folderId: folder } })).rejects.toMatchObject({ status: 404 });
});

test('a part is said of top folders alone and reaches all below', async () => {
  const { school, teacher, anna, courseId, read } = await aCourseSpace();
  const { id: inner } = await school
    .as(teacher)
    .call(createFolderContract, { body: { spaceId: courseId, folderId: read, name: 'Innen', part: 'open' } });
  await expect(send(school, anna, 'x.txt', inner)).rejects.toThrow('files.read_only');
  await expect(school.as(teacher).call(setPartContract, { params: { fileId: inner }, body: { part: 'open' } })).rejects.toMatchObject({
    code: 'files.not_a_top_folder',
  });
  await school.as(teacher).call(setPartContract, { params: { fileId: read }, body: { part: 'open' } });
  await send(school, anna, 'x.txt', inner);
  expect(await namesIn(school, teacher, inner)).toEqual(['x.txt']);
});

test('between spaces the room goes along, and a full space takes nothing more', async () => {
  const { school, teacher, courseId, read } = await aCourseSpace();
  const file = await aFile(school, teacher, { bytes: Buffer.alloc(700_000, 'a') });
  await school.write((db) => saveSetting(db, groupQuotaSetting, 1));
  await school.as(teacher).call(moveContract, { body: { ids: [file], spaceId: courseId, folderId: read } });
  expect(await school.as(teacher).call(roomContract, { query: {} })).toMatchObject({ usedBytes: 0 });
  expect(await school.as(teacher).call(roomContract, { query: { spaceId: courseId } })).toEqual({
    usedBytes: 700_000,
    quotaBytes: 1_000_000,
  });
  const again = school.as(teacher).call(copyContract, { body: { ids: [file], spaceId: courseId, folderId: read } });
  await expect(again).rejects.toMatchObject({ status: 413, code: 'files.quota_full' });
});

test('ten uploads begun at once by ten members do not share the same room of their course', async () => {
  const { school, teacher, anna, ben, open } = await aCourseSpace();
  await school.write((db) => saveSetting(db, groupQuotaSetting, 1));
  const clients = await Promise.all([teacher, anna, ben].map((person) => school.as(person).client()));
  const begun = await Promise.all(
    Array.from({ length: 10 }, async (_, place) => {
      const client = clients[place % 3];
      return client === undefined ? 0 : (await begin(client, school.slug, `${place}.txt`, 400_000, { folderId: open })).statusCode;
    }),
  );
  expect(begun.filter((status) => status === 201)).toHaveLength(2);
});

test('an upload whose right ended on the way does not arrive', async () => {
  const { school, anna, courseId, open, teacher } = await aCourseSpace();
  const client = await school.as(anna).client();
  const begun = await begin(client, school.slug, 'a.txt', 3, { folderId: open });
  await school.write((db) => sql`delete from courses.member where course_id = ${courseId} and person_id = ${anna}`.execute(db));
  const sent = await client.raw({
    method: 'PATCH',
    url: String(begun.headers['location']),
    headers: {
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      'content-length': '3',
    },
    payload: Buffer.from('abc'),
  });
  expect(sent.statusCode).toBe(404);
  expect(await namesIn(school, teacher, open)).toEqual([]);
});

test('other classes, other courses, guardians, other schools, and who has left see nothing of a space', async () => {
  const { school, teacher, anna, courseId, read } = await aCourseSpace();
  const outside = await testSchool();
  const sheet = await send(school, teacher, 'Blatt.txt', read);
  const other = await aPerson(school, { capacities: ['pupil'] });
  await aCourse(school, { pupils: [other], teachers: [await aPerson(school, { capacities: ['teacher'] })] });
  const nobody = [
    [school, other],
    [school, await aPerson(school, { capacities: ['guardian'] })],
    [school, await aPerson(school, { capacities: ['head', 'school_admin'] })],
    [outside, await aPerson(outside, { capacities: ['teacher'] })],
  ] as const;
  for (const [at, who] of nobody) {
    const attempts = await Promise.allSettled([
      at.as(who).call(folderContract, { query: { spaceId: courseId } }),
      at.as(who).call(folderContract, { query: { folderId: read } }),
      at.as(who).call(copyContract, { body: { ids: [sheet], spaceId: who, folderId: null } }),
      at.as(who).call(moveContract, { body: { ids: [read], spaceId: who, folderId: null } }),
      at.as(who).call(setPartContract, { params: { fileId: read }, body: { part: 'open' } }),
      at.as(who).call(binListContract, { query: { spaceId: courseId } }),
    ]);
    for (const attempt of attempts)
      expect(attempt).toMatchObject({
        status: 'rejected',
        reason: expect.objectContaining({ status: expect.toSatisfy((status) => status === 404 || status === 403) }),
      });
    expect([403, 404]).toContain(await statusOf(at, who, sheet));
  }
  expect(await statusOf(school, anna, sheet)).toBe(200);
  const admin = { personId: await aPerson(school, { capacities: ['school_admin'] }) };
  await school.as(admin).call(endCourseContract, { params: { courseId }, body: { lastDay: '2026-11-22' } });
  expect([await statusOf(school, anna, sheet), await statusOf(school, teacher, sheet)]).toEqual([404, 404]);
});
