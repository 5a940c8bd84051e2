import { getSchema } from '@tiptap/core';
import { expect, test } from 'vitest';
import { docOf, textOf } from '../typed/typed-doc.ts';
import { linesOf, typedNodes } from '../typed/typed-nodes.ts';

const picture = '![Skizze](picture:0191f0a0-0000-7000-8000-000000000000 20x10)';
const schema = getSchema(
  typedNodes(
    () => [],
    () => true,
  ),
);

test('what was typed is the same text after it lay in the editor', () => {
  for (const text of [
    '',
    'a',
    'a\n\n\nb',
    '  zwei  Leerzeichen \n',
    `${picture}`,
    `a\n${picture}\nb`,
    `${picture}\n${picture}\n\nb`,
    'Kosten: 5 $ oder $x^2$',
    '![kein Bild](https://x.invalid/a.png) <b>&amp;',
  ]) {
    const doc = schema.nodeFromJSON(docOf(text));
    doc.check();
    expect(textOf(doc.toJSON())).toBe(text);
  }
});

test('a picture within a line gets a line of its own, and no word is lost', () => {
  expect(textOf(docOf(`a ${picture} b\r\nc`))).toBe(`a \n${picture}\n b\nc`);
});

test('one can write on behind a picture at the end', () => {
  expect(docOf(picture).content?.map(({ type }) => type)).toEqual(['image', 'paragraph']);
});

test('what is pasted keeps its empty lines', () => {
  const lines = linesOf(schema, 'eins\r\n\r\ndrei').content;
  expect(Array.from({ length: lines.childCount }, (_, place) => lines.child(place).textContent)).toEqual(['eins', '', 'drei']);
});
