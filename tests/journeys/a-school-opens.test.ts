import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { generate } from 'otplib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf } from './accessible.ts';
import { open, openBrowser, phone, seen, settled, type Visitor, visit } from './browser.ts';
import { type Product, startProduct } from './product.ts';

const pupils =
  'Nachname;Vorname;Klasse;Geburtsdatum;ID\nAmsel;Mira;8b;03.04.2013;s1\nBussard;Jonas;8b;14.09.2012;s2\nElster;Piet;7a;11.11.2013;s3\n';
const teachers = 'Nachname;Vorname;Kürzel;Klassenleitung;ID\nFink;Ruth;FIN;8b;l1\nGrasmücke;Olaf;GRA;7a;l2\n';
const broken = 'Nachname;Vorname;Klasse;Geburtsdatum\nAmsel;Mira;8b;45.04.2013\n';
const realExport = resolve(process.env['SCHULHOF_SAMPLES'] ?? '../shared/samples', 'svws-nrw/enm-json/ENM-02-enm.json.gz');
const password = 'fünf Amseln am See';
const title = 'Vögel am See beobachten';

/** An empty installation becomes a school; the steps follow each other as on the first morning. */
describe('a school opens', () => {
  let product: Product;
  let browser: Browser;
  let files: string;
  let admin: Visitor;
  let teacher: Visitor;
  let pupil: Visitor;
  let adminCode = '';
  let pupilCode = '';

  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'schulhof-lists-'));
    await Promise.all([
      writeFile(join(files, 'lernende.csv'), pupils),
      writeFile(join(files, 'lehrkraefte.csv'), teachers),
      writeFile(join(files, 'kaputt.csv'), broken),
    ]);
    [product, browser] = await Promise.all([startProduct(['--no-demo']), openBrowser()]);
    admin = await visit(browser, product.origin);
    teacher = await visit(browser, product.origin);
    pupil = await visit(browser, product.origin, { size: phone });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await rm(files, { recursive: true, force: true });
  });

  test('the address the start prints makes the first authority and school, once', async () => {
    const { page } = admin;
    const address = product.printed().match(/http\S+\/einrichten#\S+/)?.[0] ?? '';
    await page.goto(address);
    await fillSetup(page);
    await seen(page.getByRole('heading', { name: 'Die Schule ist angelegt' }));
    adminCode = (await page.getByText(/^\w{4}-\w{4}-\w{4}$/).textContent()) ?? '';

    const second = await admin.context.newPage();
    await second.goto(address);
    await fillSetup(second);
    await seen(second.getByText('Diese Adresse gilt nicht mehr.'));
    await second.close();
    admin.expectQuiet();
  });

  test('the first admin sets a password and secures the sign-in with an authenticator app', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Code jetzt eingeben' }).click();
    await firstSignIn(page, adminCode);
    await seen(page.getByText('Zugang sichern'));
    await page.getByRole('button', { name: 'App einrichten' }).click();
    const secret = (await page.locator('main code').textContent()) ?? '';
    await page
      .getByRole('textbox', { name: 'Sechsstelliger Code aus der App' })
      .fill(await generate({ secret: secret.replaceAll(' ', '') }));
    await page.getByRole('button', { name: 'Bestätigen' }).click();
    await seen(page.getByText('Der Zugang ist gesichert.'));
    await page.getByRole('button', { name: 'Aufbewahrt' }).click();
    await page.getByRole('link', { name: 'Weiter' }).click();
    await page.waitForURL(/\/am-see\/heute/);
    admin.expectQuiet();
  });

  test('a broken list names line and column, and changes nothing', async () => {
    const { page } = admin;
    await beginImport(page, [join(files, 'kaputt.csv')]);
    await seen(page.getByText('Das Geburtsdatum „45.04.2013“ gibt es nicht.'));
    const row = page.getByRole('row').filter({ hasText: '45.04.2013' }).first();
    expect(await row.textContent()).toContain('Geburtsdatum');
    expect(await page.getByRole('button', { name: 'Alles übernehmen' }).count()).toBe(0);
    admin.expectQuiet();
  });

  test('an import that was a mistake is taken back in one step', async () => {
    const { page } = admin;
    await beginImport(page, [join(files, 'lernende.csv')]);
    await page.getByRole('button', { name: 'Alles übernehmen' }).click();
    await seen(page.getByText('Der Import ist übernommen.'));
    await page.getByRole('button', { name: 'Import zurücknehmen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Import zurücknehmen' }).click();
    await seen(page.getByText('Der Import ist zurückgenommen; alles ist wieder wie vorher.'));
    expect(await faultsOf(page, 'an import taken back')).toEqual([]);
    await open(page, '/am-see/personen');
    expect(await page.getByText('Amsel').count()).toBe(0);
    await open(page, '/am-see/import');
    await seen(page.getByText('Zurückgenommen').first());
    admin.expectQuiet();
  });

  test('lists of pupils and teachers show the difference first, and are then taken over', async () => {
    const { page } = admin;
    await beginImport(page, [join(files, 'lernende.csv'), join(files, 'lehrkraefte.csv')]);
    await seen(page.getByRole('button', { name: 'Alles übernehmen' }));
    await seen(page.getByText('3 Lernende'));
    await seen(page.getByText('2 Lehrkräfte'));
    expect(await faultsOf(page, 'the difference')).toEqual([]);
    await page.getByRole('button', { name: 'Alles übernehmen' }).click();
    await seen(page.getByText('Der Import ist übernommen.'));
    expect(await faultsOf(page, 'an import taken over')).toEqual([]);
    admin.expectQuiet();
  });

  test('letters for a class come as a PDF', async () => {
    const { page } = admin;
    await open(page, '/am-see/briefe');
    await page.getByRole('listitem').filter({ hasText: '8b' }).getByRole('button', { name: 'Briefe drucken' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('button', { name: 'Briefe drucken' }).click(),
    ]);
    const pdf = await readFile(await download.path());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.byteLength).toBeGreaterThan(10_000);
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2); // one sheet for each of two pupils
    admin.expectQuiet();
  });

  test('a wrong code is answered in words', async () => {
    const { page } = pupil;
    await page.goto('/code');
    await page.getByRole('textbox', { name: 'Code aus dem Brief' }).fill('AAAA-BBBB-CCCC');
    await page.getByRole('button', { name: 'Weiter' }).click();
    await seen(page.getByRole('alert').filter({ hasText: /Code/ }));
    pupil.expectQuiet();
  });

  test('teacher and pupil come in with their codes, on a laptop and on a phone', async () => {
    pupilCode = await codeFor(product, 'Mira Amsel');
    await pupil.page.goto(`/code#${pupilCode}`);
    await seen(pupil.page.getByText('Mira Amsel'));
    await setPassword(pupil.page);
    await pupil.page.waitForURL(/\/am-see\/heute/);

    await teacher.page.goto('/code');
    await firstSignIn(teacher.page, await codeFor(product, 'Ruth Fink'));
    await teacher.page.waitForURL(/\/am-see\/heute/);
    teacher.expectQuiet();
    pupil.expectQuiet();
  });

  test('a used code and a wrong password are answered in words; the right one lets in', async () => {
    const other = await visit(browser, product.origin, { size: phone });
    const { page } = other;
    await page.goto('/code');
    await page.getByRole('textbox', { name: 'Code aus dem Brief' }).fill(pupilCode);
    await page.getByRole('button', { name: 'Weiter' }).click();
    await seen(page.getByRole('alert').filter({ hasText: /Code/ }));

    await page.goto('/am-see/anmelden');
    await page.getByRole('textbox', { name: 'Anmeldename' }).fill('mira.amsel');
    await page.getByLabel('Passwort', { exact: true }).fill('nicht das Passwort');
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await seen(page.getByText('Name oder Passwort stimmt nicht.'));
    await page.getByLabel('Passwort', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await page.waitForURL(/\/am-see\/heute/);
    other.expectQuiet();
    await other.close();
  });

  test('the teacher sets work for the class from the list', async () => {
    const { page } = teacher;
    await open(page, '/am-see/aufgaben/neu');
    await page.getByRole('combobox', { name: 'Kurs oder Klasse' }).click();
    await page.getByRole('option', { name: /^8b/ }).click();
    await page.getByRole('textbox', { name: 'Titel' }).fill(title);
    await page.getByRole('button', { name: 'Weiter' }).click();
    await page.getByRole('button', { name: 'Aufgabe veröffentlichen' }).click();
    await seen(page.getByText('0 von 2 abgegeben'));
    teacher.expectQuiet();
  });

  test('the line breaks while the pupil hands in: the text stays, and goes by itself when the line is back', async () => {
    const { page, context } = pupil;
    await open(page, '/am-see/aufgaben');
    await page.getByRole('link', { name: new RegExp(title) }).click();
    const field = page.getByRole('textbox', { name: 'Text' });
    await field.fill('Drei Amseln und ein Reiher.');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Aufgabe abgeben' }).click();
    await seen(page.getByText('Keine Verbindung. Es wird weiter versucht').first());
    await seen(field.filter({ hasText: 'Drei Amseln und ein Reiher.' }));
    await context.setOffline(false);
    await seen(page.getByRole('status').filter({ hasText: 'Abgegeben' }));
    pupil.expectQuiet();
  });

  test('a double click hands in once', async () => {
    const { page } = pupil;
    await page.getByRole('button', { name: 'Abgabe ändern' }).click();
    await page.getByRole('textbox', { name: 'Text' }).fill('Drei Amseln, ein Reiher, ein Eisvogel.');
    await page.getByRole('button', { name: 'Noch einmal abgeben' }).dblclick();
    await seen(page.getByText('(Fassung 2)').first());
    await page.reload();
    await seen(page.getByText('(Fassung 2)').first());
    await seen(teacher.page.getByText('1 von 2 abgegeben'));
    pupil.expectQuiet();
  });

  test('the teacher answers, and the pupil reads it', async () => {
    const { page } = teacher;
    await page.getByRole('link', { name: 'Abgaben beantworten' }).click();
    await seen(page.getByText('Fassung 2').first()); // an answer to the first version would be refused
    await page.getByRole('textbox', { name: 'Rückmeldung' }).fill('Der Eisvogel ist ein Glück.');
    await page.getByRole('button', { name: 'Nur diese zurückgeben' }).click();
    await seen(pupil.page.getByText('Der Eisvogel ist ein Glück.'));
    teacher.expectQuiet();
    pupil.expectQuiet();
  });

  test.skipIf(!existsSync(realExport))('the real export of a whole school comes in, after a stop that has to be confirmed', async () => {
    const { page } = admin;
    await beginImport(page, [realExport]);
    const apply = page.getByRole('button', { name: 'Alles übernehmen' });
    await apply.waitFor({ timeout: 60_000 });
    await seen(page.getByText(/1\.?229/).first());
    const stop = page.getByRole('textbox', { name: /^Wenn das stimmt/ });
    if (await stop.isVisible()) await stop.fill('übernehmen');
    await apply.click();
    await page.getByText('Der Import ist übernommen.').waitFor({ timeout: 60_000 });
    await open(page, '/am-see/gruppen');
    await page.getByRole('button', { name: 'Alle Kurse' }).click();
    await settled(page);
    admin.expectQuiet();
  });
});

