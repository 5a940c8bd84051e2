import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startStatusBeside } from '#apps/start-status.ts';
import { aPlatform } from './a-platform.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'schulhof-status-process-'));
let platform: Awaited<ReturnType<typeof aPlatform>>;
let environment: NodeJS.ProcessEnv;
let origin: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  platform = await aPlatform();
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  environment = {
    ...process.env,
    STATUS_PORT: String(port),
    SCHULHOF_STATUS_TARGETS: platform.target.href,
    SCHULHOF_STATUS_SECONDS: '1',
    SCHULHOF_DATA: dataDir,
  };
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await platform.stop();
});

/** As bin/start does; whatever becomes of the test, nothing stays behind. */
async function startBeside(port: number, settings: NodeJS.ProcessEnv): ReturnType<typeof startStatusBeside> {
  const beside = await startStatusBeside(port, settings);
  onTestFinished(beside.end);
  return beside;
}

/** Asks again and again until the page says it. */
async function says(words: string): Promise<string> {
  let text = '';
  for (let tries = 0; tries < 100; tries += 1) {
    text = await fetch(`${origin}/`).then(
      (answer) => answer.text(),
      () => '',
    );
    if (text.includes(words)) return text;
    await pause(100);
  }
  throw new Error(`the page never said “${words}”, but:\n${text.slice(0, 2_000)}`);
}
const pidOf = (): number => JSON.parse(readFileSync(join(dataDir, 'status/running.json'), 'utf8')).pid;
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function ended(pid: number): Promise<void> {
  for (let tries = 0; isAlive(pid); tries += 1) {
    if (tries > 50) throw new Error(`${pid} has not ended`);
    await pause(100);
  }
}

describe('the status process', () => {
  test('looks by itself, and goes on to answer when the platform is gone', async () => {
    const child = spawn(process.execPath, ['apps/status/main.ts'], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
    children.push(child);
    await says('<h1>Alles in Ordnung</h1>');
    await platform.stop();
    expect(await says('<h1>Alles ist gestört</h1>')).toContain('seit heute, ');
    const data = await fetch(`${origin}/status.json`).then((answer) => answer.json());
    expect(data).toMatchObject({
      state: 'failed',
      parts: expect.arrayContaining([expect.objectContaining({ id: 'files', state: 'failed' })]),
    });
    platform = await aPlatform(platform.port);
    await says('<h1>Alles in Ordnung</h1>');
  });

  test('sends no script or style of others, and refuses what it does not do', async () => {
    const answer = await fetch(`${origin}/`);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect((await fetch(`${origin}/`, { method: 'POST', body: 'x' })).status).toBe(405);
    expect((await fetch(`${origin}/?lang=${'x'.repeat(3_000)}`)).status).toBe(414);
    expect((await fetch(`${origin}/?lang=de%0d%0aset-cookie:x=1`)).headers.get('set-cookie')).toBeNull();
    expect((await fetch(`${origin}/schule/goethe%0d%0ax-evil:1`)).headers.get('x-evil')).toBeNull();
    for (const path of [
      '/../../../etc/passwd',
      '/schule/../../days',
      '/%2e%2e/running.json',
      '/status.css/../running.json',
      '/front/status.js',
    ])
      expect(await rawStatus(path), path).toBe(404);
    for (const path of ['/status.css', '/status.js', '/icon.svg', '/inter-latin.woff2'])
      expect((await fetch(origin + path)).status).toBe(200);
  });

  test('survives whoever says nothing, nonsense or too much', async () => {
    for (const text of ['GET / HTTP/1.1\r\n', 'nonsense\r\n\r\n', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`])
      await sendRaw(text);
    expect((await fetch(`${origin}/`)).status).toBe(200);
  });

  test('a second one on the same port ends and touches nothing; the words say so', async () => {
    const first = pidOf();
    const other = mkdtempSync(join(tmpdir(), 'schulhof-status-other-'));
    const beside = await startBeside(1, { ...environment, SCHULHOF_DATA: other });
    expect(beside.words).toMatch(/^No status page: port \d+ is taken/);
    beside.end();
    expect(pidOf()).toBe(first);
    expect(isAlive(first)).toBe(true);
  });

  test('the next start takes the place of one that outlived its starter, and knows what that one knew', async () => {
    const first = pidOf();
    const beside = await startBeside(1, { ...environment, DATABASE_URL: 'postgres://x:secret@localhost/x' });
    expect(readFileSync(`/proc/${pidOf()}/environ`, 'utf8')).not.toContain('secret');
    expect(beside.words).toBe(`Status page: http://localhost:${environment['STATUS_PORT']}`);
    expect(isAlive(first)).toBe(false);
    expect(pidOf()).not.toBe(first);
    expect(await says('<h1>Alles in Ordnung</h1>')).toContain('Ein Tag mit Störung');
    const second = pidOf();
    beside.end();
    await ended(second);
    await expect(fetch(origin)).rejects.toThrow();
  });

  test('a number that has gone to another process is left alone', async () => {
    const bystander = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
    children.push(bystander);
    writeFileSync(join(dataDir, 'status/running.json'), JSON.stringify({ pid: bystander.pid, port: 1 }));
    const beside = await startBeside(1, environment);
    expect(isAlive(bystander.pid ?? 0)).toBe(true);
    const third = pidOf();
    beside.end();
    await ended(third);
    expect(isAlive(bystander.pid ?? 0)).toBe(true);
  });

  test('settings that do not fit are said, and no reason not to serve', async () => {
    const beside = await startBeside(1, { ...environment, STATUS_PORT: 'x' });
    expect(beside.words).toBe('No status page: STATUS_PORT must be a number from 1 to 65535, not x');
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Sends bytes as they are, and what came back within a moment. */
function sendRaw(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(environment['STATUS_PORT']), '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes.toString();
    });
    socket.on('error', () => {});
    setTimeout(() => {
      socket.destroy();
      resolve(answer);
    }, 150);
  });
}

/** The status of an address that no client would leave as it is. */
async function rawStatus(path: string): Promise<number> {
  return Number((await sendRaw(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).slice(9, 12));
}
