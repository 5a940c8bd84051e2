import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listedFiles } from '../checks/listed-files.ts';
import { pagedContracts, uncountedLists } from './list-check.ts';

const texts = new Map(
  listedFiles('.', ['.ts'])
    .filter((file) => file.startsWith('modules/'))
    .map((file) => [file, readFileSync(file, 'utf8')]),
);

test('every list that comes in pages has a test that counts its statements', () => {
  expect(pagedContracts(texts).length).toBeGreaterThan(5);
  expect(uncountedLists(texts)).toEqual([]);
});

test('the check bites on a list that nobody counts', () => {
  const planted = new Map([
    [
      'modules/x/contract.ts',
      'export const listContract = contract({\n  answer: PageOf(Row),\n});\nexport const oneContract = contract({ answer: Row });\n',
    ],
    ['modules/x/tests/x.test.ts', 'await school.as(p).call(listContract, {});'],
  ]);
  expect(uncountedLists(planted)).toEqual(['modules/x/contract.ts: no test counts the statements of listContract']);
});
