import { expect, test } from 'vitest';
import { readPicked } from '../browse/dropped-files.ts';
import { between } from '../browse/use-chosen.ts';
import { inParts } from '../browse/use-entry-acts.ts';

test('from one row to another all between are chosen, in both directions', () => {
  const ids = ['a', 'b', 'c', 'd'];
  expect(between(ids, 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(between(ids, 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(between(ids, 'c', 'c')).toEqual(['c']);
});

test('a row that has left the list is no beginning', () => {
  expect(between(['a', 'b', 'c'], 'gone', 'b')).toEqual(['b']);
  expect(between([], 'gone', 'gone')).toEqual([]);
});

test('many are sent two hundred at a time, all of them', async () => {
  const ids = Array.from({ length: 450 }, (_, number) => String(number));
  const sent: string[][] = [];
  const done = await inParts(ids, async (part) => sent.push(part));
  expect(sent.map(({ length }) => length)).toEqual([200, 200, 50]);
  expect(sent.flat()).toEqual(ids);
  expect(done).toEqual(ids);
});

test('after a refusal the rest stays, and what was done is told', async () => {
  const ids = Array.from({ length: 450 }, (_, number) => String(number));
  let turns = 0;
  const done = await inParts(ids, async () => {
    turns += 1;
    return turns === 2 ? undefined : {};
  });
  expect(done).toHaveLength(200);
  expect(turns).toBe(2);
});

test('a picked folder keeps its folders', () => {
  const file = new File(['x'], 'b.txt');
  Object.defineProperty(file, 'webkitRelativePath', { value: 'Ordner/Unter/b.txt' });
  expect(readPicked([file, new File(['y'], 'c.txt')].map(withPath)).map(({ folders }) => folders)).toEqual([['Ordner', 'Unter'], []]);
});

/** Node's File has no such property, a browser's always. */
function withPath(file: File): File {
  if (!('webkitRelativePath' in file)) Object.defineProperty(file, 'webkitRelativePath', { value: '' });
  return file;
}
