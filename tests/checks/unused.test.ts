import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plantedTree } from './planted-tree.ts';
import { unused } from './unused.ts';

const own = JSON.parse(readFileSync(new URL('../../knip.json', import.meta.url), 'utf8'));
/** Only what concerns the planted files: the real one names entries and dependencies of the real tree. */
const clean = {
  'knip.json': JSON.stringify({ entry: ['modules/*/module.ts', 'apps/*.ts'], project: [own.project[0]] }),
  'package.json': JSON.stringify({ name: 'planted', type: 'module', imports: { '#modules/*': './modules/*' }, dependencies: { pg: '8' } }),
  'apps/modules.ts': "import { files } from '#modules/files/module.ts';\nconsole.log(files);\n",
  'modules/files/module.ts': "import pg from 'pg';\nimport { list } from './list.ts';\nexport const files = { list, pg };\n",
  'modules/files/list.ts': 'export const list = 1;\n',
};

test('a clean tree passes', async () => {
  expect(await unused.run(plantedTree(clean))).toEqual([]);
});

test('an unused file, export, dependency and an unlisted dependency are found', async () => {
  const tree = plantedTree({
    ...clean,
    'package.json': clean['package.json'].replace('"pg":"8"', '"pg":"8","qrcode":"1"'),
    'modules/files/list.ts': "import 'kysely';\nexport const list = 1;\nexport const longList = 2;\n",
    'modules/files/orphan.ts': 'export const orphan = 1;\n',
  });
  const problems = (await unused.run(tree)).join('\n');
  expect(problems).toContain('modules/files/orphan.ts files: nobody imports it');
  expect(problems).toContain('modules/files/list.ts:3 exports: longList');
  expect(problems).toContain('dependencies: qrcode');
  expect(problems).toContain('unlisted: kysely');
});

test('a configuration that leaves out a folder is found', async () => {
  const narrow = JSON.stringify({ entry: ['apps/*.ts'], project: ['apps/**/*.ts'], ignoreDependencies: ['pg'] });
  const problems = await unused.run(plantedTree({ ...clean, 'knip.json': narrow, 'apps/modules.ts': 'console.log(1);\n' }));
  expect(problems.join('\n')).toContain('knip looked at 1 files, but git lists 3');
});
