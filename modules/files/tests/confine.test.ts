import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Limits, runConfined } from '../preview/confine.ts';
import { wallsHere } from '../preview/walls.ts';

const limits: Limits = { seconds: 2, memoryMegabytes: 300, fileMegabytes: 1, printedBytes: 1_000 };

async function runs(script: string, options: { hidden?: string[]; limits?: Partial<Limits>; signal?: AbortSignal } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'confine-'));
  const began = performance.now();
  const ended = await runConfined(['/bin/sh', '-c', script], {
    folder,
    hidden: options.hidden ?? [],
    limits: { ...limits, ...options.limits },
    signal: options.signal ?? new AbortController().signal,
  });
  return { folder, code: ended.code, printed: ended.printed.toString().trim(), seconds: (performance.now() - began) / 1000 };
}

/** Whether a process with these arguments runs on this machine. */
function isRunning(mark: string): boolean {
  return readdirSync('/proc').some((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() === mark;
    } catch {
      return false; // ended meanwhile
    }
  });
}

test('a program that hangs is ended with everything it has started', async () => {
  const mark = `sleep 7${Date.now() % 100_000}`;
  const { code, seconds } = await runs(`setsid ${mark} & ${mark}`);
  expect(code).not.toBe(0);
  expect(seconds).toBeLessThan(5);
  const walls = await wallsHere();
  if (walls.hides) expect(isRunning(mark)).toBe(false);
});

test('what it leaves behind is ended as soon as it has ended itself', async () => {
  const mark = `sleep 8${Date.now() % 100_000}`;
  const { code, seconds } = await runs(`${mark} & echo fertig`, { limits: { seconds: 30 } });
  expect([code, seconds < 5, isRunning(mark)]).toEqual([0, true, false]);
});

test('it is ended when its work is given up', async () => {
  await expect(runs('sleep 60', { limits: { seconds: 60 }, signal: AbortSignal.timeout(300) })).rejects.toThrow();
});

test('memory, files and what it prints are limited', async () => {
  const hungry = `exec ${process.execPath} -e "Buffer.alloc(2e9, 1)"`;
  expect((await runs(hungry)).code).not.toBe(0);
  expect((await runs('head -c 3000000 /dev/zero > viel')).code).not.toBe(0);
  expect((await runs('yes')).printed.length).toBeLessThanOrEqual(1_000);
});

test('it sees nothing of our environment, and its home is its folder', async () => {
  process.env['SECRET_OF_OURS'] = 'x';
  const { folder, printed } = await runs('echo "$HOME $(pwd)"; env | grep SECRET');
  expect(printed).toBe(`${folder} ${folder}`);
});

test('where the system allows it, it has no network and does not see what is hidden from it', async () => {
  const walls = await wallsHere();
  if (!walls.hides) return;
  const hidden = mkdtempSync(join(tmpdir(), 'hidden-'));
  writeFileSync(join(hidden, 'installation.json'), 'geheim');
  const server = createServer((socket) => socket.end('hallo'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const connect = `${process.execPath} -e "require('net').connect(${port},'127.0.0.1').on('data',d=>console.log(String(d))).on('error',e=>console.log(e.code))"`;
  const { printed } = await runs(`cat ${hidden}/installation.json; ls ${hidden} | wc -l; ${connect}`, {
    hidden: [hidden, join(hidden, 'not-there'), tmpdir()],
    limits: { seconds: 10, memoryMegabytes: 20_000 },
  });
  server.close();
  expect(printed.split('\n')).toEqual(['0', 'ENETUNREACH']);
  expect(existsSync(join(hidden, 'installation.json'))).toBe(true);
});
