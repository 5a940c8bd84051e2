import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { enter, gone, open, openBrowser, phone, seen, settled, type Visitor, visit } from './browser.ts';

/** A pupil of the demo city whom no other journey needs. */
const name = 'Greta Osterkamp';
const password = 'vier bunte Kreidestücke';

describe('the school runs', () => {
  let browser: Browser;
  let admin: Visitor;
  let pupil: Visitor;
  let code = '';

  beforeAll(async () => {
    browser = await openBrowser();
    admin = await visit(browser, inject('demoOrigin'));
    pupil = await visit(browser, inject('demoOrigin'), { size: phone });
    await enter(admin.page, 'Schul-Admin');
  });
  afterAll(() => browser?.close());

  test('Ctrl+K finds a pupil, and Enter opens the page', async () => {
    const { page } = admin;
    // the key is heard once the page that carries the search is there
    await seen(page.getByRole('heading', { level: 1 }));
    await seen(page.getByRole('button', { name: /Suchen/ }).first());
    await settled(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('searchbox').fill('Osterkamp Greta');
    await seen(page.getByRole('dialog').getByRole('button', { name: /Greta/ }));
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { name, level: 1 }));
  });

  test('a new code is shown once', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Neuen Einmalcode ausgeben' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Neuen Einmalcode ausgeben' }).click();
    const shown = page.getByRole('status').filter({ hasText: 'Einmalcode:' });
    await seen(shown);
    code = ((await shown.textContent()) ?? '').match(/\w{4}-\w{4}-\w{4}/)?.[0] ?? '';
    expect(code).not.toBe('');
    await page.reload();
    await settled(page);
    expect(await page.getByText(code).count()).toBe(0);
    admin.expectQuiet();
  });

  test('with it the pupil sets a password on a phone and is in', async () => {
    const { page } = pupil;
    await page.goto('/code');
    await page.getByRole('textbox', { name: 'Code aus dem Brief' }).fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Weiter' }).click();
    await seen(page.getByText(name));
    await page.getByLabel('Neues Passwort', { exact: true }).fill(password);
    await page.getByLabel('Noch einmal').fill(password);
    await page.getByRole('button', { name: 'Passwort speichern und anmelden' }).click();
    await page.waitForURL(/\/goethe\/heute/);
    await settled(page);
    pupil.expectQuiet();
  });

  test('locked, the pupil is out at once; unlocked, the password works again', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Sperren' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sperren' }).click();
    await seen(page.getByText('Gesperrt', { exact: true }));

    await pupil.page.goto('about:blank'); // so that the open page does not leave by itself meanwhile
    await pupil.page.goto('/goethe/heute');
    await pupil.page.waitForURL(/\/anmelden/);
    await signIn(pupil);
    await seen(pupil.page.getByRole('alert').filter({ hasText: /\S/ }));

    await page.getByRole('button', { name: 'Sperre aufheben' }).click();
    await gone(page.getByText('Gesperrt', { exact: true }));
    await signIn(pupil);
    await pupil.page.waitForURL(/\/goethe\/heute/);
    admin.expectQuiet();
    pupil.expectQuiet();
  });

  test('a right taken from a role is gone with the next request, and stands in the audit trail', async () => {
    const teacher = await visit(browser, inject('demoOrigin'));
    await enter(teacher.page, 'Lehrkraft');
    const { page } = admin;
    await open(page, '/goethe/rechte');
    const box = page.getByRole('checkbox', { name: 'Lehrkräfte: Arbeitsgemeinschaften und andere Gruppen gründen und selbst leiten' });
    await box.click();
    await seen(page.getByText('geändert', { exact: true }));
    expect(await box.isChecked()).toBe(false);
    await open(teacher.page, '/goethe/gruppen');
    await gone(teacher.page.getByRole('link', { name: 'Neue Gruppe' }));

    await page.getByRole('button', { name: 'Zurück auf die Vorgabe' }).click();
    await gone(page.getByText('geändert', { exact: true }));
    await open(page, '/goethe/protokoll');
    await seen(page.getByText(/^Recht .* für Lehrkräfte: genommen/).first());
    await open(teacher.page, '/goethe/gruppen');
    await seen(teacher.page.getByRole('link', { name: 'Neue Gruppe' }));
    await teacher.close();
    admin.expectQuiet();
  });

  test('a setting that is changed stays, and stands in the audit trail', async () => {
    const { page } = admin;
    const label = 'Tage, die ein Einmalcode auf einem Brief gilt';
    await open(page, '/goethe/einstellungen');
    await page.getByRole('textbox', { name: label }).fill('14');
    await page.getByRole('button', { name: 'Speichern' }).filter({ visible: true }).last().click();
    await seen(page.getByText('eigene Einstellung'));
    await page.reload();
    await settled(page);
    expect(await page.getByRole('textbox', { name: label }).inputValue()).toBe('14');
    await open(page, '/goethe/protokoll');
    await seen(page.getByText(new RegExp(`Einstellung »${label}« geändert`)).first());
    admin.expectQuiet();
  });

  test("another school's address, and one that does not exist, answer alike", async () => {
    const { page } = admin;
    const words: string[] = [];
    for (const path of ['/berufskolleg/heute', '/nirgends/heute']) {
      await page.goto(path);
      await seen(page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }));
      words.push((await page.locator('body').textContent()) ?? '');
    }
    expect(words[0]).toBe(words[1]);
    admin.expectQuiet();
  });

  test('a pupil who opens an address of the administration gets the same as for a page that does not exist', async () => {
    const { page } = pupil;
    const shown: string[] = [];
    for (const path of ['gibt-es-nicht', 'protokoll', 'rechte', 'einstellungen', 'import', 'briefe', 'personen', 'dienste', 'schule']) {
      await page.goto(`/goethe/${path}`);
      const missing = page.getByRole('heading', { name: 'Diese Seite gibt es nicht' });
      const isMissing = await missing.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
      if (!isMissing) shown.push(path);
    }
    expect(shown).toEqual([]);
    pupil.expectQuiet();
  });

  async function signIn({ page }: Visitor): Promise<void> {
    await page.getByRole('textbox', { name: 'Anmeldename' }).fill('greta.osterkamp');
    await page.getByLabel('Passwort', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  }
});
