import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dependencies } from './dependencies.ts';
import { plantedTree } from './planted-tree.ts';

/** A small tree in which every allowed direction occurs. */
const clean = {
  'kernel/contract/contract.ts': "import type { TSchema } from 'typebox';\nexport const contract = (schema: TSchema) => schema;\n",
  'kernel/db/db.ts': "import pg from 'pg';\nexport const pool = () => new pg.Pool();\n",
  'kernel/web/call.ts': "import { contract } from '../contract/contract.ts';\nexport const call = contract;\n",
  'kernel/ui/Page.tsx': 'export const Page = () => null;\n',
  'kernel/testing/school.ts': "import { pool } from '../db/db.ts';\nexport const testSchool = pool;\n",
  'tests/setup.ts':
    "import { modules } from '#apps/modules.ts';\nimport { aFile } from '#modules/files/tests/build.ts';\naFile(modules);\n",
  'apps/modules.ts': "import { files } from '#modules/files/module.ts';\nexport const modules = [files];\n",
  'apps/web/pages.ts': "export const pages = [() => import('../../modules/files/web/pages.ts')];\n",
  'modules/files/module.ts': "import { pool } from '#kernel/db/db.ts';\nexport const files = { id: 'files', pool };\n",
  'modules/files/public.ts': 'export const namesOf = () => [];\n',
  'modules/files/contract.ts': "import { contract } from '#kernel/contract/contract.ts';\nexport const list = contract;\n",
  'modules/files/delete.ts': 'export const remove = 1;\n',
  'modules/files/web/public.tsx': 'export const FileName = () => null;\n',
  'modules/files/web/pages.ts': "import { list } from '../contract.ts';\nexport const pages = { list };\n",
  'modules/files/tests/build.ts': "import { testSchool } from '#kernel/testing/school.ts';\nexport const aFile = testSchool;\n",
  'modules/work/hand-in.ts': "import { namesOf } from '#modules/files/public.ts';\nexport const handIn = namesOf;\n",
  'modules/work/web/HandIn.tsx':
    "import { Page } from '#kernel/ui/Page.tsx';\nimport { FileName } from '#modules/files/web/public.tsx';\nexport const HandIn = [Page, FileName];\n",
  'modules/work/tests/hand-in.test.ts':
    "import { aFile } from '#modules/files/tests/build.ts';\nimport { handIn } from '../hand-in.ts';\naFile(handIn);\n",
};

test('a clean tree passes', async () => {
  expect(await dependencies.run(plantedTree(clean))).toEqual([]);
});

test.each<[rule: string, file: string, text: string]>([
  ['no-cycles', 'modules/files/public.ts', "import { remove } from './a.ts';\nexport const namesOf = remove;\n"],
  ['kernel-knows-no-feature', 'kernel/live.ts', "import '#apps/modules.ts';\n"],
  ['kernel-knows-no-feature', 'kernel/testing/file.ts', "import '#modules/files/public.ts';\n"],
  ['only-apps-know-apps', 'modules/work/list.ts', "import '#apps/modules.ts';\n"],
  ['module-by-its-public-face', 'modules/work/list.ts', "import '#modules/files/delete.ts';\n"],
  ['module-by-its-public-face', 'modules/work/list.ts', "import '../files/tests/build.ts';\n"],
  ['test-by-public-face-or-build', 'modules/work/tests/list.test.ts', "import '#modules/files/delete.ts';\n"],
  ['module-web-uses-little', 'modules/files/web/List.tsx', "import '../delete.ts';\n"],
  ['module-web-uses-little', 'modules/files/inbox/web/List.tsx', "import '#kernel/ids/id.ts';\n"],
  ['server-knows-no-page', 'modules/files/list.ts', "import './web/pages.ts';\n"],
  ['contract-uses-kernel-only', 'modules/work/contract.ts', "import '#modules/files/public.ts';\n"],
  ['contract-uses-kernel-only', 'modules/work/contract.ts', "import 'typebox';\n"],
  [
    'browser-never-reaches-the-server',
    'kernel/contract/contract.ts',
    "import '../ids/id.ts';\nexport const contract = (it: unknown) => it;\n",
  ],
  ['browser-never-reaches-the-server', 'kernel/ui/Page.tsx', "import 'node:crypto';\nexport const Page = () => null;\n"],
  ['browser-never-reaches-the-server', 'kernel/ui/Page.tsx', "import 'fastify';\nexport const Page = () => null;\n"],
  ['browser-never-reaches-the-server', 'kernel/ui/Page.tsx', "import '../db/column.ts';\nexport const Page = () => null;\n"],
  ['status-stands-alone', 'apps/status/main.ts', "import '#kernel/db/column.ts';\n"],
  ['status-stands-alone', 'apps/status/main.ts', "import 'fastify';\n"],
  ['tests-only-for-tests', 'kernel/live.ts', "import './testing/school.ts';\n"],
  ['tests-only-for-tests', 'modules/files/list.ts', "import './tests/build.ts';\n"],
  ['no-tool-in-the-program', 'modules/files/list.ts', "import 'fast-check';\n"],
  ['everything-resolves', 'modules/files/list.ts', "import './gone.ts';\n"],
])('%s: a breach in %s is found', async (rule, file, text) => {
  const beside = {
    'kernel/ids/id.ts': "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID;\n",
    'kernel/db/column.ts': 'export const column = 1;\n',
    'modules/files/a.ts': "import { namesOf } from './public.ts';\nexport const remove = namesOf;\n",
  };
  const problems = await dependencies.run(plantedTree({ ...clean, ...beside, [file]: text }));
  expect(problems.map((problem) => problem.split(':')[0])).toContain(rule);
});

test('a configuration that leaves out a folder is found', async () => {
  const text = readFileSync(new URL('../../.dependency-cruiser.cjs', import.meta.url), 'utf8').replace(
    '|dist|data)',
    '|dist|data|modules/work)',
  );
  const problems = await dependencies.run(plantedTree({ ...clean, '.dependency-cruiser.cjs': text }));
  expect(problems.join('\n')).toMatch(/dependency-cruiser did not look at 3 of \d+ files/);
});

test('a run that reads no import, as without the parser for TypeScript, is found', async () => {
  const text = readFileSync(new URL('../../.dependency-cruiser.cjs', import.meta.url), 'utf8').replace(
    "parser: 'swc',",
    "moduleSystems: ['amd'],",
  );
  const problems = await dependencies.run(plantedTree({ ...clean, '.dependency-cruiser.cjs': text }));
  expect(problems.join('\n')).toContain('dependency-cruiser found not one import');
});
