import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ending } from '../../endings.ts';

/** The Debian package of the same name brings it. */
const program = 'redis-server';

/** A Redis of our own that can be taken away. */
export interface OwnRedis {
  url: string;
  /** Ends it at once, as when its machine fails. */
  kill(): Promise<void>;
  /** Starts it again, empty. */
  start(): Promise<void>;
}

/** Starts a Redis that keeps nothing on the disk; null where `redis-server` is not installed. */
export async function openOwnRedis(): Promise<OwnRedis | null> {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  probe.close();
  let kill = async (): Promise<void> => {};
  const start = async (): Promise<void> => {
    const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    kill = ending(async () => {
      child.kill('SIGKILL');
      await ended;
    }).run;
    for (let waited = 0; waited < 5_000 && !(await answers(port)); waited += 50) await sleep(50);
  };
  await start();
  return { url: `redis://127.0.0.1:${port}`, start, kill: () => kill() };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
