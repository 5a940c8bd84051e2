import { globSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const texts = { de: wordsIn('de'), en: wordsIn('en') };
/** What people of the demo city have named so: it is not translated. */
const names = new Set(['Kollegium']);
/** German texts that no English text equals; those with placeholders are never seen as they stand. */
const onlyGerman = new Set([...texts.de].filter((text) => !texts.en.has(text) && !text.includes('{{') && !names.has(text)));
const onlyEnglish = new Set([...texts.en].filter((text) => !texts.de.has(text) && !text.includes('{{')));
/** As a key looks: `overview.answerAll`, `kernel:shell.all`. */
const key = /^[a-z][\w-]*(:[\w-]+)?(\.[a-zA-Z_][\w-]*)+(_one|_other)?$/;
/** File names and addresses look alike. */
const noKey = /\.(pdf|txt|csv|json|xml|png|jpg|docx|xlsx|local|example|de|org)$|^[a-z]+\.[a-z]+\d*$/;

/**
 * Words on a page that stand there in the wrong language, and keys instead of words; what is read out counts too. Empty when all is right.
 *
 * @param name  stands before each fault
 */
export async function strayWords(page: Page, language: 'de' | 'en', name: string): Promise<string[]> {
  const lang = await page.locator('html').getAttribute('lang');
  const shown = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words: string[] = [];
    while (walker.nextNode()) words.push(walker.currentNode.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) words.push(element.getAttribute(name) ?? '');
    return [...new Set(words.map((text) => text.trim()))];
  });
  const foreign = language === 'en' ? onlyGerman : onlyEnglish;
  return [
    ...(lang === language ? [] : [`${name}: the page says its language is ${lang}`]),
    ...shown.filter((text) => foreign.has(text)).map((text) => `${name}: "${text}" is no ${language}`),
    ...shown.filter((text) => key.test(text) && !noKey.test(text)).map((text) => `${name}: the key ${text}`),
  ];
}

function wordsIn(language: 'de' | 'en'): Set<string> {
  const files = globSync(`{kernel,modules/*,apps/*,apps/*/*}/texts/${language}.json`);
  return new Set(files.flatMap((file) => leaves(JSON.parse(readFileSync(file, 'utf8')))).filter((text) => text.length > 3));
}

function leaves(texts: unknown): string[] {
  if (typeof texts === 'string') return [texts.trim()];
  return typeof texts === 'object' && texts !== null ? Object.values(texts).flatMap(leaves) : [];
}
