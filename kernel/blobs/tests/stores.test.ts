import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BlobMissing, type BlobStore, BlobTooLarge } from '../blob-store.ts';
import { measureFile } from '../measuring.ts';
import { openBlobs } from '../open-blobs.ts';

const limitBytes = 50 * 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let folder: string;
let s3: S3rver;
let s3Port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blobs-'));
  s3 = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'schulhof' }],
  });
  s3Port = (await s3.run()).port;
});

afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

async function onDisk() {
  return openBlobs({}, await mkdtemp(join(folder, 'data-')));
}

async function onS3() {
  const data = await mkdtemp(join(folder, 'data-'));
  const prefix = data.slice(-6).toLowerCase();
  return openBlobs(
    {
      SCHULHOF_BLOBS: `s3://schulhof/${prefix}?endpoint=http://127.0.0.1:${s3Port}`,
      SCHULHOF_BLOBS_KEY: 'S3RVER',
      SCHULHOF_BLOBS_SECRET: 'S3RVER',
    },
    data,
  );
}

/** Every file below the test's folder, those included that s3rver keeps for itself. */
async function files(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe.each([
  ['disk', onDisk],
  ['S3', onS3],
])('blobs on %s', (_name, open) => {
  let blobs: BlobStore;
  beforeAll(async () => {
    blobs = await open();
  });

  test('what goes in comes out, named by its hash', async () => {
    const bytes = randomBytes(300_000);
    const stored = await blobs.put(Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]), { limitBytes });

    expect(stored).toMatchObject({ hash: sha256(bytes), sizeBytes: 300_000 });
    expect(Buffer.from(stored.head)).toEqual(bytes.subarray(0, 4100));
    expect((await buffer(await blobs.get(stored.hash))).equals(bytes)).toBe(true);
    expect(await blobs.has(stored.hash)).toBe(true);
  });

  test('an empty file is a file', async () => {
    const { hash, sizeBytes, head } = await blobs.put(Readable.from([]), { limitBytes });
    expect(sizeBytes).toBe(0);
    expect(head.length).toBe(0);
    expect((await buffer(await blobs.get(hash))).length).toBe(0);
  });

  test('a range is the bytes from start to end, both included, and is cut off at the end', async () => {
    const { hash } = await blobs.put(Readable.from([Buffer.from('0123456789')]), { limitBytes });
    expect((await buffer(await blobs.get(hash, { start: 2, end: 4 }))).toString()).toBe('234');
    expect((await buffer(await blobs.get(hash, { start: 8, end: 99 }))).toString()).toBe('89');
    await expect(blobs.get(hash, { start: 10, end: 12 })).rejects.toThrow(RangeError);
    await expect(blobs.get(hash, { start: 4, end: 2 })).rejects.toThrow(RangeError);
  });

  test('the same content put twice, also at once, is kept once', async () => {
    const bytes = randomBytes(100_000);
    const before = await files();
    const puts = await Promise.all([1, 2, 3].map(() => blobs.put(Readable.from([bytes]), { limitBytes })));
    await blobs.put(Readable.from([bytes]), { limitBytes });

    expect(new Set(puts.map((put) => put.hash)).size).toBe(1);
    const fresh = (await files()).filter((path) => !before.includes(path) && !/_S3rver_metadata\.json$|\.md5$/.test(path));
    expect(fresh).toHaveLength(1);
  });

  test('exactly the limit is taken, one byte more is refused and leaves nothing behind', async () => {
    const bytes = randomBytes(10_000);
    const before = await files();
    const endless = Readable.from(
      (function* () {
        for (;;) yield bytes;
      })(),
    );

    await expect(blobs.put(endless, { limitBytes: 9_999 })).rejects.toThrow(BlobTooLarge);
    expect(endless.destroyed).toBe(true);
    expect(await files()).toEqual(before);
    expect((await blobs.put(Readable.from([bytes]), { limitBytes: 10_000 })).sizeBytes).toBe(10_000);
  });

  test('a stream that breaks, by a fault or by going away, leaves nothing behind', async () => {
    const before = await files();
    const broken = Readable.from(
      (async function* () {
        yield randomBytes(200_000);
        throw new Error('line is dead');
      })(),
    );
    const gone = new Readable({ read() {} });
    gone.push(randomBytes(200_000));
    setTimeout(() => gone.destroy(), 20);

    await expect(blobs.put(broken, { limitBytes })).rejects.toThrow('line is dead');
    await expect(blobs.put(gone, { limitBytes })).rejects.toThrow();
    expect(await files()).toEqual(before);
  });

  test('what is not there, was removed or is no hash is missing', async () => {
    const { hash } = await blobs.put(Readable.from([randomBytes(10)]), { limitBytes });
    await blobs.remove(hash);
    await blobs.remove(hash);
    for (const name of [hash, 'f'.repeat(64), '../../etc/passwd', '', hash.toUpperCase()]) {
      expect(await blobs.has(name)).toBe(false);
      await expect(blobs.get(name)).rejects.toThrow(BlobMissing);
    }
    await blobs.remove('../../etc/passwd');
  });

  test('a file of the disk is taken in and stays where it is, whether its bytes were seen before or not', async () => {
    const bytes = randomBytes(200_000);
    const path = join(folder, `brought-${Math.random()}`);
    await writeFile(path, bytes);

    const known = await blobs.putFile(path, { limitBytes });
    expect(known).toMatchObject({ hash: sha256(bytes), sizeBytes: 200_000 });
    expect(await blobs.putFile(path, { limitBytes, measured: await measureFile(path) })).toEqual(known);
    expect((await buffer(await blobs.get(known.hash))).equals(bytes)).toBe(true);
    expect((await readFile(path)).equals(bytes)).toBe(true);

    await blobs.remove(known.hash);
    expect((await readFile(path)).equals(bytes)).toBe(true);
    await rm(path);
  });

  test('a file that is too large, or not as long as was measured, leaves nothing behind', async () => {
    const path = join(folder, `brought-${Math.random()}`);
    await writeFile(path, randomBytes(1000));
    const measured = await measureFile(path);
    await writeFile(path, randomBytes(999));
    const before = await files();

    await expect(blobs.putFile(path, { limitBytes: 998 })).rejects.toThrow(BlobTooLarge);
    await expect(blobs.putFile(path, { limitBytes, measured })).rejects.toThrow('999 bytes where 1000 were measured');

    expect(await files()).toEqual(before);
    expect(await blobs.has(measured.hash)).toBe(false);
    await rm(path);
  });

  test('what is sent down a slow line arrives whole and in parts, though its memory is used again', async () => {
    const bytes = randomBytes(5_000_000);
    const { hash } = await blobs.put(Readable.from([bytes]), { limitBytes });
    const arrived: Buffer[] = [];
    const line = () =>
      new Writable({
        highWaterMark: 65_536,
        write: (piece: Buffer, _encoding, done) => {
          setTimeout(() => {
            arrived.push(Buffer.from(piece)); // when it has gone out
            done();
          }, 1);
        },
      });

    await pipeline(await blobs.send(hash), line());
    expect(Buffer.concat(arrived.splice(0)).equals(bytes)).toBe(true);
    await pipeline(await blobs.send(hash, { start: 700_001, end: 3_000_000 }), line());
    expect(Buffer.concat(arrived).equals(bytes.subarray(700_001, 3_000_001))).toBe(true);
    await expect(blobs.send('f'.repeat(64))).rejects.toThrow(BlobMissing);
  });

  test('30 MiB stream through without being held in memory', { timeout: 30_000 }, async () => {
    const piece = randomBytes(1024 * 1024);
    let readAhead = 0;
    const source = Readable.from(
      (function* () {
        for (let i = 0; i < 30; i++) {
          readAhead = Math.max(readAhead, process.memoryUsage().arrayBuffers);
          yield piece;
        }
      })(),
    );
    const atStart = process.memoryUsage().arrayBuffers;
    const { hash, sizeBytes } = await blobs.put(source, { limitBytes });

    expect(sizeBytes).toBe(30 * 1024 * 1024);
    expect(readAhead - atStart).toBeLessThan(16 * 1024 * 1024);
    let read = 0;
    for await (const chunk of await blobs.get(hash)) read += chunk.length;
    expect(read).toBe(sizeBytes);
  });
});

