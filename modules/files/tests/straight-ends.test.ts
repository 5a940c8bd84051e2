import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { tidyJob } from '../jobs.ts';
import { privacy } from '../privacy.ts';
import { arrive } from '../straight/arrive.ts';
import { awaitArrival } from '../straight/await-arrival.ts';
import { arrivalContract } from '../straight/contract.ts';
import { createFolderContract, folderContract } from '../tree/contract.ts';
import { versionsContract } from '../versions/contract.ts';
import { straightUpload } from './straight-client.ts';
import { aTeacher, elsewhere, nothing, straightStore } from './straight-store.ts';
import { head, send } from './tus-client.ts';

const { s3, left, forgetAll, shorten } = straightStore();
const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(17_000_000)]);
/** Content the store has not got by another test. */
const other = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(17_000_000)]);

test('two that end an upload at once, in one process and in two, make one file', async () => {
  const { school, personId, listed, used } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  await upload.putAll();
  const arrival = () => upload.client.call(arrivalContract, { params: upload.params });
  const ctx = elsewhere(school, personId);

  const ended = await Promise.all([arrival(), arrival(), arrive(ctx, upload.uploadId), arrive(ctx, upload.uploadId)]);

  expect(ended.slice(0, 2)).toEqual([{ ready: true }, { ready: true }]);
  expect(await listed()).toHaveLength(1);
  expect(await used()).toBe(pdf.length);
  const { rows } = await school.write((db) =>
    sql`select from files.file f where f.hash = (select o.hash from files.file o where o.id = ${upload.uploadId})`.execute(db),
  );
  expect(rows).toHaveLength(1);
  expect(await left(school)).toEqual(nothing);
});

test('what takes long is answered before it has ended, and asked again', async () => {
  const { school, personId, listed } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  await upload.putAll();
  const ctx = elsewhere(school, personId);
  expect(await awaitArrival(ctx, upload.uploadId, 0)).toEqual({ ready: false });
  expect(await awaitArrival(ctx, upload.uploadId)).toEqual({ ready: true });
  expect(await listed()).toHaveLength(1);
});

test('a store that fails in the middle is tried again with what is there', async () => {
  const { school, personId, listed } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', other);
  await upload.putAll();
  const arrival = () => upload.client.call(arrivalContract, { params: upload.params });
  s3().faults.push((request) => (request.headers['x-amz-copy-source'] === undefined ? null : 403));
  await expect(arrival()).rejects.toMatchObject({ status: 500 });
  expect((await upload.look()).arrived).toEqual([1, 2, 3]); // joined already
  expect(await listed()).toEqual([]);
  s3().faults.length = 0;
  expect(await arrival()).toEqual({ ready: true });
  expect(await listed()).toHaveLength(1);
  expect(await left(school)).toEqual(nothing);
});

test('a store that stumbles while it joins is asked again, and nobody notices', async () => {
  const { school, personId, listed } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  await upload.putAll();
  let stumbles = 2;
  s3().faults.push(({ method }, url) => (method === 'POST' && url.searchParams.has('uploadId') && stumbles-- > 0 ? 409 : null));
  expect(await upload.client.call(arrivalContract, { params: upload.params })).toEqual({ ready: true });
  expect([stumbles < 0, await listed()]).toMatchObject([true, [{ name: 'a.pdf' }]]);
});

test('what has been joined is measured as well: anything but what was announced is refused and gone', async () => {
  const { school, personId, listed, used } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  await upload.putAll();
  const arrival = () => upload.client.call(arrivalContract, { params: upload.params });
  s3().faults.push((request) => (request.method === 'GET' && !request.url?.includes('?') ? 403 : null));
  await expect(arrival()).rejects.toMatchObject({ status: 500 });
  s3().faults.length = 0;
  await shorten(1000);
  await expect(arrival()).rejects.toMatchObject({ status: 422, code: 'files.not_as_announced' });
  expect([await used(), await listed(), await left(school)]).toEqual([0, [], nothing]);
});

test('what the store has forgotten begins anew', async () => {
  const { school, personId, listed } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  await upload.look();
  await upload.put(1);
  await forgetAll();
  const arrival = () => upload.client.call(arrivalContract, { params: upload.params });
  await expect(arrival()).rejects.toMatchObject({ status: 409 });
  expect((await upload.look()).arrived).toEqual([]);
  await upload.putAll();
  expect(await arrival()).toEqual({ ready: true });
  expect(await listed()).toHaveLength(1);
});

test('ten that begin at once have one way', async () => {
  const { school, personId } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  const known = (await s3().uploads()).length;
  await Promise.all(Array.from({ length: 10 }, () => upload.look()));
  expect((await s3().uploads()).length - known).toBe(1);
});

