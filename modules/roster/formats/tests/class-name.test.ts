import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classMatchName, upperStartOf, yearLevelOf } from '../class-name.ts';
import { suggestClasses } from '../class-suggestion.ts';

test.each([
  ['5a', '05A'],
  ['5a', '5 A'],
  ['5a', 'Klasse 5a'],
  ['5a', 'Kl. 05 a'],
  ['7/8b', '07/08B'],
  ['Q1', 'q 1'],
  ['EF', 'ef'],
])('%s and %s are one class', (one, other) => {
  expect(classMatchName(one)).toBe(classMatchName(other));
});

test.each([
  ['5a', '5b'],
  ['5.1', '51'],
  ['C02-1', 'C2-1'],
  ['10a', '1a'],
  ['Klassik', 'ik'],
])('%s and %s are two classes', (one, other) => {
  expect(classMatchName(one)).not.toBe(classMatchName(other));
});

test('any way of writing year and letter gives the same name to compare, and comparing twice changes nothing', () => {
  const way = fc.record({
    year: fc.integer({ min: 1, max: 13 }),
    letter: fc.constantFrom('a', 'b', 'g'),
    zero: fc.boolean(),
    blank: fc.constantFrom('', ' ', '\u00a0'),
    upper: fc.boolean(),
    word: fc.constantFrom('', 'Klasse ', 'Kl. ', ' '),
  });
  fc.assert(
    fc.property(way, ({ year, letter, zero, blank, upper, word }) => {
      const written = `${word}${zero ? '0' : ''}${year}${blank}${upper ? letter.toUpperCase() : letter}`;
      expect(classMatchName(written)).toBe(`${year}${letter}`);
    }),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }).filter((name) => !/^\s*kl/i.test(name)),
      (name) => {
        expect(classMatchName(classMatchName(name))).toBe(classMatchName(name));
      },
    ),
  );
});

test.each([
  ['5a', '05'],
  ['05A', '05'],
  ['5.1', '05'],
  ['10c', '10'],
  ['Q11', '11'],
  ['MSS 12', '12'],
  ['EF', '11'],
  ['EFa', '11'],
  ['E-Phase', '11'],
  ['Q2', '13'],
  ['7/8b', null],
  ['FLEX', null],
  ['Vorklasse', null],
  ['C02-1', null],
  ['FGEXV', null],
  ['99', null],
])('%s is of year %s', (name, level) => {
  expect(yearLevelOf(name, 11)).toBe(level);
});

test('the upper level begins after year 9 or 10, by the other classes; nothing is claimed without them', () => {
  expect(upperStartOf(['05A', '09b', 'EF', 'Q1'])).toBe(10);
  expect(upperStartOf(['9a', '10a', 'EF'])).toBe(11);
  expect(upperStartOf(['EF', 'Q1'])).toBeNull();
  expect(yearLevelOf('EF', null)).toBeNull();
});

test('a mistyped class gets the nearest ones of its year as a suggestion', () => {
  const classes = ['8a', '8b', '9b', '10a', 'EF'];
  expect(suggestClasses('8bb', classes)).toEqual(['8b']);
  expect(suggestClasses('8x', classes)).toEqual(['8a', '8b']);
  expect(suggestClasses('1Oa', classes)).toEqual(['10a']);
  expect(suggestClasses('FE', classes)).toEqual([]);
  expect(suggestClasses('12c', classes)).toEqual([]);
});
