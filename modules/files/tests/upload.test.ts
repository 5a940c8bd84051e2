import { expect, test } from 'vitest';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { roomContract } from '../contract.ts';
import { quotaSetting } from '../settings.ts';
import { folderContract } from '../tree/contract.ts';
import { begin, head, send, upload } from './tus-client.ts';

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

test('a file sent in two parts, with a lost line between them, arrives whole', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const client = await school.as(pupil).client();
  const begun = await begin(client, school.slug, 'Blatt ä.pdf', pdf.length);
  const address = String(begun.headers['location']);
  expect(begun.statusCode).toBe(201);

  expect((await send(client, address, 0, pdf.subarray(0, 10))).headers['upload-offset']).toBe('10');
  const asked = await head(client, address);
  expect([asked.statusCode, asked.headers['upload-offset'], asked.headers['upload-length']]).toEqual([200, '10', String(pdf.length)]);
  expect((await send(client, address, 10, pdf.subarray(10))).statusCode).toBe(204);

  const { items } = await school.as(pupil).call(folderContract, {});
  expect(items).toMatchObject([{ name: 'Blatt ä.pdf', type: 'application/pdf', sizeBytes: pdf.length, inUse: false }]);
  const got = await client.raw({ method: 'GET', url: `/api/${school.slug}/files/${items[0]?.id}/content` });
  expect(got.rawPayload.equals(pdf)).toBe(true);
});

test('asking how far a finished upload is answers its whole length', async () => {
  const school = await testSchool();
  const client = await school.as(await aPerson(school)).client();
  const id = await upload(client, school.slug, 'a.pdf', pdf);

  const asked = await head(client, `/api/${school.slug}/files/uploads/${id}`);

  expect([asked.statusCode, asked.headers['upload-offset']]).toEqual([200, String(pdf.length)]);
});

test('an upload from the wrong offset is refused and loses nothing', async () => {
  const school = await testSchool();
  const client = await school.as(await aPerson(school)).client();
  const address = String((await begin(client, school.slug, 'a.pdf', pdf.length)).headers['location']);
  await send(client, address, 0, pdf.subarray(0, 10));

  expect((await send(client, address, 5, pdf.subarray(5))).statusCode).toBe(409);
  expect((await head(client, address)).headers['upload-offset']).toBe('10');
});

test('an empty file is a file', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  await upload(await school.as(pupil).client(), school.slug, 'leer.txt', Buffer.alloc(0));
  expect((await school.as(pupil).call(folderContract, {})).items).toMatchObject([{ name: 'leer.txt', sizeBytes: 0 }]);
});

test.each([
  ['a page that calls itself a picture', 'foto.png', Buffer.from('<!doctype html><script>alert(1)</script>'), 'files.content_mismatch'],
  ['a program by its name', 'spiel.exe', Buffer.from('hallo'), 'files.program_refused'],
  [
    'a program by its bytes',
    'foto.bin',
    Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), Buffer.alloc(60)]),
    'files.program_refused',
  ],
])('%s is refused, takes no room and leaves no file', async (_what, name, bytes, code) => {
  const school = await testSchool();
  const pupil = await aPerson(school);

  await expect(upload(await school.as(pupil).client(), school.slug, name, bytes)).rejects.toThrow(code);

  expect(await school.as(pupil).call(roomContract, {})).toMatchObject({ usedBytes: 0 });
  expect((await school.as(pupil).call(folderContract, {})).items).toEqual([]);
});

test('a path in a name is only a name', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  await upload(await school.as(pupil).client(), school.slug, '../../etc/passwd.txt', Buffer.from('x'));
  expect((await school.as(pupil).call(folderContract, {})).items).toMatchObject([{ name: 'passwd.txt' }]);
});

test('more than the room that is left is refused with how much is free', async () => {
  const school = await testSchool();
  await school.write((db) => saveSetting(db, quotaSetting, 1));
  const client = await school.as(await aPerson(school)).client();
  await upload(client, school.slug, 'a.txt', Buffer.alloc(600_000, 'a'));

  const exactly = await begin(client, school.slug, 'b.txt', 400_000);
  const more = await begin(client, school.slug, 'c.txt', 1);

  expect(exactly.statusCode).toBe(201);
  expect(more.statusCode).toBe(413);
  expect(more.json()).toMatchObject({ code: 'files.quota_full', data: { freeMegabytes: 0, neededMegabytes: 1 } });
});

test('ten uploads begun at once do not share the same room', async () => {
  const school = await testSchool();
  await school.write((db) => saveSetting(db, quotaSetting, 1));
  const client = await school.as(await aPerson(school)).client();

  const begun = await Promise.all(Array.from({ length: 10 }, (_, place) => begin(client, school.slug, `${place}.txt`, 400_000)));

  expect(begun.map(({ statusCode }) => statusCode).filter((status) => status === 201)).toHaveLength(2);
});

test('nobody sees, continues or ends another person’s upload', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const address = String(
    (await begin(await school.as(await aPerson(school)).client(), school.slug, 'a.pdf', pdf.length)).headers['location'],
  );
  const stranger = await school.as(await aPerson(school)).client();
  const outside = await other.as(await aPerson(other)).client();

  for (const [client, path] of [
    [stranger, address],
    [outside, address],
    [outside, address.replace(school.slug, other.slug)],
  ] as const) {
    expect((await head(client, path)).statusCode).toBe(404);
    expect((await send(client, path, 0, pdf)).statusCode).toBe(404);
    expect((await client.raw({ method: 'DELETE', url: path, headers: { 'tus-resumable': '1.0.0' } })).statusCode).toBe(404);
  }
});

test('the same bytes at another school are taken and counted as if they were the first', async () => {
  const [one, other] = [await testSchool(), await testSchool()];
  const bytes = Buffer.from(`gleich ${one.id}`);
  const first = await aPerson(one);
  const second = await aPerson(other);
  await upload(await one.as(first).client(), one.slug, 'a.txt', bytes);
  const client = await other.as(second).client();

  const begun = await begin(client, other.slug, 'a.txt', bytes.length);
  const sent = await send(client, String(begun.headers['location']), 0, bytes);

  expect(sent.statusCode).toBe(204);
  expect(sent.rawPayload).toHaveLength(0);
  expect(await other.as(second).call(roomContract, {})).toMatchObject({ usedBytes: bytes.length });
});

test('an upload that was given up frees its room', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const client = await school.as(pupil).client();
  const address = String((await begin(client, school.slug, 'a.pdf', pdf.length)).headers['location']);

  const ended = await client.raw({ method: 'DELETE', url: address, headers: { 'tus-resumable': '1.0.0' } });

  expect(ended.statusCode).toBe(204);
  expect(await school.as(pupil).call(roomContract, {})).toMatchObject({ usedBytes: 0 });
});
