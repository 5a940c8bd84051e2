import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#kernel/testing/free-port.ts';

/** Further settings of a product, once it is known where it will answer. */
type Settings = (origin: string) => Promise<Record<string, string>>;

/** The whole product in a process of its own, as bin/start runs it. */
export interface Product {
  origin: string;
  dataDir: string;
  /** What it printed so far, errors included. */
  printed(): string;
  /** SIGHUP: what runs is replaced by what lies on the disk. */
  restart(): void;
  /** SIGTERM. Resolves with the exit code when it has ended; the data stay. */
  end(): Promise<number | null>;
  /** SIGKILL, as when the machine runs out of memory: nothing is tidied up; the data stay. */
  kill(): Promise<void>;
  /** Ends it, if it still runs, and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts the product on a free port and waits until it is ready.
 *
 * @param args     flags of bin/start
 * @param dataDir  the folder of an earlier start; without it, a new one
 * @param settings  of its environment, besides those every product of the journeys has
 * @throws Error with what it printed, when it ends or is not ready within two minutes
 */
export async function startProduct(
  args: readonly string[] = [],
  dataDir = mkdtempSync(join(tmpdir(), 'schulhof-journey-')),
  settings: Settings = async () => ({}),
): Promise<Product> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const further = await settings(origin);
  const child = spawn(process.execPath, ['apps/start.ts', ...args], {
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), SCHULHOF_DATA: dataDir, LOG_LEVEL: 'warn', ...further },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (printed += bytes.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await ready(child, origin, () => printed);
  const signal = async (name: NodeJS.Signals) => {
    child.kill(name);
    await ended;
  };
  const end = async () => {
    await signal('SIGTERM');
    return child.exitCode;
  };
  return {
    origin,
    dataDir,
    printed: () => printed,
    restart: () => void child.kill('SIGHUP'),
    end,
    kill: () => signal('SIGKILL'),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) await end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Ready means: the health page answers, and the greeting that tells how to get in has been printed. */
async function ready(child: ChildProcess, origin: string, printed: () => string): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the product ended:\n${printed()}`);
    if (printed().includes('is ready:') && (await fetch(`${origin}/healthz`).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the product did not get ready:\n${printed()}`);
}
