import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { portTaken, runningFile } from './status/running-file.ts';
import { statusFolder, statusPort } from './status/settings.ts';

const program = fileURLToPath(new URL('./status/main.ts', import.meta.url));
const longestStartMs = 10_000;

/** The status process as bin/start sees it. */
export interface StatusBeside {
  /** What to tell: where the page is, or why there is none. */
  words: string;
  /** Asks it to end, as the end of this process does by itself. */
  end(): void;
}

/**
 * Starts the status process beside the server, apart from it: it lives on when the server is killed, and the next start takes its place. That there is none
 * is no reason not to serve: this never throws.
 *
 * @param port  of the platform
 */
export async function startStatusBeside(port: number, environment: NodeJS.ProcessEnv): Promise<StatusBeside> {
  try {
    return await start({ ...environment, PORT: String(port) });
  } catch (error) {
    return { words: `No status page: ${error instanceof Error ? error.message : String(error)}`, end: () => {} };
  }
}

async function start(environment: NodeJS.ProcessEnv): Promise<StatusBeside> {
  const port = statusPort(environment);
  const folder = statusFolder(environment);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await endEarlier(folder);
  const log = await open(join(folder, 'log.txt'), 'a', 0o600);
  // a session of its own, and no pipe of ours: neither Ctrl C nor our sudden end reaches it
  const child = spawn(process.execPath, ['--max-semi-space-size=1', program], {
    env: { ...needed(environment), NODE_COMPILE_CACHE: join(folder, 'compiled') }, // a third less memory
    detached: true,
    stdio: ['ignore', 'ignore', log.fd, 'ipc'],
  });
  process.once('exit', () => child.kill());
  await log.close();
  const words = await new Promise<string>((resolve) => {
    const timer = setTimeout(() => resolve(`No status page: it did not start; see ${join(folder, 'log.txt')}`), longestStartMs);
    const say = (text: string): void => {
      clearTimeout(timer);
      resolve(text);
    };
    child.once('message', () => say(`Status page: http://localhost:${port}`));
    child.once('error', (error) => say(`No status page: ${error.message}`));
    child.once('exit', (code) =>
      say(
        code === portTaken
          ? `No status page: port ${port} is taken. Choose another with STATUS_PORT, or --no-status.`
          : `No status page: it ended at once; see ${join(folder, 'log.txt')}`,
      ),
    );
  });
  if (child.connected) child.disconnect();
  child.unref();
  return { words, end: () => void child.kill() };
}

/** What it is told of our environment: it needs no database, no store, no mail, so it gets no passwords either. */
function needed(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = /^(PATH|HOME|HOST|PORT|TZ|LANG|LC_.+|NODE_.+|SSL_CERT_.+|STATUS_PORT|SCHULHOF_(DATA|ORIGIN|STATUS_.+))$/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => names.test(name)));
}

/** Ends the process that serves this folder from an earlier start, when there is one and it is one of ours. */
async function endEarlier(folder: string): Promise<void> {
  const text = await readFile(join(folder, runningFile), 'utf8').catch(() => '{}');
  const pid = /"pid":(\d+)/.exec(text)?.[1];
  if (pid === undefined) return;
  // its number may have gone to another process
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (command.split('\0').some((word) => word.endsWith('apps/status/main.ts'))) await end(Number(pid));
}

async function end(pid: number): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    try {
      process.kill(pid, tries === 0 ? 'SIGTERM' : tries === 50 ? 'SIGKILL' : 0);
    } catch {
      return; // gone
    }
    await pause(100);
  }
}
