import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginMeasuringUpload } from '#kernel/blobs/measuring-upload.ts';
import { measuringWorker } from '#kernel/blobs/measuring-worker.ts';
import { forgetSeen, seenUpTo, seenWhole } from '../seen-bytes.ts';
import { TooManyBytes, takeBytes } from '../take-bytes.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'take-'));
});
afterAll(() => rm(folder, { recursive: true }));

const [small, large] = [5_000_000, 50_000_000];

/** A server that takes one body, the file it went to, and what it says of it. */
async function aLine(announcedBytes: number, limitBytes = large) {
  const path = join(folder, String(Math.random()));
  await writeFile(path, '');
  const measuring = beginMeasuringUpload(announcedBytes);
  const server = createServer();
  const taken = once(server, 'request').then(async ([asked, answer]) => {
    const offset = await takeBytes(asked, { path, offset: 0, limitBytes, measuring }).finally(() => answer.end());
    return offset;
  });
  taken.catch(() => undefined); // tests look at it themselves
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { path, measuring, server, port, taken };
}

test.each([small, large])('bytes over a line arrive whole, measured on the way (%d announced)', async (announced) => {
  const { path, measuring, server, port, taken } = await aLine(announced);
  const bytes = randomBytes(5_300_000);

  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: bytes });

  expect(await taken).toBe(bytes.length);
  expect((await readFile(path)).equals(bytes)).toBe(true);
  expect(await measuring.measured()).toMatchObject({ hash: sha256(bytes), sizeBytes: bytes.length });
  server.close();
});

test.each([small, large])('of a line that is cut, everything that has come is kept and measured (%d announced)', async (announced) => {
  const { path, measuring, server, port, taken } = await aLine(announced);
  const bytes = randomBytes(3_000_000);
  const asked = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': 9_000_000 } });
  asked.on('error', () => undefined);
  asked.write(bytes);
  await expect.poll(() => measuring.sizeBytes).toBeGreaterThan(1_000_000);

  asked.destroy();

  const offset = await taken;
  const kept = await readFile(path);
  expect(kept.length).toBe(offset);
  expect(offset).toBeGreaterThan(1_000_000);
  expect(kept.equals(bytes.subarray(0, offset))).toBe(true);
  expect(await measuring.measured()).toMatchObject({ hash: sha256(kept), sizeBytes: offset });
  server.close();
});

test('bytes go on behind those that are there, and no more come than may', async () => {
  const path = join(folder, 'more');
  await writeFile(path, 'abc');
  const place = { path, offset: 3, measuring: null };

  expect(await takeBytes(Readable.from([Buffer.from('de'), Buffer.from('f')]), { ...place, limitBytes: 3 })).toBe(6);
  await expect(takeBytes(Readable.from([Buffer.from('xyz'), Buffer.from('!')]), { ...place, offset: 6, limitBytes: 2 })).rejects.toThrow(
    TooManyBytes,
  );

  expect(await readFile(path, 'utf8')).toBe('abcdefxy');
});

test('a thread that ends in the middle costs the measure, not the bytes', async () => {
  const { path, measuring, server, port, taken } = await aLine(large);
  const bytes = randomBytes(9_300_000);
  const asked = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': bytes.length } });
  asked.write(bytes.subarray(0, 3_000_000));
  await expect.poll(() => measuring.sizeBytes).toBeGreaterThan(1_000_000);

  await measuringWorker().end();
  asked.end(bytes.subarray(3_000_000));

  expect(await taken).toBe(bytes.length);
  expect((await readFile(path)).equals(bytes)).toBe(true);
  expect(await measuring.measured()).toBeUndefined();
  server.close();
});

test('of more than may come, what may is written and measured aside', async () => {
  const { path, measuring, server, port, taken } = await aLine(large, 2_500_001);
  const bytes = randomBytes(4_000_000);
  const asked = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': bytes.length } });
  asked.on('error', () => undefined);
  asked.end(bytes);

  await expect(taken).rejects.toThrow(TooManyBytes);
  asked.destroy();

  const kept = bytes.subarray(0, 2_500_001);
  expect((await readFile(path)).equals(kept)).toBe(true);
  expect(await measuring.measured()).toMatchObject({ hash: sha256(kept), sizeBytes: kept.length });
  server.close();
});

test.each([small, large])('what was seen of an upload counts only when it is all of it (%d announced)', async (announced) => {
  const see = (id: string, offset: number, text: string) => seenUpTo(id, offset, announced)?.add([Buffer.from(text)], false);
  await see('a', 0, 'abc');
  expect(await seenWhole('a', 4)).toBeUndefined();
  expect(await seenWhole('a', 3)).toMatchObject({ hash: sha256(Buffer.from('abc')), sizeBytes: 3 });
  await see('a', 3, 'd');
  expect(await seenWhole('a', 4)).toMatchObject({ hash: sha256(Buffer.from('abcd')) });
  await see('a', 0, 'x'); // from the beginning again
  expect(await seenWhole('a', 1)).toMatchObject({ hash: sha256(Buffer.from('x')) });

  expect(seenUpTo('a', 3, announced)).toBeNull(); // the disk knows less than was seen
  expect(await seenWhole('a', 1)).toBeUndefined();
  expect(seenUpTo('unknown', 3, announced)).toBeNull(); // begun in another process

  for (let number = 0; number <= 1000; number += 1) await see(`many ${number}`, 0, 'x');
  expect(await seenWhole('many 0', 1)).toBeUndefined();
  expect(await seenWhole('many 1000', 1)).toBeDefined();
  for (let number = 0; number <= 1000; number += 1) forgetSeen(`many ${number}`);
});
