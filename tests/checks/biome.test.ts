import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { biome } from './biome.ts';
import { plantedTree } from './planted-tree.ts';

const clean = { 'tsconfig.server.json': '{}\n', 'kernel/time/clock.ts': 'export const limitSeconds = 5;\n' };

test('a clean tree passes', async () => {
  expect(await biome.run(plantedTree(clean))).toEqual([]);
});

test('bad format, any and ! are found, each with its place', async () => {
  const bad = 'export function first(list: any) {\n    return list.at(0)!\n}\n';
  const problems = await biome.run(plantedTree({ ...clean, 'modules/files/first.ts': bad }));
  expect(problems.join('\n')).toMatch(/modules\/files\/first\.ts:1:\d+ lint\/suspicious\/noExplicitAny/);
  expect(problems.join('\n')).toContain('noNonNullAssertion');
  expect(problems.join('\n')).toContain('modules/files/first.ts format');
});

test('a suppression without a reason is an error too', async () => {
  const bad = '// biome-ignore lint/suspicious/noExplicitAny:\nexport const anything: any = 1;\n';
  expect(await biome.run(plantedTree({ ...clean, 'kernel/anything.ts': bad }))).not.toEqual([]);
});

test('a configuration that leaves out a folder is found', async () => {
  const configuration = JSON.parse(readFileSync(new URL('../../biome.json', import.meta.url), 'utf8'));
  configuration.files.includes.push('!**/time/**');
  const problems = await biome.run(plantedTree({ ...clean, 'biome.json': `${JSON.stringify(configuration, null, 2)}\n` }));
  expect(problems.join('\n')).toMatch(/biome looked at \d+ files, but git lists \d+/);
});