test('on disk a file that is brought is the stored one, without a copy, and for this user only', async () => {
  const data = await mkdtemp(join(folder, 'data-'));
  const blobs = await openBlobs({}, data);
  const path = join(data, 'brought');
  await writeFile(path, 'hallo', { mode: 0o644 });

  const { hash } = await blobs.putFile(path, { limitBytes });
  await blobs.putFile(path, { limitBytes }); // as after a lost answer

  const [brought, stored] = await Promise.all([stat(path), stat(join(data, 'blobs', hash.slice(0, 2), hash.slice(2, 4), hash))]);
  expect(stored.ino).toBe(brought.ino);
  expect(stored.mode & 0o777).toBe(0o600);
  expect(await readdir(join(data, 'blobs', 'temp'))).toEqual([]);
  expect(blobs.straight).toBeNull();
});

test('an upload that a killed process left is cleared away at the next start, a fresh one is not', async () => {
  const data = await mkdtemp(join(folder, 'data-'));
  await openBlobs({}, data);
  const temp = join(data, 'blobs', 'temp');
  await writeFile(join(temp, 'old'), 'x');
  await writeFile(join(temp, 'fresh'), 'x');
  const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
  await utimes(join(temp, 'old'), twoDaysAgo, twoDaysAgo);

  await openBlobs({}, data);

  expect(await readdir(temp)).toEqual(['fresh']);
});

test('a bucket that is not there or refuses our key stops the start', async () => {
  const open = (bucket: string, key: string) =>
    openBlobs(
      {
        SCHULHOF_BLOBS: `s3://${bucket}?endpoint=http://127.0.0.1:${s3Port}`,
        SCHULHOF_BLOBS_KEY: key,
        SCHULHOF_BLOBS_SECRET: 'S3RVER',
      },
      folder,
    );
  await expect(open('schulhof', 'S3RVER').then((blobs) => blobs.has('a'.repeat(64)))).resolves.toBe(false);
  await expect(open('nowhere', 'S3RVER')).rejects.toThrow('the S3 bucket nowhere');
  await expect(open('schulhof', 'nobody')).rejects.toThrow('answered 403');
});

test.each([
  ['ftp://x', 'absolute path or s3'],
  ['relative/path', 'absolute path or s3'],
  ['s3://bucket', 'endpoint'],
  ['s3://bucket?endpoint=http://s3.example.org', 'endpoint'],
  ['s3://bucket?endpoint=https://s3.example.org&public=http://files.example.org', 'SCHULHOF_BLOBS'],
  ['s3://key:secret@bucket?endpoint=https://s3.example.org', 'must not hold keys'],
  ['s3://bucket?endpoint=https://s3.example.org', 'SCHULHOF_BLOBS_KEY'],
])('the setting %s is refused and says why', async (place, why) => {
  await expect(openBlobs({ SCHULHOF_BLOBS: place }, folder)).rejects.toThrow(why);
});
