import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweepBlobs } from '#kernel/blobs/ledger.ts';
import { openBlobs } from '#kernel/blobs/open-blobs.ts';
import { corsRule, strictS3 } from '#kernel/blobs/tests/strict-s3.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { provided } from '#kernel/testing/provided.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { roomContract } from '../contract.ts';
import { tidyJob } from '../jobs.ts';
import { quotaSetting } from '../settings.ts';
import { arrivalContract } from '../straight/contract.ts';
import { binContract, folderContract } from '../tree/contract.ts';
import { aDrive, own } from './dav-client.ts';
import { straightUpload } from './straight-client.ts';
import { begin, head, send, upload } from './tus-client.ts';

const origin = 'https://schule.example.org';
const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(300_000)]);

/** The same questions to all: on disk, in S3 through this server, in S3 straight to the browser, and straight from it as well. */
describe.each(['disk', 'S3', 'S3, straight', 'S3, both ways'] as const)('files kept on %s', (place) => {
  let folder: string;
  let s3: Awaited<ReturnType<typeof strictS3>>;
  const isStraight = place === 'S3, straight' || place === 'S3, both ways';
  let before: Awaited<ReturnType<typeof provided>>['platform']['services']['blobs'];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alike-'));
    s3 = await strictS3(join(folder, 's3'), { schulhof: corsRule(origin, place === 'S3, straight' ? ['GET'] : ['GET', 'PUT']) });
    const { services } = (await provided()).platform;
    before = services.blobs;
    const blobs = await openBlobs(place === 'disk' ? {} : s3.settings('schulhof'), folder, isStraight ? origin : null);
    Object.assign(services, { blobs });
  });
  afterAll(async () => {
    Object.assign((await provided()).platform.services, { blobs: before });
    await s3.close();
    await rm(folder, { recursive: true });
  });

  /** What a browser gets: it follows where it is led. */
  async function fetched(at: { school: Awaited<ReturnType<typeof testSchool>>; personId: string; fileId: string; range?: string }) {
    const client = await at.school.as(at.personId).client();
    const headers = at.range === undefined ? {} : { range: at.range };
    const answer = await client.raw({ method: 'GET', url: `/api/${at.school.slug}/files/${at.fileId}/content`, headers });
    if (answer.statusCode !== 302) return { led: false, status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
    expect(answer.headers['cache-control']).toBe('no-store');
    const there = await fetch(String(answer.headers.location), { headers });
    return {
      led: true,
      status: there.status,
      headers: Object.fromEntries(there.headers),
      bytes: Buffer.from(await there.arrayBuffer()),
    };
  }

  test('a file sent in three parts, with a lost line between them, comes back whole and in parts', async () => {
    const school = await testSchool();
    const personId = await aPerson(school);
    const client = await school.as(personId).client();
    const begun = await begin(client, school.slug, 'Blatt ä.pdf', pdf.length);
    const address = String(begun.headers['location']);
    await send(client, address, 0, pdf.subarray(0, 100_000));
    await send(client, address, 100_000, pdf.subarray(100_000, 100_001));
    expect((await head(client, address)).headers['upload-offset']).toBe('100001');
    expect((await send(client, address, 5, pdf.subarray(5))).statusCode).toBe(409);
    expect((await send(client, address, 100_001, pdf.subarray(100_001))).statusCode).toBe(204);
    const fileId = address.split('/').at(-1) ?? '';

    const whole = await fetched({ school, personId, fileId });
    expect(whole.led).toBe(isStraight);
    expect([whole.status, whole.bytes.equals(pdf), whole.headers['content-type']]).toEqual([200, true, 'application/pdf']);
    expect(whole.headers['content-disposition']).toContain("filename*=UTF-8''Blatt%20%C3%A4.pdf");
    const part = await fetched({ school, personId, fileId, range: 'bytes=10-19' });
    expect([part.status, part.bytes.equals(pdf.subarray(10, 20))]).toEqual([206, true]);
    expect((await fetched({ school, personId, fileId, range: 'bytes=9999999-' })).status).toBe(416);
    expect(await readdir(join(school.platform.services.dataDir, 'uploads'))).not.toContain(fileId);
  });

  test('a download that broke off goes on, unless the file is another one by now', async () => {
    if (isStraight) return; // the store's own affair
    const school = await testSchool();
    const personId = await aPerson(school);
    const client = await school.as(personId).client();
    const fileId = await upload(client, school.slug, 'a.pdf', pdf);
    const url = `/api/${school.slug}/files/${fileId}/content`;
    const etag = String((await client.raw({ method: 'GET', url })).headers['etag']);
    const from = (ifRange: string) => client.raw({ method: 'GET', url, headers: { range: 'bytes=100-', 'if-range': ifRange } });

    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect((await from(etag)).statusCode).toBe(206);
    expect([(await from('"other"')).statusCode, (await from('"other"')).rawPayload.length]).toEqual([200, pdf.length]);
  });

  test('an empty file, and a page that wants to run', async () => {
    const school = await testSchool();
    const personId = await aPerson(school);
    const client = await school.as(personId).client();
    const empty = await fetched({ school, personId, fileId: await upload(client, school.slug, 'leer.txt', Buffer.alloc(0)) });
    expect([empty.status, empty.bytes.length]).toEqual([200, 0]);
    const page = Buffer.from(`<!doctype html><script>alert("${personId}")</script>`);
    const shown = await fetched({ school, personId, fileId: await upload(client, school.slug, 'x.html', page) });
    expect(shown.headers['content-type']).toBe('application/octet-stream');
    expect(shown.headers['content-disposition']).toMatch(/^attachment/);
    await expect(upload(client, school.slug, 'x.png', page)).rejects.toThrow('files.content_mismatch');
  });

  test('a large file is the same file, whichever way it has come', async () => {
    const school = await testSchool();
    const personId = await aPerson(school);
    const bytes = Buffer.concat([pdf, randomBytes(17_000_000)]);
    const bring = async () => {
      const { client, address, uploadId, params, putAll, offered } = await straightUpload(school, personId, 'Film.pdf', bytes);
      expect(offered).toBe(place === 'S3, both ways' ? '1' : undefined);
      if (offered === undefined) expect((await send(client, address, 0, bytes)).statusCode).toBe(204);
      else {
        await putAll();
        expect(await client.call(arrivalContract, { params })).toEqual({ ready: true });
      }
      return uploadId;
    };
    const fileId = await bring();
    await bring();
    const whole = await fetched({ school, personId, fileId });
    expect([whole.status, whole.bytes.equals(bytes), whole.headers['content-type']]).toEqual([200, true, 'application/pdf']);
    const { items } = await school.as(personId).call(folderContract, { query: {} });
    expect(items.map(({ name, type, sizeBytes }) => [name, type, sizeBytes])).toEqual([
      ['Film.pdf', 'application/pdf', bytes.length],
      ['Film (2).pdf', 'application/pdf', bytes.length],
    ]);
    const { rows } = await school.write((db) =>
      sql<{
        uses: number;
      }>`select b.uses from kernel.blob b where b.hash = (select f.hash from files.file f where f.id = ${fileId})`.execute(db),
    );
    expect(rows).toEqual([{ uses: 2 }]);
    expect(await school.as(personId).call(roomContract, {})).toMatchObject({ usedBytes: 2 * bytes.length });
  });

  test('nobody else is led anywhere, and nothing that was found harmful', async () => {
    const school = await testSchool();
    const personId = await aPerson(school);
    const fileId = await upload(await school.as(personId).client(), school.slug, 'a.pdf', pdf);
    const colleague = await aPerson(school, { capacities: ['teacher', 'school_admin'] });
    expect((await fetched({ school, personId: colleague, fileId })).status).toBe(404);
    await school.write((db) => sql`update files.file set state = 'locked' where id = ${fileId}`.execute(db));
    expect((await fetched({ school, personId, fileId })).status).toBe(423);
  });

  test('a network drive gets the bytes from this server', async () => {
    const drive = await aDrive();
    await drive.ask('PUT', `${own}/a.txt`, { body: `hallo ${place}`, headers: { 'content-type': 'text/plain' } });
    expect(await drive.ask('GET', `${own}/a.txt`)).toMatchObject({ status: 200, body: `hallo ${place}` });
  });

  test('ten uploads at once do not share the same room, and what is deleted goes', async () => {
    const school = await testSchool();
    await school.write((db) => saveSetting(db, quotaSetting, 1));
    const personId = await aPerson(school);
    const client = await school.as(personId).client();
    const bytes = Buffer.concat([pdf, randomBytes(100_000)]);
    const sent = await Promise.allSettled(Array.from({ length: 10 }, () => upload(client, school.slug, 'a.pdf', bytes)));
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await school.as(personId).call(roomContract, {})).toMatchObject({ usedBytes: 2 * bytes.length });

    const { items } = await school.as(personId).call(folderContract, { query: {} });
    const { hash = '' } =
      (await school.write((db) => sql<{ hash: string }>`select hash from files.file where id = ${items[0]?.id}`.execute(db))).rows[0] ?? {};
    await school.as(personId).call(binContract, { body: { ids: items.map(({ id }) => id) } });
    school.at('2027-01-23T07:00:00Z');
    await tidyJob.run(school.ctx(), {}, new AbortController().signal);
    expect(await school.platform.services.blobs.has(hash)).toBe(true);
    await sweepBlobs(school.platform, () => new Date('2027-01-25T07:00:00Z'));
    expect(await school.platform.services.blobs.has(hash)).toBe(false);
  });
});
