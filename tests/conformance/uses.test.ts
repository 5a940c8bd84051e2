import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modules } from '#apps/modules.ts';
import { listedFiles } from '../checks/listed-files.ts';
import { checkUses } from '../checks/uses.ts';

test('every manifest’s `uses` is what its imports and its SQL do', () => {
  const texts = new Map(
    listedFiles('.', ['.ts', '.tsx', '.sql'])
      .filter((file) => file.startsWith('modules/'))
      .map((file) => [file, readFileSync(file, 'utf8')]),
  );
  const facts = modules.map(({ id, uses }) => ({ id, uses, schemas: [id.replaceAll('-', '_')] }));
  expect(checkUses(facts, texts)).toEqual([]);
});
