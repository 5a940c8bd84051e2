import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { quotaSetting } from '../settings.ts';
import { arrivalContract, partContract, straightContract } from '../straight/contract.ts';
import { straightUpload } from './straight-client.ts';
import { aTeacher, nothing, straightStore } from './straight-store.ts';
import { begin, head } from './tus-client.ts';

const { s3, left, before, partsOf } = straightStore();
const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(17_000_000)]);

test('a large file goes straight to the store, its parts in any order, and is what any upload becomes', async () => {
  const { school, personId, listed, used } = await aTeacher();
  const upload = await straightUpload(school, personId, 'Film ä.pdf', pdf);
  expect(upload.offered).toBe('1');
  expect(await used()).toBe(pdf.length);
  expect(await upload.look()).toEqual({ partBytes: 8_000_000, partCount: 3, arrived: [] });
  expect([await upload.put(3), await upload.put(1)]).toEqual([200, 200]);
  expect((await upload.look()).arrived.toSorted()).toEqual([1, 3]);
  const arrival = () => upload.client.call(arrivalContract, { params: upload.params });
  await expect(arrival()).rejects.toMatchObject({ status: 409, code: 'files.parts_missing' });
  expect(await upload.put(2)).toBe(200);
  s3().asked.length = 0;

  expect(await arrival()).toEqual({ ready: true });

  // read once for its hash, copied within the store
  expect(s3().asked.filter(({ method, path, query }) => method === 'GET' && path.includes('incoming') && query.size === 0)).toHaveLength(1);
  expect(await arrival()).toEqual({ ready: true });
  expect((await upload.look()).arrived).toEqual([1, 2, 3]);
  expect(await listed()).toMatchObject([{ id: upload.uploadId, name: 'Film ä.pdf', type: 'application/pdf', sizeBytes: pdf.length }]);
  expect(await used()).toBe(pdf.length);
  const asked = await head(upload.client, upload.address);
  expect([asked.statusCode, asked.headers['upload-offset']]).toEqual([200, String(pdf.length)]);
  const led = await upload.client.raw({ method: 'GET', url: `/api/${school.slug}/files/${upload.uploadId}/content` });
  const there = await fetch(String(led.headers.location));
  expect([there.status, Buffer.from(await there.arrayBuffer()).equals(pdf)]).toEqual([200, true]);
  expect(await left(school)).toEqual(nothing);
  expect((await readdir(join(school.platform.services.dataDir, 'uploads'))).filter((name) => name.startsWith(upload.uploadId))).toEqual([]);
  expect(await school.events('files.changed')).toHaveLength(1);
  await expect(upload.put(1)).rejects.toMatchObject({ status: 404 });
});

test('small files come by the server, and so does everything where the store takes nothing', async () => {
  const { school, personId } = await aTeacher();
  const small = await straightUpload(school, personId, 'a.pdf', pdf.subarray(0, 15_999_999));
  expect(small.offered).toBeUndefined();
  await expect(small.look()).rejects.toMatchObject({ status: 409, code: 'files.not_straight' });
  const { services } = school.platform;
  const store = services.blobs;
  try {
    Object.assign(services, { blobs: before().blobs });
    const large = await straightUpload(school, personId, 'b.pdf', pdf);
    expect(large.offered).toBeUndefined();
    await expect(large.look()).rejects.toMatchObject({ status: 409, code: 'files.not_straight' });
    await expect(large.put(1)).rejects.toMatchObject({ status: 404 });
    await expect(large.client.call(arrivalContract, { params: large.params })).rejects.toMatchObject({ code: 'files.parts_missing' });
  } finally {
    Object.assign(services, { blobs: store });
  }
});

