import { expect, test } from 'vitest';
import { plantedTree } from './planted-tree.ts';
import { types } from './types.ts';

const clean = {
  'kernel/time/clock.ts': 'export const limitSeconds: number = 5;\n',
  'kernel/web/call.ts': 'export const place: string = location.href;\n',
};

test('a clean tree of both programs passes', async () => {
  expect(await types.run(plantedTree(clean))).toEqual([]);
});

test('a wrong type is found in either program, and enums are not allowed', async () => {
  const tree = plantedTree({
    ...clean,
    'kernel/time/wrong.ts': "export const limitSeconds: number = 'five';\n",
    'kernel/ui/Wrong.tsx': 'export const place: number = location.href;\n',
    'kernel/time/enum.ts': 'export enum Day { monday }\n',
  });
  const problems = (await types.run(tree)).join('\n');
  expect(problems).toContain('kernel/time/wrong.ts(1,14)');
  expect(problems).toContain('kernel/ui/Wrong.tsx(1,14)');
  expect(problems).toContain('kernel/time/enum.ts');
});

test('a file that belongs to no program is found', async () => {
  const problems = await types.run(plantedTree({ ...clean, 'gateway/main.ts': 'export const main = 1;\n' }));
  expect(problems).toEqual(['tsc did not look at 1 of 3 files git lists: gateway/main.ts']);
});
