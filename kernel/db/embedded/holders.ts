import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process starts or stops the PostgreSQL in `home`. A lock left by a dead process is broken.
 *
 * @param limitSeconds  how long to wait for the others
 * @throws Error when the limit is over
 */
export async function alone<T>(home: string, limitSeconds: number, work: () => Promise<T>): Promise<T> {
  const lock = join(home, 'start.lock');
  const until = performance.now() + limitSeconds * 1000;
  while (!take(lock)) {
    if (!isSameProcess(readOrEmpty(lock))) rmSync(lock, { force: true });
    else if (performance.now() > until)
      throw new Error(`Another process has been starting or stopping PostgreSQL for ${limitSeconds} s: ${lock}`);
    await sleep(20);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/**
 * Notes that this process uses the PostgreSQL in `home`, so that a command line tool that ends does not stop it under
 * the server. The note of a killed process counts for nothing.
 */
export function hold(home: string): void {
  mkdirSync(join(home, 'holders'), { recursive: true });
  writeFileSync(join(home, 'holders', String(process.pid)), stampOf(process.pid));
}

/** Takes this process's note back. @returns whether no living process holds the PostgreSQL in `home` any more */
export function release(home: string): boolean {
  const folder = join(home, 'holders');
  rmSync(join(folder, String(process.pid)), { force: true });
  let left = 0;
  for (const name of readdirSync(folder)) {
    if (isSameProcess(readOrEmpty(join(folder, name)))) left += 1;
    else rmSync(join(folder, name), { force: true });
  }
  return left === 0;
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, stampOf(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Process id and its start in clock ticks (field 22 of /proc/…/stat): ids are used again, after a reboot most of all. */
function stampOf(pid: number): string {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return started === '' ? '' : `${pid} ${started}`;
}

function isSameProcess(stamp: string): boolean {
  return stamp !== '' && stamp === stampOf(Number(stamp.split(' ')[0]));
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
