import { expect, test } from 'vitest';
import { slashAt, withComment } from '../web/slash.ts';

test('a slash at the beginning of a word asks for a comment, one within words or numbers does not', () => {
  expect(slashAt('Gut. /Kla', 9)).toEqual({ from: 5, to: 9, words: 'kla' });
  expect(slashAt('/', 1)).toEqual({ from: 0, to: 1, words: '' });
  expect([slashAt('und/oder', 8), slashAt('3 / 4', 5), slashAt('Gut', 3)]).toEqual([null, null, null]);
});

test('a comment takes the place of the slash and stays parted from what is around it', () => {
  expect(withComment('Gut. /kla', 'Klammern!', { from: 5, to: 9, words: '' })).toEqual({ text: 'Gut. Klammern!', caret: 14 });
  expect(withComment('Gut.Ende', 'Klammern!', { from: 4, to: 4, words: '' })).toEqual({ text: 'Gut. Klammern! Ende', caret: 14 });
  expect(withComment('', 'Klammern!', { from: 0, to: 0, words: '' })).toEqual({ text: 'Klammern!', caret: 9 });
});
