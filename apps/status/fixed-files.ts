import { readFile } from 'node:fs/promises';

/** A file that goes out as it is. */
export interface FixedFile {
  type: string;
  bytes: Buffer;
}

const house = new URL('../../kernel/ui/', import.meta.url);
const own = new URL('./front/', import.meta.url);

/** What the pages load, read once: style, script, font, icon. By path. */
export async function fixedFiles(): Promise<ReadonlyMap<string, FixedFile>> {
  const [tokens, css, script, font, icon] = await Promise.all([
    readFile(new URL('tokens.css', house), 'utf8'),
    readFile(new URL('status.css', own), 'utf8'),
    readFile(new URL('status.js', own)),
    readFile(new URL('fonts/inter-latin.woff2', house)),
    readFile(new URL('../web/public/icon.svg', import.meta.url)),
  ]);
  return new Map([
    ['/status.css', { type: 'text/css; charset=utf-8', bytes: Buffer.from(`${bySystem(tokens)}\n${css}`) }],
    ['/status.js', { type: 'text/javascript; charset=utf-8', bytes: script }],
    ['/inter-latin.woff2', { type: 'font/woff2', bytes: font }],
    ['/icon.svg', { type: 'image/svg+xml', bytes: icon }],
  ]);
}

/** The tokens of the house, dark where the system is: these pages have no switch of their own. */
export function bySystem(tokens: string): string {
  const dark = /:root\[data-mantine-color-scheme="dark"\] (\{[^}]*\})/;
  if (!dark.test(tokens)) throw new Error('kernel/ui/tokens.css has no dark colours where they were');
  return tokens.replace(dark, '@media screen and (prefers-color-scheme: dark) {\n:root $1\n}');
}