async function fillSetup(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Schulträger' }).fill('Gemeinde Seeheim');
  await page.getByRole('textbox', { name: 'Name der Schule' }).fill('Schule am See');
  await page.getByRole('textbox', { name: 'Adresse der Schule' }).fill('am-see');
  await page.getByRole('button', { name: 'Schule anlegen' }).click();
}

async function firstSignIn(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Code aus dem Brief' }).fill(code);
  await page.getByRole('button', { name: 'Weiter' }).click();
  await setPassword(page);
}

async function setPassword(page: Page): Promise<void> {
  await page.getByLabel('Neues Passwort', { exact: true }).fill(password);
  await page.getByLabel('Noch einmal').fill(password);
  await page.getByRole('button', { name: 'Passwort speichern und anmelden' }).click();
}

/** Opens a new import, gives it files and has them read. */
async function beginImport(page: Page, paths: string[]): Promise<void> {
  await page.goto('/am-see/import');
  await page.getByRole('button', { name: 'Neuer Import' }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Dateien wählen' }).click()]);
  await chooser.setFiles(paths);
  const read = page.getByRole('button', { name: 'Dateien prüfen' });
  await read.click();
}

/** A one-time code as the operator's command line gives it, beside the running server. */
async function codeFor({ dataDir }: Product, name: string): Promise<string> {
  const args = ['apps/command-line/main.ts', 'person', 'code', '--school', 'am-see', name, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, SCHULHOF_DATA: dataDir } });
  return JSON.parse(stdout).code;
}
