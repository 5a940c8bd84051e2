import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Chromium as Debian ships it, kept from looking up anything by itself.
 *
 * @param flags  further ones, for devices it has to make up
 */
export function openBrowser(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...flags,
    ],
  });
}

export const laptop = { width: 1280, height: 860 } as const;
export const phone = { width: 360, height: 740 } as const;

/** Somebody at a browser of their own. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Fails when the browser's console showed an error, a page asked a third party, or the CSP stopped something. */
  expectQuiet(): void;
  close(): Promise<void>;
}

interface Options {
  size?: { width: number; height: number };
  language?: 'de-DE' | 'en-GB';
  dark?: boolean;
  /** Origins besides the product's that its pages may ask: a store that hands bytes out, and takes them, by itself. */
  alsoAt?: readonly string[];
}

/** Opens a fresh browser profile on a device of a size; German, light and on a laptop unless said otherwise. */
export async function visit(browser: Browser, origin: string, options: Options = {}): Promise<Visitor> {
  const size = options.size ?? laptop;
  const context = await browser.newContext({
    viewport: size,
    locale: options.language ?? 'de-DE',
    timezoneId: 'Europe/Berlin',
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    hasTouch: size.width < 600,
    baseURL: origin,
  });
  context.setDefaultTimeout(15_000);
  const noise: string[] = [];
  context.on('console', (message) => {
    // a refusal that the page answers in words is shown by Chromium as a failed request: that is no fault of the page
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) noise.push(message.text());
  });
  context.on('weberror', (error) => noise.push(String(error.error())));
  context.on('request', (request) => {
    if (![origin, ...(options.alsoAt ?? [])].some((known) => request.url().startsWith(known)) && !/^(data|blob):/.test(request.url()))
      noise.push(`third party: ${request.url()}`);
  });
  const page = await context.newPage();
  return { page, context, expectQuiet: () => expect(noise).toEqual([]), close: () => context.close() };
}

/** The one-click doors of the demo city, by what stands on them. */
export type Door = 'Schülerin' | 'Lehrkraft' | 'Mutter mit Kindern an zwei Schulen' | 'Sekretariat' | 'Schulleitung' | 'Schul-Admin';

/** Goes in by a door of the demo city and waits for the start page. */
export async function enter(page: Page, door: Door): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: new RegExp(`^${door}`) }).click();
  await seen(page.getByRole('navigation').first());
  await page.waitForURL(/\/heute$/);
}

/** Signs out as a new day does: nothing is open any more, so that no page leaves by itself for the sign-in while the next one is opened. */
export async function nextDay(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.context().clearCookies();
}

/** Waits until it is to be seen. */
export function seen(what: Locator): Promise<void> {
  return what.waitFor({ state: 'visible' });
}

/** Waits until it is no longer to be seen. */
export function gone(what: Locator): Promise<void> {
  return what.waitFor({ state: 'hidden' });
}

/** Opens a page by its address and waits until its heading stands there and nothing is loading. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

/** Waits until the page shows what it has to show: a heading, and no outline of what is still coming. */
export async function settled(page: Page): Promise<void> {
  await seen(page.getByRole('heading', { level: 1 }).first());
  await gone(page.locator('i[data-of]').first());
}
