import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from './place.ts';

/** What `postmaster.pid` says of a running PostgreSQL. */
export interface Running {
  pid: number;
  ready: boolean;
}

const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
const largestLogBytes = 10_000_000;

/**
 * Makes the cluster: UTF-8, German order by ICU, checksums, passwords by SCRAM. A cluster is either whole or not there:
 * it is made beside its place and renamed.
 *
 * @param password  of the superuser `postgres`
 */
export function makeCluster(place: Place, password: string): void {
  const half = `${place.cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  if (place.account.uid !== undefined && place.account.gid !== undefined) chownSync(half, place.account.uid, place.account.gid);
  const options = [
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=icu',
    '--icu-locale=de',
    '--data-checksums',
    '--auth=scram-sha-256',
  ];
  // The password goes in by a pipe of the shell's: no other user sees it, no file is left, and initdb may open it again.
  const args = ['-D', half, '-U', 'postgres', '--pwfile=/dev/stdin', '--no-instructions', ...options];
  const made = spawnSync('/bin/sh', ['-c', 'cat | exec "$@"', 'sh', join(place.binaries, 'bin/initdb'), ...args], {
    cwd: '/',
    env: environment,
    ...account(place),
    input: `${password}\n`,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? ''}${made.stdout}${made.stderr}`);
  renameSync(half, place.cluster);
}

/**
 * Starts PostgreSQL and waits until it takes connections; recovery after a power cut may take minutes.
 *
 * It gets a session of its own, so that Ctrl-C in a terminal reaches only us and we stop it last. Its messages go to a file,
 * not a pipe: it may outlive us.
 *
 * @param settings  PostgreSQL settings by name
 * @throws Error with the end of its log if it ends before it is ready
 */
export async function startPostmaster(place: Place, settings: Record<string, string | number>): Promise<void> {
  // Children of a killed PostgreSQL may live on for a moment; no second one starts beside them.
  const crashed = existsSync(join(place.cluster, 'postmaster.pid'));
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(place, settings);
    } catch (error) {
      if (!crashed || attempt === 10) throw error;
      await sleep(500);
    }
  }
}

async function startOnce(place: Place, settings: Record<string, string | number>): Promise<void> {
  // Nothing runs here, as we have asked; left-over socket locks suffer from the same zombies as the cluster's.
  for (const left of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(place.socketDir, left), { force: true });
  const logFile = join(place.home, 'postgres.log');
  const tooLarge = (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes;
  const log = openSync(logFile, tooLarge ? 'w' : 'a', 0o600);
  const options = Object.entries({ ...settings, listen_addresses: '', unix_socket_directories: place.socketDir, port: 5432 });
  const args = ['-D', place.cluster, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const child = spawn(join(place.binaries, 'bin/postgres'), args, {
    cwd: '/',
    env: environment,
    ...account(place),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code} before it was ready:\n${lastLines(logFile)}`)));
  });
  await Promise.race([failed, untilReady(place, child)]);
  child.removeAllListeners();
}

/** Finds the PostgreSQL that runs on this cluster, also one whose starter was killed. `null` if there is none. */
export function findRunning(place: Place): Running | null {
  const file = join(place.cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  const folder = worksIn(pid);
  if (folder === realpathSync(place.cluster)) return { pid, ready: lines[7]?.trim() === 'ready' && lines[4] === place.socketDir };
  // After a reboot the number may belong to another program, in a container without an init process to a zombie for ever:
  // PostgreSQL would take both for itself and refuse to start.
  if (folder !== null) rmSync(file, { force: true });
  return null;
}

/**
 * Ends PostgreSQL: connections that are just being closed may finish doing so, since one cut off in that moment is an error that nobody
 * waits for any more; after a second by fast shutdown: open transactions are rolled back, everything committed is on disk.
 *
 * @throws Error if it still runs after 60 s
 */
export async function stopPostmaster(place: Place): Promise<void> {
  const running = findRunning(place);
  if (running === null) return;
  process.kill(running.pid, 'SIGTERM');
  for (let waited = 0; waited < 60_000; waited += 10) {
    if (waited === 1_000 && isAlive(running.pid)) process.kill(running.pid, 'SIGINT');
    // A child of ours stays a zombie until it is reaped, so its lock file is asked, not only its process.
    if (!isAlive(running.pid) || !existsSync(join(place.cluster, 'postmaster.pid'))) return;
    await sleep(10);
  }
  throw new Error(`PostgreSQL (process ${running.pid}) does not end.`);
}

async function untilReady(place: Place, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const running = findRunning(place);
    if (running?.pid === child.pid && running?.ready) return;
    await sleep(5);
  }
}

function account({ account: { uid, gid } }: Place): { uid?: number; gid?: number } {
  return uid === undefined || gid === undefined ? {} : { uid, gid }; // Node drops root's other groups by itself
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** PostgreSQL always works in its cluster's folder. `'nowhere'`: a zombie; `null`: another user's process, we may not ask. */
function worksIn(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'nowhere' : null;
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').split('\n').slice(-15).join('\n');
}
