import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addToList } from './new-module-lists.ts';

test('a module is added to a list, whether it is empty, in one line or in several', () => {
  const file = (list: string) => `import type { A } from './a.ts';\n\n/** THE list. */\nexport const all: readonly A[] = ${list};\n`;
  const added = (list: string) => addToList(file(list), 'notes', '#modules/notes/module.ts');
  expect(added('[]')).toBe(
    "import type { A } from './a.ts';\nimport { notes } from '#modules/notes/module.ts';\n\n/** THE list. */\nexport const all: readonly A[] = [notes];\n",
  );
  expect(added('[people, groups]')).toContain('[people, groups, notes];');
  expect(added('[\n  people,\n  groups,\n]')).toContain('[\n  people,\n  groups,\n  notes,\n];');
});

test('features are listed among the features, not in what is made of them', () => {
  const made = addToList(
    'const features: readonly X[] = [people];\nexport const modules: readonly X[] = [...features, f([...features])];\n',
    'notes',
    './notes.ts',
  );
  expect(made).toContain('const features: readonly X[] = [people, notes];');
  expect(made).toContain('[...features, f([...features])];');
});

test('a file without a list is refused, and nothing is written', () => {
  expect(() => addToList('export const one = 1;\n', 'notes', './notes.ts')).toThrow('exactly one');
});

test('a new module has all files, with its own names, and is listed twice', () => {
  const root = mkdtempSync(join(tmpdir(), 'schulhof-new-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync('bin', join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'apps/web'), { recursive: true });
  writeFileSync(join(root, 'apps/modules.ts'), 'export const modules = [];\n');
  writeFileSync(join(root, 'apps/web/pages.ts'), 'export const allPages = [];\n');

  execFileSync(process.execPath, ['bin/new-module.ts', 'lost-property'], { cwd: root });

  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  expect(read('apps/modules.ts')).toBe(
    "import { lostProperty } from '#modules/lost-property/module.ts';\nexport const modules = [lostProperty];\n",
  );
  expect(read('apps/web/pages.ts')).toContain('[lostPropertyPages]');
  expect(read('modules/lost-property/module.ts')).toContain("id: 'lost-property'");
  expect(read('modules/lost-property/migrations/0001-notes.sql')).toContain('create table lost_property.note');
  expect(() => execFileSync(process.execPath, ['bin/new-module.ts', 'lost-property'], { cwd: root, stdio: 'pipe' })).toThrow(
    'exists already',
  );
});
