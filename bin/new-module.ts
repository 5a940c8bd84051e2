import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addToList } from './new-module-lists.ts';

const id = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
  console.error('bin/new-module NAME: the name is kebab-case, such as lost-property.');
  process.exit(64);
}
const folder = join('modules', id);
if (existsSync(folder)) {
  console.error(`${folder} exists already.`);
  process.exit(1);
}
const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const words: Record<string, string> = {
  id,
  name,
  schema: id.replaceAll('-', '_'),
  title: id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' '),
};
// Read and changed before anything is written: a list of another shape stops us here.
const lists = [
  { file: 'apps/modules.ts', listed: name, source: `#modules/${id}/module.ts` },
  { file: 'apps/web/pages.ts', listed: `${name}Pages`, source: `#modules/${id}/web/pages.ts` },
].map(({ file, listed, source }) => ({ file, text: addToList(readFileSync(file, 'utf8'), listed, source) }));

const template = join(import.meta.dirname, 'new-module-template');
for (const file of globSync('**/*.txt', { cwd: template })) {
  const text = readFileSync(join(template, file), 'utf8').replace(
    /\{\{(id|name|schema|title)\}\}/g,
    (_, word: string) => words[word] ?? '',
  );
  const target = join(folder, file.replace(/\.txt$/, ''));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
for (const { file, text } of lists) writeFileSync(file, text);
console.log(`${folder} is made and listed in ${lists.map(({ file }) => file).join(' and ')}.
Now: node apps/generate-tables.ts ${id}      after each change of its migrations
     npx vitest run --project unit ${folder}
     docs/guides/new-module.md walks through every file.`);
