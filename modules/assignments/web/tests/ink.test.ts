import { expect, test } from 'vitest';
import type { Annotation, Stroke } from '../../annotate/contract.ts';
import { annotationAt, boxOf, merged, moved, share } from '../annotate/ink.ts';
import { createInk } from '../annotate/ink-store.ts';

const stamp = (id: string, x = 0.5, y = 0.5): Annotation => ({ kind: 'stamp', id, colour: 'red', size: 'm', stamp: 'right', x, y });
const line: Stroke = {
  kind: 'pen',
  id: 'line',
  colour: 'red',
  size: 's',
  points: [
    [0.1, 0.1, 0.5],
    [0.9, 0.1, 0.5],
  ],
};
/** A4, upright, in thousandths of its width. */
const a4 = 1414;

test('what two have drawn on one page is put together: nothing is lost that either added, nothing comes back that either took away', () => {
  const base = [stamp('a'), stamp('b'), stamp('c')];
  const mine = [stamp('a'), stamp('c', 0.7), stamp('mine')];
  const theirs = [stamp('a'), stamp('b'), stamp('theirs')];
  expect(merged(base, mine, theirs).map(({ id }) => id)).toEqual(['a', 'theirs', 'c', 'mine']);
  expect(merged(base, mine, theirs).find(({ id }) => id === 'c')).toMatchObject({ x: 0.7 });
  expect(merged(base, base, theirs)).toEqual(theirs);
  expect(merged(base, mine, base)).toEqual([stamp('a'), stamp('c', 0.7), stamp('mine')]);
  expect(merged([stamp('a')], [stamp('a')], [stamp('a', 0.2)])).toEqual([stamp('a', 0.2)]);
  expect(merged([stamp('a')], [stamp('a', 0.9)], [stamp('a', 0.2)])).toEqual([stamp('a', 0.9)]);
});

test('undo and redo go back and forth by gestures, and leave alone what came from elsewhere', () => {
  const ink = createInk();
  const changed: number[] = [];
  ink.onChanged((page) => changed.push(page));
  ink.put(1, [stamp('there')]);
  ink.change(1, { added: [stamp('one')] });
  const gesture = Symbol();
  ink.change(1, { removed: [stamp('there')] }, gesture);
  ink.change(1, { removed: [stamp('one')] }, gesture);
  ink.change(2, { added: [line] });
  expect(ink.pages()).toEqual([2]);
  ink.undo();
  ink.undo();
  expect(
    ink
      .of(1)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['one', 'there']);
  ink.put(1, [...ink.of(1), stamp('colleague')]);
  ink.undo();
  expect(
    ink
      .of(1)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['colleague', 'there']);
  expect(ink.mayUndo()).toBe(false);
  ink.redo();
  ink.redo();
  expect(ink.of(1).map(({ id }) => id)).toEqual(['colleague']);
  ink.change(1, { added: [stamp('new')] });
  expect(ink.mayRedo()).toBe(false);
  expect(new Set(changed)).toEqual(new Set([1, 2]));
});

test('moving keeps an annotation at its place among the others and on the page', () => {
  const ink = createInk();
  ink.put(1, [stamp('a', 0.99), stamp('b')]);
  const [first] = ink.of(1);
  if (first === undefined) throw new Error('nothing there');
  ink.change(1, { removed: [first], added: [moved(first, { x: 0.05, y: -0.1 })] });
  expect(ink.of(1)).toEqual([stamp('a', 1, 0.4), stamp('b')]);
  ink.undo();
  expect(ink.of(1)[0]).toEqual(stamp('a', 0.99));
  expect(moved(line, { x: 0.1, y: 0.1 })).toBe(line);
  expect([share(-3), share(1.2), share(0.123_456)]).toEqual([0, 1, 0.1235]);
});

test('what lies under a pen is found along the line and not in its box; the topmost counts', () => {
  const diagonal: Stroke = {
    ...line,
    id: 'diagonal',
    points: [
      [0, 0, 0.5],
      [1, 1, 0.5],
    ],
  };
  const page = [diagonal, stamp('below', 0.5, 0.5), stamp('above', 0.5, 0.5)];
  const at = (x: number, y: number) => annotationAt(page, { x: x * 1000, y: y * a4 }, a4, 4)?.id;
  expect([at(0.25, 0.25), at(0.9, 0.1), at(0.5, 0.5), at(0.75, 0.751)]).toEqual(['diagonal', undefined, 'above', 'diagonal']);
  expect(boxOf(stamp('a', 0.5, 0.5), a4)).toEqual({ left: 474, top: 681, width: 52, height: 52 });
});
