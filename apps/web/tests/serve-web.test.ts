import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveWeb } from '#apps/serve-web.ts';

const template = (name: string) =>
  `<html><head><meta property="csp-nonce" nonce="__NONCE__"></head><body>${name}<script nonce="__NONCE__"></script></body></html>`;
const script = 'console.log(1);'.repeat(100);

let distDir: string;
const app = fastify({ trustProxy: 'loopback' });

beforeAll(async () => {
  distDir = await mkdtemp(`${tmpdir()}/serve-web-`);
  for (const folder of ['web', 'sign-in', 'assets']) await mkdir(`${distDir}/${folder}`);
  await writeFile(`${distDir}/web/index.html`, template('shell'));
  await writeFile(`${distDir}/sign-in/index.html`, template('sign-in'));
  await writeFile(`${distDir}/build.txt`, 'abc');
  await writeFile(`${distDir}/assets/shell-1.js`, script);
  await writeFile(`${distDir}/assets/shell-1.js.gz`, gzipSync(script));
  await writeFile(`${distDir}/assets/shell-1.js.br`, brotliCompressSync(script));
  await writeFile(`${distDir}/sw.js`, 'self');
  await serveWeb(app, { distDir });
});
afterAll(async () => {
  await app.close();
  await rm(distDir, { recursive: true });
});

describe('pages', () => {
  test.each([
    '/',
    '/anmelden',
    '/anmelden/zurueck?weiter=%2F',
    '/goethe/anmelden',
    '/code',
    '/goethe/code/ABCD',
    '/passwort',
    '/einladung/x',
  ])('%s is a sign-in page', async (url) => expect((await app.inject(url)).body).toContain('sign-in'));

  test.each(['/goethe/heute', '/goethe/aufgaben/123?x=1', '/heute'])('%s is a page of the shell', async (url) => {
    expect((await app.inject(url)).body).toContain('shell');
  });

  test('each answer has a nonce of its own, the same in the policy and in the page, and is never stored', async () => {
    const [one, other] = [await app.inject('/goethe/heute'), await app.inject('/goethe/heute')];
    const nonce = /'nonce-([^']+)'/.exec(String(one.headers['content-security-policy']))?.[1] ?? '';
    expect(nonce).toHaveLength(24);
    expect(one.body.split(nonce)).toHaveLength(3);
    expect(other.headers['content-security-policy']).not.toBe(one.headers['content-security-policy']);
    expect(one.headers['cache-control']).toBe('no-store');
  });

  test('the policy allows neither inline scripts nor eval nor strangers', async () => {
    const policy = String((await app.inject('/')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  });

  test('where the store hands out files itself, pages may show and fetch from it, and nothing more', async () => {
    const other = fastify();
    await serveWeb(other, { distDir, storeOrigin: 'https://s3.example.org' });
    const policy = String((await other.inject('/')).headers['content-security-policy']);
    const naming = policy.split('; ').filter((rule) => rule.includes('https:'));
    expect(naming).toEqual([
      "img-src 'self' blob: data: https://s3.example.org",
      "connect-src 'self' https://s3.example.org",
      "media-src 'self' blob: https://s3.example.org",
    ]);
    await other.close();
  });

  test('only over https the browser is told to stay with https', async () => {
    expect((await app.inject('/')).headers['strict-transport-security']).toBeUndefined();
    const secure = await app.inject({ url: '/', headers: { 'x-forwarded-proto': 'https' } });
    expect(secure.headers['strict-transport-security']).toContain('max-age=31536000');
  });
});

describe('assets', () => {
  test('are kept for a year and come compressed to those who take it', async () => {
    const answer = await app.inject({ url: '/assets/shell-1.js', headers: { 'accept-encoding': 'gzip, deflate' } });
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(answer.rawPayload).toString()).toBe(script);
  });

  test('come as brotli to those who take both, and never in what somebody refuses', async () => {
    const both = await app.inject({ url: '/assets/shell-1.js', headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } });
    expect(both.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(brotliDecompressSync(both.rawPayload).toString()).toBe(script);
    const refusing = await app.inject({ url: '/assets/shell-1.js', headers: { 'accept-encoding': 'br;q=0, gzip;q=0.5' } });
    expect(refusing.headers['content-encoding']).toBe('gzip');
  });

  test('come plain to those who do not', async () => {
    const answer = await app.inject({ url: '/assets/shell-1.js', headers: { 'accept-encoding': 'identity' } });
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.body).toBe(script);
  });

  test.each(['/assets/gone-1.js', '/favicon.ico', '/assets/../build.txt', '/web/index.html', '/api/goethe/nothing'])(
    '%s is not there',
    async (url) => {
      expect((await app.inject(url)).statusCode).toBe(404);
    },
  );

  test('the service worker is asked about anew each time, and sent only when it has changed', async () => {
    const first = await app.inject('/sw.js');
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = await app.inject({ url: '/sw.js', headers: { 'if-none-match': String(first.headers['etag']) } });
    expect(again).toMatchObject({ statusCode: 304, body: '' });
    expect(again.headers['etag']).toBe(first.headers['etag']);
    const older = await app.inject({ url: '/sw.js', headers: { 'if-none-match': 'W/"another"' } });
    expect(older).toMatchObject({ statusCode: 200, body: 'self' });
  });
});

test('without a build the start stops and says what to run', async () => {
  await expect(serveWeb(fastify(), { distDir: `${distDir}/nowhere` })).rejects.toThrow('vite build');
});