test('an upload that cannot reach the store goes on by the server, and the store forgets its parts', async () => {
  const { school, personId, listed } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  await upload.look();
  await upload.put(1);
  expect((await head(upload.client, upload.address)).headers['upload-offset']).toBe('0');
  expect((await send(upload.client, upload.address, 0, pdf)).statusCode).toBe(204);
  expect(await listed()).toHaveLength(1);
  expect(await upload.client.call(arrivalContract, { params: upload.params })).toEqual({ ready: true });
  const { rows } = await school.write((db) => sql`select from files.straight where school_id = ${db.schoolId}`.execute(db));
  expect(rows).toEqual([]);
});

test('a newer version comes straight as well, and the file keeps its id', async () => {
  const { school, personId, listed } = await aTeacher();
  for (const [bytes, target] of [
    [pdf, {}],
    [other, { replace: 'yes' }],
  ] as const) {
    const upload = await straightUpload(school, personId, 'a.pdf', bytes, target);
    await upload.putAll();
    const arrival = () => upload.client.call(arrivalContract, { params: upload.params });
    expect([await arrival(), await arrival()]).toEqual([{ ready: true }, { ready: true }]);
  }
  const [file, ...more] = await listed();
  expect([file?.sizeBytes, more]).toEqual([other.length, []]);
  const versions = await school.as(personId).call(versionsContract, { params: { fileId: file?.id ?? '' }, query: {} });
  expect(versions.items).toHaveLength(1);
});

test('whoever may add no more when everything has arrived makes no file', async () => {
  const { school, personId } = await aTeacher();
  const pupil = await aPerson(school, { capacities: ['pupil'] });
  const courseId = await aCourse(school, { teachers: [personId], pupils: [pupil] });
  const upload = await straightUpload(school, pupil, 'a.pdf', pdf, { spaceId: courseId }).catch((error: Error) => error.message);
  expect(upload).toBe('files.read_only'); // the root of a course is the teachers'
  const { id: folderId } = await school
    .as(personId)
    .call(createFolderContract, { body: { spaceId: courseId, folderId: null, name: 'Offen', part: 'open' } });
  const open = await straightUpload(school, pupil, 'a.pdf', pdf, { folderId });
  await open.putAll();
  await school.write((db) => sql`update files.entry set part = 'read' where id = ${folderId}`.execute(db));
  await expect(open.client.call(arrivalContract, { params: open.params })).rejects.toMatchObject({ code: 'files.read_only' });
  await school.write((db) => sql`update files.entry set part = 'hand_in' where id = ${folderId}`.execute(db));
  expect(await open.client.call(arrivalContract, { params: open.params })).toEqual({ ready: true });
  const { items } = await school.as(personId).call(folderContract, { query: { folderId } });
  expect(items).toMatchObject([{ name: 'a.pdf' }]);
});

test('what was found harmful is locked, as after any upload', async () => {
  const { school, personId, listed } = await aTeacher();
  const check = async (bytes: { destroy(): void }) => {
    bytes.destroy();
    return { kind: 'found', name: 'Eicar' };
  };
  Object.assign(school.platform.services, { scanner: { check } });
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  await upload.putAll();
  await upload.client.call(arrivalContract, { params: upload.params });
  await school.settle();
  expect(await listed()).toMatchObject([{ locked: true }]);
});

test('given up, too old, or its person erased: the store forgets an upload as well', async () => {
  const { school, personId, used } = await aTeacher();
  const pupil = await aPerson(school, { capacities: ['pupil'] });
  const courseId = await aCourse(school, { teachers: [personId], pupils: [pupil] });
  const half = async (who: string, target: Record<string, string> = {}) => {
    const upload = await straightUpload(school, who, 'a.pdf', pdf, target);
    await upload.look();
    await upload.put(1);
    return upload;
  };

  const given = await half(personId);
  const ended = await given.client.raw({ method: 'DELETE', url: given.address, headers: { 'tus-resumable': '1.0.0' } });
  expect([ended.statusCode, await used(), await left(school)]).toEqual([204, 0, nothing]);
  await expect(given.look()).rejects.toMatchObject({ status: 404 });

  const young = await half(personId);
  school.at('2026-11-24T06:59:00Z');
  await tidyJob.run(school.ctx(), {}, new AbortController().signal);
  expect((await young.look()).arrived).toEqual([1]);
  school.at('2026-11-24T07:01:00Z');
  await tidyJob.run(school.ctx(), {}, new AbortController().signal);
  expect(await left(school)).toEqual(nothing);
  await expect(young.look()).rejects.toMatchObject({ status: 404 });

  await half(personId);
  await half(personId, { spaceId: courseId });
  await school.write((db) => privacy.erasePerson(db, personId));
  await school.settle();
  expect(await left(school)).toEqual(nothing);
});

test('a store that does not forget at once is asked again at night, and nobody waits for it', async () => {
  const { school, personId } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  await upload.putAll();
  s3().faults.push((request) => (request.method === 'DELETE' ? 403 : null));
  expect(await upload.client.call(arrivalContract, { params: upload.params })).toEqual({ ready: true });
  expect((await left(school))[0]).toBe(1);
  s3().faults.length = 0;
  await tidyJob.run(school.ctx(), {}, new AbortController().signal);
  expect(await left(school)).toEqual(nothing);
});
