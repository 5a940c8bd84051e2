/**
 * Adds an import and an entry at the end of a list in a file such as `apps/modules.ts`: of the one called `features` where
 * the exported list is made of it, else of the one exported list.
 *
 * @param text    of the file
 * @param name    what is imported and listed
 * @param source  where it comes from
 * @returns the new text
 * @throws Error if there is not exactly one such list
 */
export function addToList(text: string, name: string, source: string): string {
  const features = [...text.matchAll(/(const features\b[^=]*= \[)([^\]]*)(\])/g)];
  const lists = features.length > 0 ? features : [...text.matchAll(/(export const \w+[^=]*= \[)([^\]]*)(\])/g)];
  const [list] = lists;
  if (list === undefined || lists.length > 1) throw new Error('expected exactly one “export const … = […]”');
  const [whole, opening = '', entries = '', closing = ''] = list;
  const kept = entries.trimEnd().replace(/,$/, '');
  const lines = `${kept},\n  ${name},\n`;
  const added = entries.includes('\n') ? lines : `${kept === '' ? '' : `${kept}, `}${name}`;
  const changed = text.replace(whole, () => `${opening}${added}${closing}`);
  const imports = [...changed.matchAll(/^import [^;]*;\n/gm)];
  const at = imports.at(-1);
  const end = at === undefined ? 0 : at.index + at[0].length;
  return `${changed.slice(0, end)}import { ${name} } from '${source}';\n${changed.slice(end)}`;
}
