import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Product, startProduct } from './product.ts';

/** The status page starts beside, and nobody waits for it. */
const soon = { timeout: 15_000 } as const;

/** One data folder lives through all of it, as on a school's machine. */
describe('starting and stopping', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct(['--no-demo']);
  });
  afterAll(() => product?.stop());

  test('the health page answers with JSON when it is ready', async () => {
    const answer = await fetch(`${product.origin}/healthz`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toMatchObject({ status: 'ok' });
  });

  test('an empty installation prints a one-time address and opens no demo door', async () => {
    expect(product.printed()).toMatch(/http:\/\/localhost:\d+\/einrichten#\S{20,}/);
    await expectNoDoors(product);
  });

  test('SIGTERM ends everything: exit code 0, no PostgreSQL left, nothing printed as an error', async () => {
    const pid = postgresOf(product.dataDir);
    expect(await product.end(), product.printed()).toBe(0);
    expect(pid).not.toBeNull();
    expect(workingIn(product.dataDir)).toEqual([]);
    expect(product.printed()).not.toMatch(/"level":(40|50|60)/);
  });

  test('after a kill the next start on the same data takes over what was left', async () => {
    product = await startProduct(['--no-demo'], product.dataDir);
    await foundSchool(product);
    await expect.poll(() => statusOf(product), soon).toBe(200);
    await product.kill();
    expect(workingIn(product.dataDir), 'PostgreSQL outlives its killed starter').not.toEqual([]);
    expect(await statusOf(product), 'so does the status page').toBe(200);

    product = await startProduct(['--no-demo'], product.dataDir);
    const found = await fetch(`${product.origin}/api/door?school=am-see`);
    expect(await found.json()).toMatchObject({ school: { name: 'Schule am See' } });
    await expect.poll(() => statusOf(product), soon).toBe(200);
    expect(await product.end(), product.printed()).toBe(0);
    await expect.poll(() => statusOf(product), { ...soon, message: 'the status page ends with what started it' }).toBeNull();
    expect(workingIn(product.dataDir)).toEqual([]);
  });

  test('a database with a school of its own never becomes a demo', async () => {
    product = await startProduct([], product.dataDir);
    await expectNoDoors(product);
    expect(product.printed()).not.toContain('demo city');
    expect(await product.end(), product.printed()).toBe(0);
  });
});

async function expectNoDoors({ origin }: Product): Promise<void> {
  const door = await fetch(`${origin}/api/door`);
  expect(await door.json()).toMatchObject({ demo: [] });
  for (const role of ['teacher', 'school_admin']) {
    const entered = await fetch(`${origin}/api/demo/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ role }),
    });
    expect(entered.status).toBe(404);
    expect(entered.headers.getSetCookie()).toEqual([]);
  }
}

/** The operator's command line beside the running server. */
async function foundSchool({ dataDir }: Product): Promise<void> {
  const args = ['apps/command-line/main.ts', 'school', 'create', '--slug', 'am-see', '--name', 'Schule am See', '--state', 'NW', '--json'];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, SCHULHOF_DATA: dataDir } });
}

/** How the status page beside answers; null when there is none. */
function statusOf({ origin }: Product): Promise<number | null> {
  const port = Number(new URL(origin).port) + 1;
  return fetch(`http://localhost:${port}/status.json`).then(
    ({ status }) => status,
    () => null,
  );
}

/** The process id PostgreSQL noted in its cluster; null when it does not run. */
function postgresOf(dataDir: string): number | null {
  const file = join(dataDir, 'cluster/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

/** Processes whose working folder is the cluster: PostgreSQL and its children always are there. */
function workingIn(dataDir: string): number[] {
  const cluster = join(dataDir, 'cluster');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === cluster;
      } catch {
        return false; // it has just ended, or is not ours to ask
      }
    })
    .map(Number);
}
