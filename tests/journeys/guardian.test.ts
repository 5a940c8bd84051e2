import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from './accessible.ts';
import { enter, open, openBrowser, phone, seen, settled, type Visitor, visit } from './browser.ts';
import { type Product, startProduct } from './product.ts';

const address = 'nora.amsel@eltern.example';
const password = 'fünf Amseln am See';
const pupils = 'Nachname;Vorname;Klasse;Geburtsdatum;ID\nAmsel;Mira;2a;03.04.2018;s1\n';
const guardians = 'Nachname;Vorname;Kind-ID;E-Mail\nAmsel;Nora;s1;nora.amsel@eltern.example\n';

/** A mother is invited by mail at one school and adds a child at another; the demo city and a small school beside it. */
describe('a guardian is invited', () => {
  let product: Product;
  let browser: Browser;
  let files: string;
  let office: Visitor;
  let mother: Visitor;

  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'schulhof-guardian-'));
    await Promise.all([writeFile(join(files, 'lernende.csv'), pupils), writeFile(join(files, 'eltern.csv'), guardians)]);
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    await schulhof('school', 'create', '--slug', 'am-see', '--name', 'Schule am See', '--state', 'NW', '--authority', 'musterhausen');
    await schulhof('roster', 'import', '--school', 'am-see', join(files, 'lernende.csv'), join(files, 'eltern.csv'), '--apply');
    office = await visit(browser, product.origin);
    mother = await visit(browser, product.origin, { size: phone });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await rm(files, { recursive: true, force: true });
  });

  /** A command of the operator, beside the running server. */
  async function schulhof(...args: string[]): Promise<string> {
    const env = { ...process.env, SCHULHOF_DATA: product.dataDir };
    return (await promisify(execFile)(process.execPath, ['apps/command-line/main.ts', ...args, '--json'], { env })).stdout;
  }

  test('the office enters a second guardian on the page of the child', async () => {
    const { page } = office;
    await enter(page, 'Sekretariat');
    await open(page, '/goethe/personen?q=Elif+Demir');
    await page.getByRole('link', { name: /Elif/ }).first().click();
    await page.getByRole('button', { name: 'Elternteil zuordnen' }).click();
    await page.getByRole('link', { name: 'Neues Elternteil eintragen' }).click();
    await seen(page.getByRole('button', { name: /Elif Demir nicht mehr wählen/ }));
    await page.getByRole('textbox', { name: 'Vorname' }).fill('Nora');
    await page.getByRole('textbox', { name: 'Nachname' }).fill('Amsel');
    await page.getByRole('textbox', { name: 'E-Mail' }).fill(address);
    await page.getByRole('button', { name: 'Person anlegen' }).click();
    await seen(page.getByRole('heading', { level: 1, name: 'Nora Amsel' }));
    await seen(page.getByRole('link', { name: /Elif Demir/ }));
    office.expectQuiet();
  });

  test('and invites her by mail; the page says so', async () => {
    const { page } = office;
    await page.getByRole('button', { name: 'Per Mail einladen' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('textbox', { name: 'E-Mail-Adresse' }).inputValue()).toBe(address);
    await dialog.getByRole('button', { name: 'Per Mail einladen' }).click();
    await seen(page.getByText(/^eingeladen am/));
    expect(await faultsOf(page, 'person invited')).toEqual([]);
    office.expectQuiet();
  });

  test('the list of the class shows who is invited', async () => {
    const { page } = office;
    await open(page, '/goethe/briefe?wer=guardians&q=8b');
    await page.getByRole('link', { name: /Eltern: 8b/ }).click();
    await settled(page);
    await seen(
      page
        .getByRole('listitem')
        .filter({ hasText: 'Nora' })
        .getByText(/^eingeladen am/),
    );
    expect(await faultsOf(page, 'guardians of a class')).toEqual([]);
    office.expectQuiet();
  });

  test('on her phone she follows the link, sets a password and sees the child', async () => {
    const { page } = mother;
    await page.goto(await linkInMail());
    await seen(page.getByText('Nora Amsel'));
    expect(page.url()).not.toContain('#');
    await setPassword(page);
    await page.waitForURL(/\/goethe\/heute/);
    await seen(page.getByRole('heading', { name: 'Elif Demir' }));
    expect(await faultsOf(page, 'start page of a guardian')).toEqual([]);
    mother.expectQuiet();
  });

  test('the office sees that the invitation was used', async () => {
    const { page } = office;
    await page.reload();
    await seen(page.getByRole('listitem').filter({ hasText: 'Nora' }).getByText('angemeldet gewesen'));
    office.expectQuiet();
  });

  test('with a code of the other school she adds it, and sees both children on Heute', async () => {
    const { page } = mother;
    const { code } = JSON.parse(await schulhof('person', 'code', '--school', 'am-see', 'Nora Amsel')) as { code: string }; // what the command prints
    await page.goto(`/code#${code}`);
    await seen(page.getByText('Schule am See').first());
    await page.getByRole('button', { name: 'Zu diesem Zugang hinzufügen' }).click();
    await page.waitForURL(/\/am-see\/heute/);
    await seen(page.getByRole('heading', { name: 'Mira Amsel' }));
    await seen(page.getByRole('heading', { name: 'Elif Demir' }));
    mother.expectQuiet();
  });

  /** What stands in the one invitation that went out. */
  async function linkInMail(): Promise<string> {
    const folder = join(product.dataDir, 'mail');
    const [name = ''] = (await readdir(folder)).filter((file) => file.startsWith('invitation-'));
    const { text = '', to } = await PostalMime.parse(await readFile(join(folder, name)));
    expect(to?.map((each) => each.address)).toEqual([address]);
    return /\/einladung#[\w-]+/.exec(text)?.[0] ?? '';
  }
});

async function setPassword(page: Page): Promise<void> {
  await page.getByLabel('Neues Passwort', { exact: true }).fill(password);
  await page.getByLabel('Noch einmal').fill(password);
  await page.getByRole('button', { name: 'Passwort speichern und anmelden' }).click();
}
