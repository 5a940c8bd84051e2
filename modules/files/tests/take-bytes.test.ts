import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginMeasuring } from '#kernel/blobs/measuring.ts';
import { forgetSeen, seenUpTo, seenWhole } from '../seen-bytes.ts';
import { TooManyBytes, takeBytes } from '../take-bytes.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'take-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A server that takes one body, the file it went to, and what it says of it. */
async function aLine() {
  const path = join(folder, String(Math.random()));
  await writeFile(path, '');
  const measuring = beginMeasuring();
  const server = createServer();
  const taken = once(server, 'request').then(async ([asked, answer]) => {
    const offset = await takeBytes(asked, { path, offset: 0, limitBytes: 50_000_000, measuring });
    answer.end();
    return offset;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { path, measuring, server, port, taken };
}

test('bytes over a line arrive whole, measured on the way', async () => {
  const { path, measuring, server, port, taken } = await aLine();
  const bytes = randomBytes(5_300_000);

  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: bytes });

  expect(await taken).toBe(bytes.length);
  expect((await readFile(path)).equals(bytes)).toBe(true);
  expect(measuring.measured()).toMatchObject({ hash: sha256(bytes), sizeBytes: bytes.length });
  server.close();
});

test('of a line that is cut, everything that has come is kept and measured', async () => {
  const { path, measuring, server, port, taken } = await aLine();
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
  expect(measuring.measured()).toMatchObject({ hash: sha256(kept), sizeBytes: offset });
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

test('what was seen of an upload counts only when it is all of it', () => {
  seenUpTo('a', 0)?.add(Buffer.from('abc'));
  expect(seenWhole('a', 4)).toBeUndefined();
  expect(seenWhole('a', 3)).toMatchObject({ hash: sha256(Buffer.from('abc')), sizeBytes: 3 });
  seenUpTo('a', 3)?.add(Buffer.from('d'));
  expect(seenWhole('a', 4)).toMatchObject({ hash: sha256(Buffer.from('abcd')) });

  expect(seenUpTo('a', 3)).toBeNull(); // the disk knows less than was seen
  expect(seenWhole('a', 4)).toBeUndefined();
  expect(seenUpTo('unknown', 3)).toBeNull(); // begun in another process

  for (let number = 0; number <= 1000; number += 1) seenUpTo(`many ${number}`, 0)?.add(Buffer.from('x'));
  expect(seenWhole('many 0', 1)).toBeUndefined();
  expect(seenWhole('many 1000', 1)).toBeDefined();
  for (let number = 0; number <= 1000; number += 1) forgetSeen(`many ${number}`);
});
