import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AssetsList } from './build/assets-list.ts';

/** One sum and what it may be, in bytes: scripts and styles as gzip, fonts as they are. */
export interface BudgetLine {
  name: string;
  bytes: number;
  limitBytes: number;
}

const limits = { script: 280_000, style: 45_000, font: 120_000, signInScript: 30_000 } as const;

/**
 * What a first visit costs: all scripts, styles and fonts a page fetches with an empty cache before it can be used. Fonts are counted with
 * all three parts of Inter, as if a name with ğ and one in Cyrillic stood on the page.
 *
 * @param distDir  a build made by `vite build -c apps/web/vite.config.ts`
 */
export async function bundleBudget(distDir: string): Promise<BudgetLine[]> {
  const list = JSON.parse(await readFile(`${distDir}/assets-list.json`, 'utf8')) as AssetsList; // written by build/assets-list.ts
  const sum = async (paths: readonly string[], ending: RegExp, packed: boolean) => {
    let bytes = 0;
    for (const path of paths.filter((path) => ending.test(path))) {
      const content = await readFile(`${distDir}${path}`);
      bytes += packed ? gzipSync(content, { level: 9 }).length : content.length;
    }
    return bytes;
  };
  const inter = list.all.filter((path) => path.startsWith('/assets/inter-'));
  return [
    { name: 'start page, scripts', bytes: await sum(list.start, /\.js$/, true), limitBytes: limits.script },
    { name: 'start page, styles', bytes: await sum(list.start, /\.css$/, true), limitBytes: limits.style },
    { name: 'all styles', bytes: await sum(list.all, /\.css$/, true), limitBytes: limits.style },
    { name: 'start page, fonts', bytes: await sum(inter, /\.woff2$/, false), limitBytes: limits.font },
    { name: 'sign-in, scripts', bytes: await sum(list.signIn, /\.js$/, true), limitBytes: limits.signInScript },
    { name: 'sign-in, styles', bytes: await sum(list.signIn, /\.css$/, true), limitBytes: limits.style },
  ];
}

// run by hand: `node apps/web/bundle-budget.ts` prints the lines as JSON and fails when one is over its limit
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = await bundleBudget(fileURLToPath(new URL('../../dist/web', import.meta.url)));
  console.log(JSON.stringify(lines, null, 2));
  if (lines.some((line) => line.bytes > line.limitBytes)) process.exitCode = 1;
}
