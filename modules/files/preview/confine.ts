import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { wallsHere } from './walls.ts';

/** What a foreign program may take. */
export interface Limits {
  seconds: number;
  /** Address space of each of its processes. */
  memoryMegabytes: number;
  /** Of each file it writes. */
  fileMegabytes: number;
  /** Of what it prints so much is kept; with more it has done enough and is ended. 0: nothing is kept. */
  printedBytes: number;
}

/** How it ended: null when it was killed. */
export interface Ended {
  code: number | null;
  printed: Buffer;
}

/** What is there, but for folders around the one it works in. */
function hideable(folders: readonly string[], folder: string): string[] {
  return folders.map((hidden) => resolve(hidden)).filter((hidden) => existsSync(hidden) && !`${folder}/`.startsWith(`${hidden}/`));
}

/** Hides folders up to `--`, lowers the limits (seconds, kilobytes, blocks of 512 bytes), then becomes the program. */
const script =
  'while [ "$1" != -- ]; do mount -t tmpfs -o size=64k none "$1" || exit 97; shift; done; shift; ' +
  'ulimit -c 0; ulimit -t "$1" && ulimit -v "$2" && ulimit -f "$3" || exit 98; shift 3; exec "$@"';

/**
 * Runs a program that reads bytes of strangers: alone in its folder, with nothing of our environment, without network and without sight of `hidden` where the
 * system allows that (walls.ts), and with limits. At the end it is killed with all it has started, whatever it is doing.
 *
 * @param command  the program's path and its arguments; no shell reads them
 * @param folder  its working folder, home and place for temporary files
 * @param hidden  folders it must not see
 */
export async function runConfined(
  command: readonly string[],
  { folder, hidden, limits, signal }: { folder: string; hidden: readonly string[]; limits: Limits; signal: AbortSignal },
): Promise<Ended> {
  signal.throwIfAborted();
  const walls = await wallsHere();
  const numbers = [limits.seconds, limits.memoryMegabytes * 1024, limits.fileMegabytes * 2048].map(String);
  const [program = 'sh', ...args] = [
    ...walls.command,
    ...['sh', '-c', script, 'sh', ...(walls.hides ? hideable(hidden, folder) : []), '--'],
    ...numbers,
    ...command,
  ];
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true, // a process group of its own
  });
  const end = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // all of it has ended already
    }
  };
  const parts: Buffer[] = [];
  let bytes = 0;
  child.stdout.on('data', (part: Buffer) => {
    if (bytes < limits.printedBytes) parts.push(part);
    bytes += part.length;
    if (limits.printedBytes > 0 && bytes >= limits.printedBytes) end(); // enough was read
  });
  const timer = setTimeout(end, limits.seconds * 1000);
  signal.addEventListener('abort', end, { once: true });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
      // what it has started may hold the pipe open longer than it lives
      child.once('exit', end);
    });
    signal.throwIfAborted();
    return { code, printed: Buffer.concat(parts).subarray(0, limits.printedBytes) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    end();
  }
}
