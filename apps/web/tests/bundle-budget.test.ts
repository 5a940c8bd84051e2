import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleBudget } from '#apps/web/bundle-budget.ts';

let distDir: string;

beforeAll(async () => {
  distDir = await mkdtemp(`${tmpdir()}/built-pages-`);
  const build = ['node_modules/vite/bin/vite.js', 'build', '-c', 'apps/web/vite.config.ts', '--outDir', distDir, '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, build);
}, 120_000);
afterAll(() => rm(distDir, { recursive: true }));

test('a first visit stays within the budget', async () => {
  for (const line of await bundleBudget(distDir)) {
    expect(line.bytes, `${line.name}: something must have been found`).toBeGreaterThan(300);
    expect(line.bytes, line.name).toBeLessThanOrEqual(line.limitBytes);
  }
});

test('neither template holds an inline script or a foreign address', async () => {
  for (const page of ['web', 'sign-in']) {
    const html = await readFile(`${distDir}/${page}/index.html`, 'utf8');
    for (const [, attributes = '', content] of html.matchAll(/<script([^>]*)>([^<]*)</g)) {
      expect(attributes).toContain('src="/assets/');
      expect(content).toBe('');
    }
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(html).not.toContain('style=');
  }
});

test('the service worker stands alone: it imports nothing', async () => {
  expect(await readFile(`${distDir}/sw.js`, 'utf8')).not.toMatch(/\bimport\b|\bexport\b/);
});
