import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { BlobMissing, type BlobStore, BlobTooLarge, type ByteRange, isHash, type StoredBlob } from './blob-store.ts';
import { measureFile } from './measuring.ts';
import { s3Fault } from './s3-fault.ts';
import { openStraight } from './s3-straight.ts';
import { openUploads } from './s3-uploads.ts';
import { spool } from './spool.ts';
import { openTempFolder } from './temp-folder.ts';

/** Where the store is and how to get in. `endpoint` without bucket; addresses are path-style, which all S3 stores understand. */
export type S3Settings = {
  endpoint: string;
  bucket: string;
  /** '' or 'something/': put before each key, so that a bucket can be shared. */
  prefix: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** A local folder for uploads in the making. */
  tempFolder: string;
  /** The store as browsers reach it, without bucket. */
  publicEndpoint: string;
  /** Our own origin: bytes go straight to browsers if the bucket lets pages of it read. Null: never. */
  origin: string | null;
};

/** One PUT carries at most 5 GiB (Amazon S3, PutObject). Multipart would carry more; nothing in a school is larger. */
const largestPutBytes = 5 * 1024 ** 3;

/**
 * Blobs as objects `<prefix>ab/cd/abcd…` in an S3 bucket.
 *
 * A stream that comes through this process is spooled to the local disk and hashed before it goes out as one PUT, although a multipart
 * upload to a temporary key and a copy would do without the disk: so content the store has is not sent again, a broken stream never reaches the store and leaves no
 * parts to pay for, a failed PUT can be repeated, and the store itself checks what arrives, as the hash is the payload's signature.
 *
 * Bytes go out straight where the bucket lets them (s3-straight.ts), and large ones come in that way (s3-uploads.ts).
 *
 * The keys need s3:GetObject, PutObject, DeleteObject on the prefix and ListBucket on the bucket (without it S3 answers 403 for "missing").
 *
 * @throws Error when the bucket is not there or not ours: found at the start, and not as missing files in the middle of the day
 */
export async function openS3Blobs(settings: S3Settings): Promise<BlobStore> {
  const temp = await openTempFolder(settings.tempFolder);
  const client = new AwsClient({ ...settings, service: 's3', retries: 4 }); // repeats 5xx and 429 with growing pauses
  const bucketAddress = `${settings.endpoint.replace(/\/$/, '')}/${settings.bucket}`;
  const bucket = await client.fetch(bucketAddress, { method: 'HEAD' });
  if (!bucket.ok) throw new Error(`the S3 bucket ${settings.bucket} at ${settings.endpoint} answered ${bucket.status}`);

  const keyOf = (hash: string) => `${settings.prefix}${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
  const addressOf = (hash: string) => `${bucketAddress}/${keyOf(hash)}`;

  async function has(hash: string) {
    if (!isHash(hash)) return false;
    const answer = await client.fetch(addressOf(hash), { method: 'HEAD' });
    if (answer.status !== 404 && !answer.ok) throw await s3Fault('HEAD', answer);
    return answer.ok;
  }

  async function keep(path: string, stored: StoredBlob): Promise<StoredBlob> {
    if (await has(stored.hash)) return stored;
    const body = await openAsBlob(path); // read as it is sent, with its length known
    if (body.size !== stored.sizeBytes) throw new Error(`${body.size} bytes where ${stored.sizeBytes} were measured`);
    const headers = { 'X-Amz-Content-Sha256': stored.hash, 'Content-Type': 'application/octet-stream' };
    const answer = await client.fetch(addressOf(stored.hash), { method: 'PUT', body, headers });
    if (!answer.ok) throw await s3Fault('PUT', answer);
    await answer.body?.cancel();
    return stored;
  }

  async function get(hash: string, range?: ByteRange): Promise<Readable> {
    if (!isHash(hash)) throw new BlobMissing(hash);
    if (range && (range.start < 0 || range.end < range.start)) throw new RangeError(`bytes ${range.start}-${range.end}`);
    // 'identity': a proxy that compressed would change the bytes and the length. With a range fetch says it by itself (Fetch standard), and a second one would
    // not be what was signed.
    const headers: Record<string, string> = range ? { Range: `bytes=${range.start}-${range.end}` } : { 'Accept-Encoding': 'identity' };
    const answer = await client.fetch(addressOf(hash), { headers });
    // fetch's stream and node's are the same thing under two declarations
    if (answer.ok) return answer.body ? Readable.fromWeb(answer.body as ReadableStream<Uint8Array>) : Readable.from([]);
    if (answer.status === 404) throw new BlobMissing(hash);
    if (answer.status === 416) throw new RangeError(`bytes ${range?.start}-${range?.end} lie behind the end`);
    throw await s3Fault('GET', answer);
  }

  const out = await openStraight(settings, client, keyOf);

  return {
    straight: out && { ...out, uploads: await openUploads(settings, client, { has, addressOf }) },
    has,

    async put(bytes, { limitBytes }) {
      const tempPath = temp.newPath();
      const stored = await spool(bytes, tempPath, Math.min(limitBytes, largestPutBytes));
      try {
        return await keep(tempPath, stored);
      } finally {
        await rm(tempPath, { force: true });
      }
    },

    async putFile(path, { limitBytes, measured }) {
      const known = measured ?? (await measureFile(path));
      if (known.sizeBytes > Math.min(limitBytes, largestPutBytes)) throw new BlobTooLarge(limitBytes);
      return keep(path, known); // from where it lies
    },

    get,
    send: get,

    async remove(hash) {
      if (!isHash(hash)) return;
      const answer = await client.fetch(addressOf(hash), { method: 'DELETE' });
      if (!answer.ok && answer.status !== 404) throw await s3Fault('DELETE', answer);
    },
  };
}
