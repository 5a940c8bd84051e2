import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '#kernel/testing/free-port.ts';
import { type Crew, openCrew } from '../crew.ts';

let crew: Crew;
let port: number;
let folder: string;
let breaks: string;
let printed: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'schulhof-crew-'));
  breaks = join(folder, 'breaks');
  port = await freePort();
  printed = [];
  crew = openCrew({
    count: 2,
    program: fileURLToPath(new URL('./member.ts', import.meta.url)),
    args: [],
    environment: { PORT: String(port), BREAKS: breaks },
    leaveMs: 5_000,
    firstPauseMs: 100,
    takeIn: () => {},
    log: (line) => printed.push(line),
  });
});
afterEach(async () => {
  await crew.stop();
  rmSync(folder, { recursive: true });
});

/** Asks over connections that stay open, as browsers and load balancers do. */
function ask(agent: Agent, method: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, agent }, (answer) => {
      let text = '';
      answer.on('data', (bytes: Buffer) => (text += bytes.toString()));
      answer.on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(`${answer.statusCode}`))));
      answer.on('error', reject);
    });
    asked.on('error', reject);
    // Node's cluster loses a connection that it hands to a process in the moment it dies: nobody answers it
    asked.setTimeout(3_000, () => asked.destroy(new Error('nobody answers')));
    asked.end();
  });
}
/** The processes that answer, each asked over connections of its own. */
async function serving(): Promise<string[]> {
  const pids = await Promise.all(Array.from({ length: 12 }, () => ask(new Agent(), 'GET', '/who').catch(() => null)));
  return [...new Set(pids.filter((pid) => pid !== null))].sort();
}
async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await condition()) return;
    await pause(50);
  }
  throw new Error(`it did not happen: ${printed.join('; ')}`);
}

test('processes are replaced one after the other under requests without pause: none of them fails', { timeout: 60_000 }, async () => {
  await crew.start();
  const before = await serving();
  const agent = new Agent({ keepAlive: true, maxSockets: 12 });
  const failed: unknown[] = [];
  let asked = 0;
  let going = true;
  const clients = Array.from({ length: 12 }, async (_, index) => {
    while (going) {
      await ask(agent, index % 3 === 0 ? 'POST' : 'GET', index % 3 === 0 ? '/write' : '/who').catch((error: unknown) => failed.push(error));
      asked += 1;
      // some connections rest in between
      if (index % 2 === 0) await pause(Math.random() * 40);
    }
  });
  await pause(300);
  await crew.restart();
  await pause(300);
  going = false;
  await Promise.all(clients);
  agent.destroy();
  expect(failed).toEqual([]);
  expect(asked).toBeGreaterThan(200);
  const after = await serving();
  expect(after).toHaveLength(2);
  expect(after.some((pid) => before.includes(pid))).toBe(false);
});

test('a process that ends by itself is replaced; one that fails at its start is tried again with growing pauses', {
  timeout: 60_000,
}, async () => {
  await crew.start();
  const before = await serving();
  await ask(new Agent(), 'GET', '/die').catch(() => {});
  await until(async () => (await serving()).length === 2);
  expect((await serving()).filter((pid) => before.includes(pid))).toHaveLength(1);

  writeFileSync(breaks, '');
  await ask(new Agent(), 'GET', '/die').catch(() => {});
  await pause(4_000);
  const tries = printed.filter((line) => line.includes('could not be replaced')).length;
  expect(tries).toBeGreaterThan(0);
  expect(tries).toBeLessThan(6);
  expect(await serving()).toHaveLength(1);
  rmSync(breaks);
  await until(async () => (await serving()).length === 2);
});

test('when a new process does not start the old ones serve on', async () => {
  await crew.start();
  const before = await serving();
  writeFileSync(breaks, '');
  await crew.restart();
  expect(printed).toEqual([expect.stringContaining('the old ones serve on')]);
  expect(await serving()).toEqual(before);
});

test('a fault that every process has stops the start', async () => {
  writeFileSync(breaks, '');
  await expect(crew.start()).rejects.toThrow('it ended before it listened');
});
