import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from '#kernel/db/embedded/start.ts';
import { primaryNumbers } from '#kernel/joined/primary.ts';
import { lineTo } from './cluster-lines.ts';
import { openCrew } from './crew.ts';
import type { StartOptions } from './options.ts';

/** How much longer than `drainSeconds` a process may take before it is killed. */
const overtimeMs = 5_000;

/**
 * Several processes that serve, under this one, which does nothing else: it holds the database that comes with us, the port and the shared numbers. SIGTERM and
 * Ctrl-C end all; SIGHUP replaces them one after the other, so that what lies on the disk now is what runs.
 */
export async function startMany(options: StartOptions): Promise<void> {
  const log = (line: string) => console.info(line);
  const args = process.argv.slice(2);
  // a process starts in half the time when what was worked out of the program's text is kept; all that are begun here inherit this
  process.env['NODE_COMPILE_CACHE'] ??= join(options.dataDir, 'compiled');
  const embedded = options.database === null ? await startEmbedded({ dataDir: options.dataDir, log }) : null;
  const database = embedded ?? options.database;
  if (database === null) throw new Error('neither an outside nor an embedded database');

  const takeIn = primaryNumbers();
  const crew = openCrew({
    count: options.processes,
    program: programAt('./one-of-many.ts'),
    args,
    environment: {
      SCHULHOF_MEMBER_DATABASE: database.appUrl,
      SCHULHOF_MEMBER_ADMINISTRATION: database.administrationUrl,
      // who serves owns nothing
      DATABASE_URL: undefined,
      DATABASE_OWNER_URL: undefined,
      DATABASE_ADMINISTRATION_URL: undefined,
    },
    leaveMs: (options.drainSeconds + options.drainNoticeSeconds) * 1000 + overtimeMs,
    takeIn: (worker) => {
      const line = lineTo(worker);
      const letGo = takeIn(line);
      worker.once('exit', letGo);
    },
    log,
  });

  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await crew.stop();
    await embedded?.stop();
    process.exit(code);
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));
  const ready = prepare(args).then(async (greeting) => {
    if (stopping) return;
    await crew.start();
    log(greeting);
  });
  process.on('SIGHUP', () => {
    if (terminalIsGone()) return void stop(0);
    // not before everybody has started
    void ready.then(async () => {
      if (!(await migrate(args))) return log('the database could not be brought up to date; nothing was restarted');
      await crew.restart();
      log('restarted');
    });
  });
  await ready.catch((error: Error) => {
    if (!stopping) console.error(error.message);
    return stop(1);
  });
}

/** Does what is done once, and returns the greeting. */
async function prepare(args: readonly string[]): Promise<string> {
  const child = fork(programAt('./prepare.ts'), args);
  let greeting = '';
  child.on('message', (message) => {
    if (typeof message === 'object' && message !== null && 'greeting' in message) greeting = String(message.greeting);
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the start was given up; the reason stands above');
  return greeting;
}

/** By a process of its own, which runs what lies on the disk now. */
async function migrate(args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [programAt('./migrate.ts'), ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  return code === 0;
}

/** SIGHUP comes also when the terminal is closed in which we were started; then there is none any more. */
function terminalIsGone(): boolean {
  if (!process.stdin.isTTY) return false;
  try {
    openSync('/dev/tty', 'r');
    return false;
  } catch {
    return true;
  }
}

function programAt(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
