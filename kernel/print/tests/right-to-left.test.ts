import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRightToLeft, levelsOf, seenPieces } from '../right-to-left.ts';

/** A line as pdfmake breaks it: words with the space behind them. */
function seen(line: string): string {
  const levels = levelsOf(line);
  let at = 0;
  const parts = line.split(/(?<=\s)(?=\S)/).map((text) => {
    const part = { text, levels: levels.slice(at, at + text.length) };
    at += text.length;
    return part;
  });
  return seenPieces(parts)
    .map(({ text }) => text)
    .join('|');
}

test.each([
  ['Ğülşen Łukaszewska, Жанна', 'Ğülşen| |Łukaszewska,| |Жанна'],
  ['محمد الأحمد', 'الأحمد| |محمد'],
  ['Brief für محمد الأحمد', 'Brief| |für| |الأحمد| |محمد'],
  ['محمد 12 الأحمد', 'الأحمد| |12| |محمد'],
  ['für محمد 12 الأحمد und', 'für| |الأحمد| |12| |محمد| |und'],
  ['محمد (Klasse 8b) kommt', 'kommt| |(|Klasse| |8b|)| |محمد'],
  ['محمد (الصف) يأتي!', 'يأتي!| |)الصف(| |محمد'],
  ['شعبة-8b', '8b|شعبة-'],
  ['שלום an alle', 'an| |alle| |שלום'],
  ['für محمد ', 'für| |محمد'],
  ['', ''],
])('%j is seen as %j', (line, pieces) => {
  expect(seen(line)).toBe(pieces);
});

test('the first letter decides the direction of a line', () => {
  expect(isRightToLeft('12. محمد Klasse')).toBe(true);
  expect(isRightToLeft('Klasse محمد')).toBe(false);
  expect(isRightToLeft('2027')).toBe(false);
});

test('no word is lost or made up', () => {
  const word = fc.constantFrom('Anna', 'محمد', 'שלום', '12', 'x)', '–', 'Жанна');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
      const letters = (text: string) => [...text.replace(/[\s|]/g, '').replaceAll('(', ')')].toSorted();
      expect(letters(seen(words.join(' ')))).toEqual(letters(words.join('')));
    }),
  );
});
