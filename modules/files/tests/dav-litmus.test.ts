import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildServer } from '#kernel/http/server.ts';
import { aDrive, own } from './dav-client.ts';

/** Debian's litmus and cadaver: WebDAV as others understand it. */
const [litmus, cadaver] = ['litmus', 'cadaver'].map((name) => {
  try {
    return execFileSync('which', [name], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
});

/** A drive on a real port, for programs. */
async function onPort() {
  const drive = await aDrive();
  const app = await buildServer(drive.school.platform);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo; // it listens on a port, not on a pipe
  return { ...drive, address: `http://127.0.0.1:${port}/dav/${drive.school.slug}${own}/`, close: () => app.close() };
}

async function runs(program: string, args: string[], options: { cwd: string; input?: string; suite?: string }) {
  const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, HOME: options.cwd, TESTS: options.suite ?? '' } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (printed += part.toString()));
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, printed };
}

describe.skipIf(!litmus)('litmus, the test suite of WebDAV (skipped where it is not installed)', () => {
  test.each(['basic', 'copymove', 'props', 'locks', 'http'])('%s passes whole', { timeout: 120_000 }, async (suite) => {
    const drive = await onPort();
    const cwd = mkdtempSync(join(tmpdir(), 'litmus-'));
    try {
      const { printed } = await runs(litmus ?? '', [drive.address, 'somebody', drive.password], {
        cwd,
        suite,
      });
      const [, passed] = new RegExp(`<- summary for \`${suite}': of \\d+ tests run: (\\d+) passed, 0 failed`).exec(printed) ?? [];
      expect(Number(passed), printed).toBeGreaterThan(3);
    } finally {
      await drive.close();
      rmSync(cwd, { recursive: true, force: true });
    }
  });
});

describe.skipIf(!cadaver)('cadaver (skipped where it is not installed)', () => {
  test('makes a folder, puts a file, moves and fetches it', { timeout: 60_000 }, async () => {
    const drive = await onPort();
    const cwd = mkdtempSync(join(tmpdir(), 'cadaver-'));
    try {
      execFileSync(
        'sh',
        ['-c', `printf 'machine 127.0.0.1 login x password %s' "$1" > .netrc; printf Hallo > Blatt.txt`, 'sh', drive.password],
        { cwd },
      );
      const input = 'mkcol Mathe\ncd Mathe\nput Blatt.txt\nmove Blatt.txt Terme.txt\nls\nget Terme.txt geholt.txt\nquit\n';
      const { printed } = await runs(cadaver ?? '', [drive.address], { cwd, input });
      expect(execFileSync('cat', ['geholt.txt'], { cwd, encoding: 'utf8' }), printed).toBe('Hallo');
      expect(await drive.names(`${own}/Mathe`)).toEqual(['Terme.txt']);
    } finally {
      await drive.close();
      rmSync(cwd, { recursive: true, force: true });
    }
  });
});
