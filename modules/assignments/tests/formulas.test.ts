import { expect, test } from 'vitest';
import { formulasIn, hasFormula } from '../web/formula/formulas-in.ts';
import { withSnippet } from '../web/formula/snippets.ts';

test('formulas between dollar signs are found in plain text', () => {
  expect(formulasIn('Es ist $x^2$, also $$\\frac{1}{2}$$')).toEqual([
    'Es ist ',
    { latex: 'x^2', isBlock: false },
    ', also ',
    { latex: '\\frac{1}{2}', isBlock: true },
  ]);
});

test.each(['5 $ oder 10 $', 'von $5 bis $10', 'nur $ eins', '\\$a$', '$ a$', '$a $', '$$', '', 'US$ und A$'])(
  '“%s” is money and words, not a formula',
  (text) => {
    expect(hasFormula(text)).toBe(false);
    expect(formulasIn(text).join('')).toBe(text);
  },
);

test('a long text of signs is read in time', () => {
  const text = `${'$a '.repeat(6000)}$`;
  const begun = performance.now();
  formulasIn(text);
  expect(performance.now() - begun).toBeLessThan(500);
});

test('a text of nothing but formulas draws a bounded number of them', () => {
  const text = '$a$ '.repeat(5000);
  expect(formulasIn(text).filter((part) => typeof part !== 'string')).toHaveLength(200);
  expect(formulasIn(text).at(-1)).toBe(` ${'$a$ '.repeat(4800)}`);
});

test('a part of a formula takes up what is marked, and the caret goes behind it', () => {
  expect(withSnippet('x+1', 0, 3, '\\frac{|}{}')).toEqual({ text: '\\frac{x+1}{}', caret: 9 });
  expect(withSnippet('ab', 1, 1, '\\pi ')).toEqual({ text: 'a\\pi b', caret: 5 });
  expect(withSnippet('abc', 1, 2, '\\pi ')).toEqual({ text: 'a\\pi c', caret: 5 });
});
