import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { clamd, openScanner } from '../clamd.ts';

const bytes = (text: string) => Readable.from([Buffer.from(text)]);

/** A daemon that answers each stream as told. */
async function answering(answer: string | null): Promise<{ place: string; heard: () => Buffer; close: () => void }> {
  let heard = Buffer.alloc(0);
  const server = createServer((socket: Socket) => {
    socket.on('data', (part) => {
      heard = Buffer.concat([heard, part]);
      if (answer === null) socket.destroy();
      else if (heard.subarray(-4).equals(Buffer.alloc(4))) socket.end(`${answer}\0`);
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { place: `127.0.0.1:${port}`, heard: () => heard, close: () => server.close() };
}

test('what the daemon says is told apart, and it hears the bytes in lengths and chunks', async () => {
  const cases = [
    ['stream: OK', { kind: 'clean' }],
    ['stream: Win.Test.EICAR_HDB-1 FOUND', { kind: 'found', name: 'Win.Test.EICAR_HDB-1' }],
    ['INSTREAM size limit exceeded. ERROR', { kind: 'unchecked' }],
  ] as const;
  for (const [answer, verdict] of cases) {
    const daemon = await answering(answer);
    expect(await clamd(daemon.place).check(bytes('Hallo'))).toMatchObject(verdict);
    expect(daemon.heard()).toEqual(Buffer.concat([Buffer.from('zINSTREAM\0\0\0\0\x05Hallo'), Buffer.alloc(4)]));
    daemon.close();
  }
});

test('a daemon that is not there, hangs up or errs is no verdict', async () => {
  await expect(clamd('/nowhere/clamd.ctl').check(bytes('x'))).rejects.toThrow();
  for (const answer of [null, '', 'UNKNOWN COMMAND']) {
    const daemon = await answering(answer);
    await expect(clamd(daemon.place).check(bytes('x'))).rejects.toThrow();
    daemon.close();
  }
  expect(openScanner({ CLAMD: 'off' })).toBeNull();
});

const program = '/usr/sbin/clamd';
describe.skipIf(!existsSync(program))('Debian’s clamd (skipped where it is not installed)', () => {
  test('finds what its signatures name, in a long stream too', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'clamd-'));
    const bad = `Böses ${'x'.repeat(300_000)}`;
    const hash = createHash('md5').update(bad).digest('hex');
    writeFileSync(join(folder, 'own.hdb'), `${hash}:${Buffer.byteLength(bad)}:Schulhof.Test\n`);
    const socket = join(folder, 'clamd.ctl');
    writeFileSync(join(folder, 'clamd.conf'), `DatabaseDirectory ${folder}\nLocalSocket ${socket}\nForeground yes\nUser root\n`);
    execFileSync('chmod', ['755', folder]);
    const daemon = spawn(program, ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
    try {
      for (let waited = 0; waited < 200 && !existsSync(socket); waited += 1) await sleep(100);
      expect(await clamd(socket).check(bytes(bad))).toEqual({ kind: 'found', name: 'Schulhof.Test.UNOFFICIAL' });
      expect(await clamd(socket).check(bytes('Gutes'))).toEqual({ kind: 'clean' });
    } finally {
      daemon.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
