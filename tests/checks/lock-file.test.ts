import { expect, test } from 'vitest';
import { lockFile } from './lock-file.ts';
import { plantedTree } from './planted-tree.ts';

const wanted = { name: 'planted', dependencies: { a: '1.0.0' } };
const packages = {
  '': wanted,
  'node_modules/a': { version: '1.0.0', dependencies: { b: '^2.0.0' }, optionalDependencies: { 'a-darwin-arm64': '1.0.0' } },
  'node_modules/a/node_modules/b': { version: '2.1.0' },
  'node_modules/a-darwin-arm64': { version: '1.0.0', optional: true },
};

function check(lock: object, named: object = wanted): Promise<string[]> {
  return lockFile.run(plantedTree({ 'package.json': JSON.stringify(named), 'package-lock.json': JSON.stringify({ packages: lock }) }));
}

test('a whole lock file passes', async () => {
  expect(await check(packages)).toEqual([]);
});

test('a package for another platform that npm left out is found', async () => {
  const { 'node_modules/a-darwin-arm64': _left, ...rest } = packages;
  expect(await check(rest)).toEqual(['package-lock.json lacks a-darwin-arm64@1.0.0; run: node bin/complete-lock.ts']);
});

test('a package.json that has moved on, and a version that is a range, are found', async () => {
  expect(await check(packages, { name: 'planted', dependencies: { a: '^1.0.1' } })).toEqual([
    'package.json wants a@^1.0.1, package-lock.json has 1.0.0; run: npm install',
    'package.json: a@^1.0.1 is not an exact version',
  ]);
});
