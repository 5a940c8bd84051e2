import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problemSeverities } from '../problem.ts';

const texts = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../problems.${language}.json`, import.meta.url), 'utf8'));

test.each(['de', 'en'])('every problem has a text in %s, and no text is left over', (language) => {
  expect(Object.keys(texts(language)).sort()).toEqual(Object.keys(problemSeverities).sort());
});

test('both languages fill in the same values', () => {
  const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
  const english = texts('en');
  for (const [code, text] of Object.entries(texts('de'))) expect([code, holes(english[code] ?? '')]).toEqual([code, holes(text)]);
});
