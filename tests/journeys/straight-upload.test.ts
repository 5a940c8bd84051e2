import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { corsRule, strictS3 } from '#kernel/blobs/tests/strict-s3.ts';
import { enter, gone, open, openBrowser, seen, type Visitor, visit } from './browser.ts';
import { type Product, startProduct } from './product.ts';

/** One PUT of a part, as the store saw it come. */
interface PutPart {
  number: number;
  origin: string | undefined;
  hasCookie: boolean;
}

/** A school that keeps its files in an S3 store: large ones go from the browser straight there, and come straight from there. */
describe('an upload straight to the store', () => {
  let folder: string;
  let store: Awaited<ReturnType<typeof strictS3>>;
  let product: Product;
  let browser: Browser;
  let teacher: Visitor;
  let puts: PutPart[] = [];
  /** A little over twenty megabytes, so three parts. */
  const text = Buffer.from(Array.from({ length: 1_000_000 }, (_, line) => `Zeile ${line}, Messwert\n`).join(''));
  const parts = [1, 2, 3];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'schulhof-store-'));
    const settings = async (origin: string) => {
      store = await strictS3(join(folder, 'store'), { schulhof: corsRule(origin) });
      return store.settings('schulhof');
    };
    [product, browser] = await Promise.all([startProduct([], undefined, settings), openBrowser()]);
    for (const name of ['Messreihe.txt', 'Langzeit.txt']) await writeFile(join(folder, name), text);
    teacher = await visit(browser, product.origin, { alsoAt: [store.endpoint] });
    await enter(teacher.page, 'Lehrkraft');
    await open(teacher.page, '/goethe/dateien');
    look();
  });
  afterEach(() => {
    puts = [];
    store.faults.length = 0;
    look();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await store?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('its parts go from the page to the store, and the file is opened and downloaded straight from there', async () => {
    const { page } = teacher;
    await choose(page, 'Messreihe.txt');
    await page.getByRole('button', { name: 'Messreihe.txt', exact: true }).click();
    expect(puts.map(({ number }) => number).sort()).toEqual(parts);
    expect(puts.every(({ origin, hasCookie }) => origin === product.origin && !hasCookie)).toBe(true);

    const viewer = page.getByRole('dialog', { name: 'Messreihe.txt' });
    await seen(viewer.getByText('Zeile 0, Messwert'));
    await seen(viewer.getByText('Gezeigt wird nur der Anfang.'));
    const read = () => store.asked.filter(({ method, query }) => method === 'GET' && query.has('X-Amz-Signature')).length;
    const before = read();
    const [download] = await Promise.all([page.waitForEvent('download'), viewer.getByRole('link', { name: /herunterladen/ }).click()]);
    expect(download.suggestedFilename()).toBe('Messreihe.txt');
    expect(hashOf(await readFile(await download.path()))).toBe(hashOf(text));
    expect(read()).toBeGreaterThan(before);
    await page.getByRole('button', { name: 'Schließen' }).click();
    expect(await store.uploads()).toEqual([]);
    teacher.expectQuiet();
  });

  test('where the line to the store breaks in the middle of a part, the upload goes on and ends whole', async () => {
    const { page } = teacher;
    const broken: number[] = [];
    store.faults.push((request, url) => {
      const number = partOf(request, url);
      // the second part twice, since a browser tries once more by itself
      if (number !== 2 || broken.length === 2) return null;
      broken.push(number);
      let came = 0;
      request.on('data', (bytes: Buffer) => {
        came += bytes.length;
        if (came > 1_000_000) request.socket.destroy();
      });
      return null;
    });
    await choose(page, 'Langzeit.txt');
    expect(broken).toEqual([2, 2]);
    expect(puts.filter(({ number }) => number === 2)).toHaveLength(3);
    expect([...new Set(puts.map(({ number }) => number))].sort()).toEqual(parts);
    const [download] = await Promise.all([page.waitForEvent('download'), downloadOf(page, 'Langzeit.txt')]);
    expect(hashOf(await readFile(await download.path()))).toBe(hashOf(text));
    expect(await store.uploads()).toEqual([]);
    teacher.expectQuiet();
  });

  /** Notes what comes to the store of parts. */
  function look() {
    store.faults.push((request, url) => {
      const number = partOf(request, url);
      if (number !== null) puts.push({ number, origin: request.headers.origin, hasCookie: request.headers.cookie !== undefined });
      return null;
    });
  }

  async function choose(page: Page, name: string): Promise<void> {
    await page.getByLabel('Dateien wählen').setInputFiles(join(folder, name));
    await seen(page.getByRole('button', { name, exact: true }));
    await gone(page.getByRole('progressbar').first());
  }
});

function partOf({ method }: IncomingMessage, { searchParams }: URL): number | null {
  const number = searchParams.get('partNumber');
  return method === 'PUT' && number !== null ? Number(number) : null;
}

async function downloadOf(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Was mit »${name}« geht` }).click();
  await page.getByRole('menuitem', { name: 'Herunterladen' }).click();
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
