import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '#kernel/testing/free-port.ts';

/** Debian's package redis-server. */
const program = '/usr/bin/redis-server';

/** Tests that need it are skipped where it is missing; bin/test installs it as root. */
export const hasRedis = existsSync(program);

/** A Redis of a test's own, on a free port, forgetting everything at its end. */
export interface TestRedis {
  url: string;
  /** SIGKILL: nothing is said to anybody. */
  kill(): Promise<void>;
  /** On the same port, empty. */
  start(): Promise<void>;
  /** Answers nobody, and stays connected, until `goOn`. */
  hold(): void;
  goOn(): void;
  stop(): Promise<void>;
}

/** Starts one. */
export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'schulhof-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const start = async () => {
    child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder], {
      stdio: 'ignore',
    });
    await answers(url);
  };
  const kill = async () => {
    const ending = child;
    child = null;
    if (ending === null) return;
    const ended = new Promise((resolve) => ending.once('close', resolve));
    ending.kill('SIGKILL');
    await ended;
  };
  await start();
  return {
    url,
    kill,
    start,
    hold: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<void> {
  const asking = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  asking.on('error', () => {}); // it is not there yet
  await asking.ping();
  asking.disconnect();
}
