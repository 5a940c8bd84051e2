import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { open } from './browser.ts';

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Two pages of one kind have the same: `/goethe/personen/…`. */
export function kindOf(path: string): string {
  return (path.split('?')[0] ?? '').replace(id, '…');
}

/**
 * Opens every page somebody can reach by links: all of the menu, what these link to, and so on; of each kind of page the first.
 *
 * @param page  signed in, on a page of the school
 * @param also  further addresses below the school to begin with; each of them is opened, whatever its kind
 * @param look  called on each page once it is settled
 * @returns the kinds of pages, in the order they were opened
 */
export async function openAll(page: Page, also: readonly string[], look: (path: string) => Promise<void>): Promise<string[]> {
  const slug = new URL(page.url()).pathname.split('/')[1];
  const shell: { navigation: { path: string }[] } = await (await page.request.get(`/api/${slug}/shell`)).json();
  expect(shell.navigation.length).toBeGreaterThan(3);
  const queue = [...shell.navigation.map(({ path }) => path), 'alle', ...also].map((path) => `/${slug}/${path}`);
  const kinds = new Set(queue.map(kindOf));
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    await open(page, path);
    await look(path);
    for (const link of await linksOf(page)) {
      if (!link.startsWith(`/${slug}/`) || kinds.has(kindOf(link))) continue;
      kinds.add(kindOf(link));
      queue.push(link);
    }
  }
  return [...kinds];
}

async function linksOf(page: Page): Promise<string[]> {
  const links = await page.locator('main a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  return links.map((link) => link.split('#')[0] ?? '');
}

/** Somebody of the school of a capacity, as the office finds them. */
export async function anybody(page: Page, capacity: 'pupil' | 'guardian' | 'teacher'): Promise<string> {
  const slug = new URL(page.url()).pathname.split('/')[1];
  const found: { items: { id: string }[] } = await (await page.request.get(`/api/${slug}/people?capacity=${capacity}&limit=1`)).json();
  return found.items[0]?.id ?? '';
}
