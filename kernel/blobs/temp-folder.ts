import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** No upload takes this long; what is older was left by a process that was killed. */
const leftOverAfterMs = 24 * 60 * 60 * 1000;

/** A folder for files in the making; opening it clears away what a killed process left there. */
export async function openTempFolder(folder: string): Promise<{ newPath(): string }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Number.POSITIVE_INFINITY);
    if (age > leftOverAfterMs) await rm(path, { force: true });
  }
  return { newPath: () => join(folder, randomUUID()) };
}
