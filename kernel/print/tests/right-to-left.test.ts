import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRightToLeft, seenPieces } from '../right-to-left.ts';

test.each([
  ['Ğülşen Łukaszewska, Жанна', ['Ğülşen Łukaszewska, Жанна']],
  ['محمد الأحمد', ['محمد\u00a0الأحمد']],
  ['Brief für محمد الأحمد', ['Brief für', ' ', 'محمد\u00a0الأحمد']],
  ['محمد 12 الأحمد', ['الأحمد', ' ', '12', ' ', 'محمد']],
  ['für محمد 12 الأحمد und', ['für', ' ', 'الأحمد', ' ', '12', ' ', 'محمد', ' ', 'und']],
  ['محمد (Klasse 8b) kommt', ['(Klasse 8b) kommt', ' ', 'محمد']],
  ['שלום an alle', ['an alle', ' ', 'שלום']],
  ['für محمد ', ['für', ' ', 'محمد', ' ']],
  ['', ['']],
])('%j is seen as %j', (line, pieces) => {
  expect(seenPieces(line)).toEqual(pieces);
});

test('the first letter decides the direction of a line', () => {
  expect(isRightToLeft('12. محمد Klasse')).toBe(true);
  expect(isRightToLeft('Klasse محمد')).toBe(false);
  expect(isRightToLeft('2027')).toBe(false);
});

test('no word is lost or made up', () => {
  const word = fc.constantFrom('Anna', 'محمد', 'שלום', '12', '(x)', '–', 'Жанна');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
      const seen = seenPieces(words.join(' ')).join('').split(/[\s]+/);
      expect(seen.toSorted()).toEqual(words.toSorted());
    }),
  );
});
