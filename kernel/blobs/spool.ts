import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BlobTooLarge, type StoredBlob } from './blob-store.ts';
import { beginMeasuring } from './measuring.ts';

/**
 * Writes a stream of bytes into a new file and hashes it on the way; when this returns, the bytes are on the disk (fsync).
 *
 * @param path  must not exist yet; it is gone again when anything goes wrong
 * @throws BlobTooLarge beyond `limitBytes`; whatever the source or the disk breaks with
 */
export async function spool(bytes: Readable, path: string, limitBytes: number): Promise<StoredBlob> {
  const measuring = beginMeasuring();
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      measuring.add(chunk);
      if (measuring.sizeBytes > limitBytes) return done(new BlobTooLarge(limitBytes));
      done(null, chunk);
    },
  });

  try {
    await pipeline(bytes, measure, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
  } catch (fault) {
    await rm(path, { force: true });
    throw fault;
  }
  return measuring.measured();
}