test('nobody else begins, brings, ends or gives up somebody’s upload', async () => {
  const { school, personId, used } = await aTeacher();
  const elsewhere = await testSchool();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  await upload.put(1).catch(() => undefined);
  await upload.putAll();
  const stranger = await school.as(await aPerson(school, { capacities: ['school_admin', 'teacher'] })).client();
  const outside = await elsewhere.as(await aPerson(elsewhere)).client();
  for (const client of [stranger, outside]) {
    const refused = { status: 404, code: 'kernel.not_found' };
    await expect(client.call(straightContract, { params: upload.params })).rejects.toMatchObject(refused);
    await expect(client.call(partContract, { params: { ...upload.params, number: 1 } })).rejects.toMatchObject(refused);
    await expect(client.call(arrivalContract, { params: upload.params })).rejects.toMatchObject(refused);
    const ended = await client.raw({ method: 'DELETE', url: upload.address, headers: { 'tus-resumable': '1.0.0' } });
    expect(ended.statusCode).toBe(404);
  }
  const url = `${upload.address}/straight`;
  expect((await outside.raw({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: '{}' })).statusCode).toBe(404);
  expect((await anonymous().raw({ method: 'GET', url: `${url}/parts/1` })).statusCode).toBe(401);
  expect((await upload.look()).arrived).toHaveLength(3);
  expect(await used()).toBe(pdf.length);
});

test('there are no other parts, and none takes more than its length', async () => {
  const { school, personId } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  const part = (number: number) => upload.client.call(partContract, { params: { ...upload.params, number } });
  await expect(part(1)).rejects.toMatchObject({ status: 404 }); // nobody has begun
  await upload.look();
  expect((await part(3)).sizeBytes).toBe(pdf.length - 16_000_000);
  await expect(part(4)).rejects.toMatchObject({ status: 404 });
  for (const number of [0, -1, 1001]) await expect(part(number)).rejects.toMatchObject({ status: 400 });
  expect(await upload.put(3, pdf.subarray(0, 8_000_000))).toBe(403);
  expect(await upload.put(1, pdf.subarray(0, 100))).toBe(403);
  expect((await upload.look()).arrived).toEqual([]);
});

test('a store that heeds no length does not help: what is not as announced is refused and gone', async () => {
  const { school, personId, listed, used } = await aTeacher();
  const upload = await straightUpload(school, personId, 'a.pdf', pdf);
  await upload.putAll();
  const { rows } = await school.write((db) => sql<{ id: string }>`select store_id as id from files.straight`.execute(db));
  await writeFile(join(partsOf(rows[0]?.id ?? ''), '3'), pdf.subarray(0, 8_000_000));
  expect((await upload.look()).arrived.toSorted()).toEqual([1, 2]);

  const arrival = () => upload.client.call(arrivalContract, { params: upload.params });
  await expect(arrival()).rejects.toMatchObject({ status: 422, code: 'files.not_as_announced' });

  expect([await used(), await listed(), await left(school)]).toEqual([0, [], nothing]);
});

test.each([
  ['a page that calls itself a PDF', 'Blatt.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'), 'files.content_mismatch'],
  ['a program by its name', 'spiel.exe', Buffer.from('hallo'), 'files.program_refused'],
  ['a program by its bytes', 'film.bin', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), 'files.program_refused'],
])('%s is refused, takes no room and leaves nothing, and whoever asks again is told why', async (_what, name, first, code) => {
  const { school, personId, listed, used } = await aTeacher();
  const upload = await straightUpload(school, personId, name, Buffer.concat([first, Buffer.alloc(17_000_000)]));
  await upload.putAll();
  const arrival = () => upload.client.call(arrivalContract, { params: upload.params });

  await expect(arrival()).rejects.toMatchObject({ status: 415, code });
  await expect(arrival()).rejects.toMatchObject({ status: 415, code });

  expect([await used(), await listed(), await left(school)]).toEqual([0, [], nothing]);
  await expect(upload.look()).rejects.toMatchObject({ status: 404 });
});

test('ten uploads begun at once do not share the same room', async () => {
  const { school, personId } = await aTeacher();
  await school.write((db) => saveSetting(db, quotaSetting, 40));
  const client = await school.as(personId).client();
  const begun = await Promise.all(Array.from({ length: 10 }, (_, place) => begin(client, school.slug, `${place}.pdf`, 19_000_000)));
  const offered = begun.filter(({ statusCode }) => statusCode === 201).map(({ headers }) => headers['upload-straight']);
  expect(offered).toEqual(['1', '1']);
});
