import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { renameContract, roomContract } from '../contract.ts';
import { tidyJob } from '../jobs.ts';
import { binContract, emptyBinContract, folderContract } from '../tree/contract.ts';
import { attachedFile, attachFiles, detachFiles, filesOf } from '../uses.ts';
import { restoreVersionContract, versionsContract } from '../versions/contract.ts';
import { aFile } from './build.ts';
import { head, upload } from './tus-client.ts';

async function replace(school: TestSchool, personId: string, name: string, text: string): Promise<string> {
  return upload(await school.as(personId).client(), school.slug, name, Buffer.from(text), { replace: '1' });
}

async function textOf(school: TestSchool, personId: string, path: string): Promise<string> {
  const client = await school.as(personId).client();
  return (await client.raw({ method: 'GET', url: `/api/${school.slug}/files/${path}/content` })).payload;
}

async function withVersions(count: number) {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const fileId = await aFile(school, pupil, { name: 'a.txt', bytes: Buffer.from('0') });
  for (let number = 1; number <= count; number += 1) {
    school.at(`2026-11-23T08:${String(number).padStart(2, '0')}:00Z`);
    await replace(school, pupil, 'A.txt', `${number}`);
  }
  return { school, pupil, fileId };
}

test('a new version keeps the id; the earlier ones are listed, read, and made the newest again', async () => {
  const { school, pupil, fileId } = await withVersions(2);
  expect(await textOf(school, pupil, fileId)).toBe('2');
  const { items } = await school.as(pupil).call(versionsContract, { params: { fileId }, query: {} });
  const texts = await Promise.all(items.map(({ id }) => textOf(school, pupil, `${fileId}/versions/${id}`)));
  expect(texts).toEqual(['1', '0']);
  expect((await school.as(pupil).call(folderContract, { query: {} })).items).toMatchObject([{ id: fileId, name: 'a.txt', versions: 2 }]);
  expect(await school.as(pupil).call(roomContract, { query: {} })).toMatchObject({ usedBytes: 3 });

  await school.as(pupil).call(restoreVersionContract, { params: { fileId, versionId: items[1]?.id ?? '' } });
  expect(await textOf(school, pupil, fileId)).toBe('0');
  expect((await school.as(pupil).call(versionsContract, { params: { fileId }, query: {} })).items).toHaveLength(3);
});

test('ten earlier versions are kept, and the content of the eleventh is let go', async () => {
  const { school, pupil, fileId } = await withVersions(12);
  const { items } = await school.as(pupil).call(versionsContract, { params: { fileId }, query: {} });
  const texts = await Promise.all(items.map(({ id }) => textOf(school, pupil, `${fileId}/versions/${id}`)));
  expect(texts).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '3', '2']);
  expect((await school.write((db) => sql`select from files.file where school_id = ${school.id}`.execute(db))).rows).toHaveLength(11);
});

test('the list of versions takes as many statements for one as for ten', async () => {
  const { school, pupil, fileId } = await withVersions(1);
  const one = await school.as(pupil).counted(versionsContract, { params: { fileId }, query: {} });
  for (let number = 2; number <= 9; number += 1) await replace(school, pupil, 'a.txt', `${number}`);
  const many = await school.as(pupil).counted(versionsContract, { params: { fileId }, query: { limit: 4 } });
  expect(many.statements).toBe(one.statements);
  expect(many.answer.next).not.toBeNull();
});

test('what was handed in keeps the bytes it had, under the id it was handed in with too', async () => {
  const { school, pupil, fileId } = await withVersions(0);
  const subjectId = newId();
  await school.write((db) => attachFiles(db, { module: 'assignments', subjectId, fileIds: [fileId] }));
  await school.as(pupil).call(renameContract, { params: { fileId }, body: { name: 'b.txt' } });
  await replace(school, pupil, 'b.txt', 'neuer Text');

  const [kept] = (await school.write((db) => filesOf(db, 'assignments', [subjectId]))).get(subjectId) ?? [];
  expect(kept).toMatchObject({ name: 'a.txt', sizeBytes: 1 });
  for (const id of [fileId, kept?.id ?? ''])
    expect(await school.write((db) => attachedFile(db, 'assignments', [subjectId], id))).toMatchObject({ sizeBytes: 1, name: 'a.txt' });
  expect(await textOf(school, pupil, fileId)).toBe('neuer Text');
  await school.write((db) => attachFiles(db, { module: 'assignments', subjectId: newId(), fileIds: [fileId] }));

  // twelve versions and a bin later it is still there, until it is let go
  for (let number = 1; number <= 12; number += 1) {
    school.at(`2026-11-23T09:${String(number).padStart(2, '0')}:00Z`);
    await replace(school, pupil, 'b.txt', `n${number}`);
  }
  await school.as(pupil).call(binContract, { body: { ids: [fileId] } });
  await school.as(pupil).call(emptyBinContract, { body: { spaceId: pupil } });
  await tidyJob.run(school.ctx(), {}, new AbortController().signal);
  expect((await school.write((db) => filesOf(db, 'assignments', [subjectId]))).get(subjectId)).toMatchObject([
    { id: kept?.id, sizeBytes: 1 },
  ]);
  expect((await school.write((db) => sql`select from files.file where school_id = ${school.id}`.execute(db))).rows).toHaveLength(2);
  await school.write((db) => detachFiles(db, 'assignments', [subjectId]));
  await tidyJob.run(school.ctx(), {}, new AbortController().signal);
  expect((await school.write((db) => sql`select from files.file where school_id = ${school.id}`.execute(db))).rows).toHaveLength(1);
});

test('a device that asks how far the upload of a new version is hears that it is done', async () => {
  const { school, pupil } = await withVersions(0);
  const id = await replace(school, pupil, 'a.txt', 'neu');
  const asked = await head(await school.as(pupil).client(), `/api/${school.slug}/files/uploads/${id}`);
  expect([asked.statusCode, asked.headers['upload-offset'] === asked.headers['upload-length']]).toEqual([200, true]);
});

test('nobody sees or restores versions of somebody else’s file, or of another file', async () => {
  const { school, pupil, fileId } = await withVersions(1);
  const [version] = (await school.as(pupil).call(versionsContract, { params: { fileId }, query: {} })).items;
  const versionId = version?.id ?? '';
  const other = await aPerson(school);
  const others = await aFile(school, other);
  const own = await aFile(school, pupil);
  const attempts = await Promise.allSettled([
    school.as(other).call(versionsContract, { params: { fileId }, query: {} }),
    school.as(other).call(restoreVersionContract, { params: { fileId, versionId } }),
    school.as(other).call(restoreVersionContract, { params: { fileId: others, versionId } }),
    school.as(pupil).call(restoreVersionContract, { params: { fileId: own, versionId } }),
  ]);
  for (const attempt of attempts) expect(attempt).toMatchObject({ status: 'rejected', reason: expect.objectContaining({ status: 404 }) });
  const client = await school.as(other).client();
  for (const path of [`${fileId}/versions/${versionId}`, `${others}/versions/${versionId}`, versionId])
    expect((await client.raw({ method: 'GET', url: `/api/${school.slug}/files/${path}/content` })).statusCode).toBe(404);
});
