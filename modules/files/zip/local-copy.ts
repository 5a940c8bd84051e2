import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { SchoolCtx } from '#kernel/module/ctx.ts';

/**
 * Content of the store as a file on this machine's disk, for what must be read back and forth (an archive says at its end what is in it). It is gone
 * afterwards; what a killed process left lies in the system's folder for such things.
 *
 * @throws BlobMissing when the store does not hold it
 */
export async function withLocalCopy<R>(ctx: SchoolCtx, hash: string, work: (path: string) => Promise<R>): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), 'schulhof-zip-'));
  try {
    const path = join(folder, 'archive');
    await pipeline(await ctx.services.blobs.get(hash), createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
