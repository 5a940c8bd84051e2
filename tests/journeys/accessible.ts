import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What is wrong with a page for people who see, hear or move otherwise: rules of WCAG 2.2 AA and good practice that axe
 * knows, and sideways scrolling. One line per fault, empty when there is none.
 *
 * @param name  stands before each fault
 */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const faults = violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  return [...faults, ...(await tooWide(page, name))];
}

/** One line when the page is wider than its window, naming what sticks out; none when it fits, at the latest a moment after a change of size. */
export async function tooWide(page: Page, name: string): Promise<string[]> {
  await page
    .waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth, null, { timeout: 1_500 })
    .catch(() => {}); // said below, with what sticks out
  const by = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (by <= 0) return [];
  const what = await page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .slice(0, 3)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
  );
  return [`${name}: ${by} px too wide: ${what.join(', ')}`];
}
