import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Pages import contracts and texts from all over the tree, so any source may be part of them. */
const sources = ['apps/{web,sign-in}/**', 'kernel/**/*.{ts,tsx,css,json}', 'modules/**/*.{ts,tsx,css,json}'];
const around = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.web.json'];
const neverInPages = /(^|\/)(tests|fixtures|migrations|testing|embedded)\/|\.test\.tsx?$|\.gen\.ts$/;

/**
 * A hash over everything the built pages may be made of: names and contents, not times, which a checkout changes.
 *
 * @param root  of the tree
 * @returns hexadecimal
 */
export function stampOfPages(root: string): string {
  const hash = createHash('sha256').update(process.version);
  const found = globSync([...sources, ...around], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !neverInPages.test(file));
  for (const file of found.sort()) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
