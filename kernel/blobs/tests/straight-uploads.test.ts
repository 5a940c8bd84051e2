import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { BlobTooLarge, type StraightUpload } from '../blob-store.ts';
import { openBlobs } from '../open-blobs.ts';
import { corsRule, strictS3 } from './strict-s3.ts';

const origin = 'https://schule.example.org';
const bytes = randomBytes(12_000_000);
const sizes = [6_000_000, 6_000_000];
let folder: string;
let s3: Awaited<ReturnType<typeof strictS3>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  s3 = await strictS3(folder, { open: corsRule(origin), reading: corsRule(origin, ['GET']), closed: null });
});
beforeEach(() => {
  s3.faults.length = 0;
});
afterAll(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

const opened = (place: string, from: string | null = origin) => openBlobs(s3.settings(place), folder, from);

async function aWay() {
  const blobs = await opened('open/p');
  const uploads = blobs.straight?.uploads;
  if (!uploads) throw new Error('the bucket takes uploads');
  const name = newId();
  const upload: StraightUpload = { name, storeId: await uploads.begin(name) };
  const address = (number: number, sizeBytes = sizes[number - 1] ?? 0, seconds = 60) =>
    uploads.partAddress(upload, { number, sizeBytes }, seconds);
  const put = async (number: number, part: Buffer = bytes.subarray((number - 1) * 6_000_000, number * 6_000_000)) =>
    (await fetch(await address(number), { method: 'PUT', body: new Uint8Array(part), headers: { origin } })).status;
  const joined = async () => {
    expect([await put(2), await put(1)]).toEqual([200, 200]);
    const there = await uploads.arrived(upload);
    if (typeof there === 'string') throw new Error(there);
    await uploads.join(upload, there);
    return there;
  };
  return { blobs, uploads, upload, address, put, joined };
}

test('a store takes uploads by itself only where the bucket lets our pages write, and where it can all of it', async () => {
  expect((await opened('open')).straight?.uploads).not.toBeNull();
  expect((await opened('open', 'https://other.example.org')).straight).toBeNull();
  expect((await opened('open', null)).straight).toBeNull();
  expect((await opened('closed')).straight).toBeNull();
  const reading = (await opened('reading')).straight;
  expect([reading?.origin, reading?.uploads]).toEqual([s3.endpoint, null]);

  s3.faults.push((request, url) => (request.method === 'GET' && url.searchParams.has('uploadId') ? 403 : null));
  expect((await opened('open')).straight?.uploads).toBeNull(); // a key without the right to list parts
});

test('a store that lists no parts takes none', async () => {
  const buckets = [{ name: 'plain', configs: [Buffer.from(corsRule(origin))] }];
  const plain = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 'plain'), configureBuckets: buckets });
  const { port } = await plain.run();
  const settings = { ...s3.settings('plain'), SCHULHOF_BLOBS: `s3://plain?endpoint=http://127.0.0.1:${port}` };
  const { straight } = await openBlobs(settings, folder, origin);
  expect([straight?.origin, straight?.uploads]).toEqual([`http://127.0.0.1:${port}`, null]);
  await plain.close();
});

test('parts in any order become a blob under their hash, and nothing else is left', async () => {
  const { blobs, uploads, upload, put } = await aWay();
  expect(await uploads.arrived(upload)).toEqual([]);
  expect(await put(2)).toBe(200);
  expect(await uploads.arrived(upload)).toMatchObject([{ number: 2, sizeBytes: 6_000_000 }]);
  expect([await put(1), await put(1)]).toEqual([200, 200]);
  const there = await uploads.arrived(upload);
  if (typeof there === 'string') throw new Error(there);

  await uploads.join(upload, there);
  expect(await uploads.arrived(upload)).toBe('joined');
  await uploads.join(upload, there); // the answer was lost
  const measured = await uploads.measure(upload, { limitBytes: bytes.length });
  expect(measured).toMatchObject({ hash: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length });
  expect(Buffer.from(measured.head).equals(bytes.subarray(0, 4100))).toBe(true);
  await uploads.keep(upload, measured);
  await uploads.keep(upload, measured);
  await uploads.drop(upload);
  await uploads.drop(upload);

  expect((await buffer(await blobs.get(measured.hash))).equals(bytes)).toBe(true);
  expect((await buffer(await blobs.get(measured.hash, { start: 7, end: 9 }))).equals(bytes.subarray(7, 10))).toBe(true);
  expect(await uploads.arrived(upload)).toBe('gone');
  expect([await s3.uploads(), (await s3.keys('open')).filter((key) => key.includes('incoming'))]).toEqual([[], []]);
  await expect(uploads.measure(upload, { limitBytes: bytes.length })).rejects.toThrow('there is no blob');
});

test('an address takes exactly the announced bytes, for its part and its time', async () => {
  const { uploads, upload, address, put } = await aWay();
  expect(new URL(await address(1)).searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;host');
  expect(await put(1, bytes.subarray(0, 6_000_001))).toBe(403);
  expect(await put(1, bytes.subarray(0, 5_999_999))).toBe(403);
  const other = new URL(await address(1));
  other.searchParams.set('partNumber', '2');
  const body = new Uint8Array(bytes.subarray(0, 6_000_000));
  expect((await fetch(other, { method: 'PUT', body })).status).toBe(403);
  const late = await address(1, 6_000_000, 1);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect((await fetch(late, { method: 'PUT', body })).status).toBe(403);
  expect(await uploads.arrived(upload)).toEqual([]);
  await uploads.drop(upload);
});

test('joined bytes are changed by nobody, and only those that were measured are kept', async () => {
  const { blobs, uploads, upload, put, joined } = await aWay();
  const there = await joined();
  expect(await put(1)).toBe(404);
  await expect(uploads.measure(upload, { limitBytes: bytes.length - 1 })).rejects.toThrow(BlobTooLarge);
  const measured = await uploads.measure(upload, { limitBytes: bytes.length });
  const hash = 'a'.repeat(64);
  await expect(uploads.keep(upload, { ...measured, hash, tag: '"other"' })).rejects.toThrow('412');
  expect(await blobs.has(hash)).toBe(false);
  await uploads.drop(upload);
  await expect(uploads.join(upload, there)).rejects.toThrow('404');
});

test('an error behind a friendly status is an error', async () => {
  const { uploads, upload, put } = await aWay();
  await put(1);
  s3.faults.push((request) => (request.method === 'POST' ? 200 : null));
  await expect(uploads.join(upload, [{ number: 1, sizeBytes: 6_000_000, tag: '"x"' }])).rejects.toThrow('answered Fault');
  s3.faults.length = 0;
  await uploads.drop(upload);
});

test('browsers are sent to the address they know, and names cannot lead elsewhere', async () => {
  const publicEndpoint = s3.endpoint.replace('127.0.0.1', 'localhost');
  const settings = { ...s3.settings('open'), SCHULHOF_BLOBS: `s3://open?endpoint=${s3.endpoint}&public=${publicEndpoint}` };
  const uploads = (await openBlobs(settings, folder, origin)).straight?.uploads;
  const name = newId();
  const upload = { name, storeId: (await uploads?.begin(name)) ?? '' };
  const address = (await uploads?.partAddress(upload, { number: 1, sizeBytes: 3 }, 60)) ?? '';
  expect(new URL(address).origin).toBe(publicEndpoint);
  expect((await fetch(address, { method: 'PUT', body: 'abc' })).status).toBe(200);
  await uploads?.drop(upload);
  await expect(uploads?.begin('../ab/cd/abcd')).rejects.toThrow('UUID');
});
