import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { faultsOf, tooWide } from './accessible.ts';
import { enter, gone, open, openBrowser, phone, seen, type Visitor, visit } from './browser.ts';

/** A pupil copies a single file that a teacher shares for reading, and chooses where to while shares end. Both leave their files as they were. */
describe('copying a shared file', () => {
  let browser: Browser;
  let teacher: Visitor;
  let pupil: Visitor;
  /** Names nobody else of the run uses. */
  const [file, folder] = ['Wasserkreislauf.txt', 'Sammelmappe Wasser'];
  const ids = new Map<string, string>();
  const shares = new Map<string, string>();

  /** What the teacher does meanwhile, at another desk. */
  async function meanwhile<A>(method: 'GET' | 'POST' | 'DELETE', path: string, data?: object): Promise<A> {
    const headers = { origin: inject('demoOrigin') };
    const answer = await teacher.page.request.fetch(`/api/goethe/files${path}`, { method, headers, ...(data !== undefined && { data }) });
    expect([method, path, answer.ok()]).toEqual([method, path, true]);
    return answer.json();
  }
  const end = (name: string) => meanwhile('DELETE', `/shares/${shares.get(name)}`);

  beforeAll(async () => {
    browser = await openBrowser();
    teacher = await visit(browser, inject('demoOrigin'));
    pupil = await visit(browser, inject('demoOrigin'), { size: phone, dark: true });
    await Promise.all([enter(teacher.page, 'Lehrkraft'), enter(pupil.page, 'Schülerin')]);
    await open(teacher.page, '/goethe/dateien');
    await teacher.page
      .getByLabel('Dateien wählen')
      .setInputFiles({ name: file, mimeType: 'text/plain', buffer: Buffer.from('Verdunsten, Regnen, Versickern') });
    await seen(row(teacher.page, file));
    const { space, items } = await meanwhile<{ space: { id: string }; items: { id: string; name: string }[] }>('GET', '/folder');
    ids.set(file, items.find(({ name }) => name === file)?.id ?? '');
    ids.set(folder, (await meanwhile<{ id: string }>('POST', '/folders', { spaceId: space.id, folderId: null, name: folder })).id);
    const targets = await meanwhile<{ items: { kind: string; id: string }[] }>('GET', '/share-targets?q=Mathematik%208b');
    for (const name of [file, folder]) {
      const body = { with: { kind: targets.items[0]?.kind, id: targets.items[0]?.id }, mayChange: name === folder, endsOn: null };
      shares.set(name, (await meanwhile<{ shareId: string }>('POST', `/${ids.get(name)}/shares`, body)).shareId);
    }
  });
  afterAll(() => browser?.close());

  async function choose(): Promise<Locator> {
    const { page } = pupil;
    await page.getByRole('button', { name: `Was mit »${file}« geht` }).click();
    await page.getByRole('menuitem', { name: 'Kopieren' }).click();
    const dialog = page.getByRole('dialog', { name: 'Wohin kopieren?' });
    await seen(dialog.getByText('Meine Dateien'));
    return dialog;
  }
  const copyHere = (dialog: Locator) => dialog.getByRole('button', { name: 'Hierher kopieren' });

  test('it is offered where one may put something; elsewhere it is said why not', async () => {
    const { page } = pupil;
    await open(page, '/goethe/dateien?ansicht=geteilt');
    const dialog = await choose();
    await seen(copyHere(dialog));
    await dialog.getByRole('button', { name: 'Orte' }).click();
    await dialog.getByRole('button', { name: 'Mathematik 8b' }).click();
    await seen(dialog.getByText('Direkt hier legt nur die Leitung etwas ab'));
    await gone(copyHere(dialog));
    expect([...(await faultsOf(page, 'a place to read')), ...(await tooWide(page, 'a place to read'))]).toEqual([]);
    await dialog.getByRole('button', { name: 'Material' }).click();
    await seen(dialog.getByText('Hier legt nur die Leitung etwas ab'));
    await dialog.getByRole('button', { name: 'Mathematik 8b' }).click();
    await dialog.getByRole('button', { name: 'Werkstatt' }).click();
    await seen(copyHere(dialog));
    await dialog.getByRole('button', { name: 'Abbrechen' }).click();
    await gone(dialog);
    pupil.expectQuiet();
  });

  test('the share of the place ends while one chooses: that is said, nothing is copied, and another place is chosen', async () => {
    const { page } = pupil;
    const dialog = await choose();
    await dialog.getByRole('button', { name: 'Orte' }).click();
    await dialog.getByRole('button', { name: 'Mit mir geteilt' }).click();
    await dialog.getByRole('button', { name: new RegExp(`^${folder}`) }).click();
    await seen(copyHere(dialog));
    await end(folder);
    await copyHere(dialog).click();
    await seen(dialog.getByText('Nicht kopiert'));
    await seen(dialog.getByText('Diesen Ordner gibt es für dich nicht mehr.'));
    expect(await copyHere(dialog).isDisabled()).toBe(true);
    expect(await faultsOf(page, 'a place that has gone')).toEqual([]);
    await dialog.getByRole('button', { name: /^(Orte|Mit mir geteilt)$/ }).click();
    await gone(dialog.getByText('Nicht kopiert'));
    await gone(dialog.getByRole('button', { name: new RegExp(`^${folder}`) }));
    await dialog.getByRole('button', { name: 'Meine Dateien' }).click();
    await copyHere(dialog).click();
    await seen(page.getByText('1 Eintrag kopiert.'));
    await gone(dialog);
    pupil.expectQuiet();
  });

  test('the share of the file ends while one chooses: that is said, nothing is copied, and the file is off the list', async () => {
    const { page } = pupil;
    const dialog = await choose();
    await seen(copyHere(dialog));
    await end(file);
    await copyHere(dialog).click();
    await seen(dialog.getByText('Nicht kopiert'));
    expect(await copyHere(dialog).isEnabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Abbrechen' }).click();
    await gone(dialog);
    await gone(page.getByRole('button', { name: `Was mit »${file}« geht` }));
    await gone(page.getByText('Nicht kopiert'));
    await open(page, '/goethe/dateien');
    await seen(row(page, file));
    await gone(row(page, 'Wasserkreislauf (2).txt'));
    await row(page, file).focus();
    await page.keyboard.press('Delete');
    await gone(row(page, file));
    await meanwhile('POST', '/deletions', { ids: [...ids.values()] });
    pupil.expectQuiet();
    teacher.expectQuiet();
  });
});

function row(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
}
