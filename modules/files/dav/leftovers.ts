import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of a PUT that was cut off when the process ended: nobody goes on with them. */
export async function dropLeftovers(folder: string, before: Date): Promise<void> {
  const names = await readdir(folder).catch(() => []); // nothing was ever uploaded
  for (const name of names.filter((one) => one.startsWith('dav-'))) {
    const path = join(folder, name);
    const { mtime } = await stat(path).catch(() => ({ mtime: null })); // another process was quicker
    if (mtime !== null && mtime < before) await rm(path, { force: true });
  }
}
