import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { generateSync } from 'otplib/functional';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf } from './accessible.ts';
import { nextDay, openBrowser, phone, visit } from './browser.ts';
import { type Product, startProduct } from './product.ts';

const password = 'korrekt pferd batterie';
let product: Product;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** A code as the office prints it, from the command line. */
async function codeFor(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['apps/command-line/main.ts', 'person', 'code', '--school', 'goethe', name, '--json'],
    { env: { ...process.env, SCHULHOF_DATA: product.dataDir } },
  );
  // the command prints what issue 2 says: name, code, validUntil
  return (JSON.parse(stdout) as { code: string }).code;
}

/** With the QR code of the letter, by keyboard alone. */
async function setPassword(page: Page, code: string): Promise<void> {
  await page.goto(`/code#${code}`);
  await page.getByLabel('Neues Passwort').fill('kurz');
  await page.keyboard.press('Enter');
  await page.getByText('Noch 6 Zeichen').waitFor();
  expect(page.url()).not.toContain(code);
  expect(await faultsOf(page, 'set password')).toEqual([]);
  await page.getByLabel('Neues Passwort').fill(password);
  await page.getByLabel('Noch einmal').fill(password);
  await page.keyboard.press('Enter');
}

async function signIn(page: Page, handle: string, typed: string): Promise<void> {
  await page.getByLabel('Anmeldename').fill(handle);
  await page.getByLabel('Passwort', { exact: true }).fill(typed);
  await page.keyboard.press('Enter');
}

test('a teacher opens a letter on the phone, is in, and signs in again the next day', async () => {
  const { page, expectQuiet, close } = await visit(browser, product.origin, { size: phone, dark: true });
  await setPassword(page, await codeFor('aylin.yilmaz'));
  await page.waitForURL('**/goethe/heute');

  await nextDay(page);
  await page.goto('/goethe/aufgaben?stand=offen');
  await page.waitForURL('**/goethe/anmelden?weiter=**');
  expect(await faultsOf(page, 'sign-in')).toEqual([]);
  await signIn(page, 'aylin.yilmaz', 'falsch geraten');
  await page.getByRole('alert').filter({ hasText: 'Name oder Passwort stimmt nicht.' }).waitFor();

  await page.context().setOffline(true);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Keine Verbindung' }).waitFor();
  await page.context().setOffline(false);

  await page.getByRole('button', { name: 'English' }).click();
  expect(await page.getByLabel('Sign-in name').inputValue()).toBe('aylin.yilmaz');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await signIn(page, 'aylin.yilmaz', password);
  await page.waitForURL('**/goethe/aufgaben?stand=offen');
  expectQuiet();
  await close();
});

test('the front page finds a school by typing, and a used code says so plainly', async () => {
  const { page, expectQuiet, close } = await visit(browser, product.origin);
  await page.goto('/');
  await page.getByLabel('Name der Schule oder Ort').fill('park');
  await page.getByRole('link', { name: 'Grundschule am Park' }).waitFor();
  expect(await faultsOf(page, 'front page')).toEqual([]);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/park/anmelden');
  await page.getByRole('link', { name: 'Code aus einem Brief eingeben' }).click();
  await page.getByLabel('Code aus dem Brief').fill('abcd efgh jklm');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Dieser Code gilt nicht' }).waitFor();
  expectQuiet();
  await close();
});

test('who has the rights of an admin secures the access first, then needs password and code', async () => {
  const { page, expectQuiet, close } = await visit(browser, product.origin);
  await setPassword(page, await codeFor('Jens Petersen'));
  await page.waitForURL('**/goethe/mein-zugang?sichern=1**');
  await page.getByText('Zugang sichern').waitFor();
  await page.getByRole('button', { name: 'App einrichten' }).click();
  const secret = (await page.locator('code').textContent()) ?? '';
  expect(await faultsOf(page, 'my access')).toEqual([]);
  await page.getByLabel('Sechsstelliger Code aus der App').fill(generateSync({ secret }));
  await page.keyboard.press('Enter');
  await page.getByText('Der Zugang ist gesichert.').waitFor();
  const [recoveryCode = ''] = await page.locator('li', { hasText: /^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/ }).allTextContents();
  await page.getByRole('link', { name: 'Weiter', exact: true }).click();
  await page.waitForURL('**/goethe/heute');

  await nextDay(page);
  await page.goto('/goethe/anmelden');
  await signIn(page, 'jens.petersen', password);
  await page.getByRole('heading', { name: 'Zweiter Faktor' }).waitFor();
  expect(await faultsOf(page, 'second factor')).toEqual([]);
  await page.getByLabel('Code aus der App oder Ersatzcode').fill(recoveryCode);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/goethe/heute');
  expectQuiet();
  await close();
});

test('one click per role opens the demo', async () => {
  const { page, expectQuiet, close } = await visit(browser, product.origin);
  await page.goto('/');
  await page.getByRole('button', { name: /Lehrkraft/ }).click();
  await page.waitForURL('**/goethe/heute');
  expectQuiet();
  await close();
});
