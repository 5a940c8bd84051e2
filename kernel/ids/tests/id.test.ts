import { expect, test } from 'vitest';
import { isId, newId } from '../id.ts';
import { hashToken, newCode, newToken, readCode } from '../token.ts';

test('ids are version 7 and come in order of time', async () => {
  const first = newId();
  await new Promise((resolve) => setTimeout(resolve, 2));
  const second = newId();
  expect(isId(first)).toBe(true);
  expect(first[14]).toBe('7');
  expect(first < second).toBe(true);
  expect(isId("'; drop table")).toBe(false);
});

test('a typed code is read however people write it', () => {
  const code = newCode();
  expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
  expect(readCode(code.toLowerCase().replaceAll('-', ' '))).toBe(code);
  expect(readCode(` ${code.replaceAll('-', '')} `)).toBe(code);
});

test('tokens are long and never alike', () => {
  expect(new Set(Array.from({ length: 100 }, newToken)).size).toBe(100);
  expect(hashToken('a')).toHaveLength(64);
});
