import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '#kernel/db/embedded/for-tests.ts';
import { ending } from '../endings.ts';

/** A running Schulhof: server and worker in one process, as `bin/start` runs it. */
export interface Server {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/** What a server is started with besides its database. */
export interface ServerSettings {
  /** Processes that serve; one unless said. */
  processes?: number;
  environment?: Record<string, string>;
}

/**
 * Starts the program itself over a database. With `SCHULHOF_BENCH_PROFILE` set to a folder, each server leaves a CPU profile there when it ends.
 *
 * @throws Error with the end of its output when it is not ready within a minute
 */
export async function startServer(database: TestDatabase, dataDir: string, settings: ServerSettings = {}): Promise<Server> {
  const { processes = 1, environment = {} } = settings;
  const port = await freePort();
  const folder = process.env['SCHULHOF_BENCH_PROFILE'];
  const profile = folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
  const child = spawn(
    process.execPath,
    [...profile, 'apps/start.ts', '--no-demo', ...(processes === 1 ? [] : ['--processes', String(processes)])],
    {
      env: {
        ...process.env,
        PORT: String(port),
        SCHULHOF_DATA: dataDir,
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        DATABASE_ADMINISTRATION_URL: database.administrationUrl,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (output = (output + part.toString()).slice(-4_000)));
  const { run: stop } = ending(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  });
  for (let waited = 0; waited < 60_000 && child.exitCode === null; waited += 50) {
    if (await isReady(port)) return { port, pid: child.pid ?? 0, stop };
    await sleep(50);
  }
  await stop();
  throw new Error(`the server does not get ready:\n${output}`);
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
