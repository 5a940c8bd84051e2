import { expect, test } from 'vitest';
import { readPass, readPlace, writePass, writePlace } from '../place.ts';

const key = 'a key of this test';
const place = { line: 'new', number: 312, called: 40, keptUntil: 1_000 } as const;

test('a place is read as it was given', () => {
  expect(readPlace(writePlace(place, key), key, 1_000)).toEqual(place);
});

test('a place nobody asked about in time has run out', () => {
  expect(readPlace(writePlace(place, key), key, 1_001)).toBeNull();
});

test('a place cannot be made up, changed, or signed with another key', () => {
  const text = writePlace(place, key);
  expect(readPlace(text.replace('312', '12'), key, 0)).toBeNull();
  expect(readPlace(text.replace('n.', 'r.'), key, 0)).toBeNull();
  expect(readPlace(text.slice(0, -1), key, 0)).toBeNull();
  expect(readPlace(text, 'another key', 0)).toBeNull();
  for (const nonsense of [undefined, '', '.', 'n.1.1.9999999999.', `${text}.x`]) expect(readPlace(nonsense, key, 0)).toBeNull();
});

test('a place is no pass, and a pass ends', () => {
  const pass = { line: 'returning', number: 7, expires: 500 } as const;
  expect(readPass(writePass(pass, key), key, 500)).toEqual(pass);
  expect(readPass(writePass(pass, key), key, 501)).toBeNull();
  expect(readPass(writePlace(place, key), key, 0)).toBeNull();
  expect(readPlace(writePass(pass, key), key, 0)).toBeNull();
});
