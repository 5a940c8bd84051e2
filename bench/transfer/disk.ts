import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Fills a file with bytes that cannot be packed, and puts it on the disk. */
export async function fill(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w');
  for (let written = 0; written < bytes; ) {
    const part = randomBytes(Math.min(4_000_000, bytes - written));
    written += (await file.write(part)).bytesWritten;
  }
  await file.sync();
  await file.close();
}

/** Its first bytes become others, so that it is content no store has seen. */
export async function change(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(randomBytes(16), 0, 16, 0);
  await file.close();
}

/** Copies as `cp` does. */
export function copyTo(path: string, copy: string): void {
  execFileSync('cp', [path, copy]);
}

/** Returns when the bytes of a file, or without one everything, are on the disk. */
export function sync(...paths: string[]): void {
  execFileSync('sync', paths);
}

/**
 * The next to read a file must get it from the disk: what lies of it in memory is dropped, by posix_fadvise(2), which needs no rights. Everything is on the disk first.
 *
 * @returns false when it has stayed there all the same, as in a file system that lives in memory; believed where fincore (util-linux-extra) is missing
 */
export function dropFromMemory(path: string): boolean {
  const drop = 'sync && dd if="$1" iflag=nocache count=0 status=none';
  const ask = '{ fincore --bytes --noheadings --output RES "$1" 2>/dev/null || echo 0; }';
  return Number(execFileSync('sh', ['-c', `${drop} && ${ask}`, 'sh', path], { encoding: 'utf8' })) === 0;
}

/** The SHA-256 of a file. Afterwards all of it lies in memory. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1_048_576 }), hash);
  return hash.digest('hex');
}
