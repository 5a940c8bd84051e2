import { expect, test } from 'vitest';
import { wantedPath } from '../after.ts';
import de from '../texts/de.json' with { type: 'json' };
import en from '../texts/en.json' with { type: 'json' };

const origin = 'https://schulhof.example';
const wanted = (weiter: string) => wantedPath(`?weiter=${encodeURIComponent(weiter)}`, ['goethe', 'park'], origin);

test('one comes to the page of the own school that was wanted', () => {
  expect(wanted('/goethe/aufgaben/1?stand=offen')).toBe('/goethe/aufgaben/1?stand=offen');
  expect(wanted('/park/heute')).toBe('/park/heute');
  expect(wantedPath('', ['goethe'], origin)).toBeNull();
});

test.each([
  'https://evil.example/goethe/heute',
  '//evil.example/goethe/heute',
  '/\\evil.example/goethe/heute',
  '/\t/evil.example/goethe/heute',
  'javascript:alert(1)',
  '/schiller/heute',
  '/goethe/../schiller/heute',
  '/goethe/anmelden?weiter=/goethe/anmelden',
  'goethe/heute',
])('%s leads nowhere', (weiter) => {
  expect(wanted(weiter)).toBeNull();
});

test('both languages have the same texts with the same places to fill', () => {
  const shape = (texts: Record<string, Record<string, string>>) =>
    Object.entries(texts).flatMap(([page, entries]) =>
      Object.entries(entries).map(([key, text]) => `${page}.${key} ${[...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort()}`),
    );
  expect(shape(en)).toEqual(shape(de));
});
