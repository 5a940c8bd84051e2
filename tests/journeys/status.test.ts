import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { incidentOpen } from '#apps/command-line/incident.ts';
import { freePort } from '#kernel/testing/free-port.ts';
import { faultsOf } from './accessible.ts';
import { laptop, openBrowser, phone, seen, visit } from './browser.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'schulhof-status-journey-'));
let browser: Browser;
let statusProcess: ChildProcess;
let origin: string;

beforeAll(async () => {
  process.env['SCHULHOF_DATA'] = dataDir;
  browser = await openBrowser();
  const port = await freePort();
  origin = `http://localhost:${port}`;
  await operator('--title-de', 'Mails kommen später', '--title-en', 'Mail comes later', '--parts', 'messages');
  await operator('--title-de', 'Umzug der Leitung', '--title-en', 'The line moves', '--schools', 'goethe');
  await operator(
    ...['--title-de', 'Neuer Speicher', '--title-en', 'New storage', '--from', '2030-11-29T18:00', '--to', '2030-11-29T20:00'],
  );
  statusProcess = spawn(process.execPath, ['apps/status/main.ts'], {
    env: { ...process.env, STATUS_PORT: String(port), SCHULHOF_STATUS_TARGETS: inject('demoOrigin'), SCHULHOF_STATUS_SECONDS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(statusProcess.stdout ?? statusProcess, 'data');
});
afterAll(async () => {
  await browser?.close();
  statusProcess?.kill();
  delete process.env['SCHULHOF_DATA'];
  rmSync(dataDir, { recursive: true, force: true });
});

async function operator(...args: string[]): Promise<void> {
  expect(await incidentOpen.runAlone(args, { out: () => {}, err: (line) => expect.fail(line) })).toBe(0);
}

test('the status page looks at the running platform and says how it is, in both languages, on every device', async () => {
  const faults: string[] = [];
  for (const [size, dark, language] of [
    [laptop, false, 'de-DE'],
    [laptop, true, 'en-GB'],
    [phone, true, 'de-DE'],
    [phone, false, 'en-GB'],
  ] as const) {
    const { page, close, expectQuiet } = await visit(browser, origin, { size, dark, language });
    const isGerman = language === 'de-DE';
    await page.goto('/');
    await expect
      .poll(() => page.reload().then(() => page.getByText(isGerman ? 'in Ordnung' : 'working', { exact: true }).count()), {
        timeout: 20_000,
      })
      .toBe(5);
    await seen(page.getByRole('heading', { level: 1, name: isGerman ? 'Es gibt eine aktuelle Meldung' : 'There is a current message' }));
    await seen(page.getByRole('heading', { name: isGerman ? 'Geplante Wartung' : 'Planned maintenance' }));
    expect(
      await page.getByRole('img', { name: isGerman ? /^Anmelden, die letzten 90 Tage/ : /^Signing in, the last 90 days/ }).count(),
    ).toBe(1);
    faults.push(...(await faultsOf(page, `${size.width} ${dark ? 'dark' : 'light'} ${language}`)));
    expectQuiet();
    await close();
  }
  expect(faults).toEqual([]);
});

test('somebody comes to their school’s page with the keyboard alone, and to the other language', async () => {
  const { page, close, expectQuiet } = await visit(browser, origin, { size: { width: 320, height: 640 } });
  await page.goto('/');
  expect(await page.getByText('Umzug der Leitung').count()).toBe(0);
  await page.getByLabel('Kürzel der Schule').focus();
  await page.keyboard.type('Goethe');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await seen(page.getByRole('heading', { name: 'Umzug der Leitung' }));
  expect(await faultsOf(page, 'school')).toEqual([]);
  await page.getByRole('link', { name: 'English' }).click();
  await seen(page.getByRole('heading', { name: 'The line moves' }));
  await page.goto('/schule/Gibt es nicht');
  await seen(page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }));
  expect(await faultsOf(page, 'missing')).toEqual([]);
  expectQuiet();
  await close();
});

test('an open page renews itself, and says so when it cannot', async () => {
  const { page, close } = await visit(browser, origin);
  await page.clock.install();
  await page.goto('/');
  await seen(page.getByRole('heading', { name: 'Mails kommen später' }));
  await operator('--title-de', 'Eben geschrieben', '--title-en', 'Just written');
  // minutes of the browser, of which the server sees moments: it answers alike for a second
  const isThere = () => page.clock.runFor(61_000).then(() => page.getByRole('heading', { name: 'Eben geschrieben' }).count());
  await expect.poll(isThere, { timeout: 15_000 }).toBe(1);
  await page.context().setOffline(true);
  await page.clock.runFor(61_000);
  await seen(page.getByText('Diese Seite konnte sich eben nicht erneuern'));
  await close();
});
