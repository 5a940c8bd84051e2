import { expect, test } from 'vitest';
import { type GridPeriods, linesOf, rowsOf } from '../rows.ts';
import { clock } from './a-pattern.ts';

const usual: GridPeriods = {
  gridId: 'usual',
  isDefault: true,
  periods: clock.map(([starts, ends], place) => ({ number: place + 1, starts, ends })),
};
const primary: GridPeriods = {
  gridId: 'primary',
  isDefault: false,
  periods: [
    { number: 1, starts: '08:00', ends: '08:45' },
    { number: 2, starts: '08:45', ends: '09:30' },
  ],
};
const at = (gridId: string, starts: string, ends: string) => ({ gridId, starts, ends });

test('without lessons the first six periods of the usual grid stand there', () => {
  expect(rowsOf([primary, usual], []).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a school without grid has no lines', () => {
  expect(rowsOf([], [])).toEqual([]);
});

test('periods go on to the last lesson of the week', () => {
  expect(rowsOf([usual], [at('usual', '14:00', '14:45')])).toHaveLength(7);
});

test('the grid most lessons stand in gives the lines; lessons of another stand in the lines of their time', () => {
  const lessons = [at('primary', '08:00', '08:45'), at('primary', '08:45', '09:30'), at('usual', '08:45', '09:30')];
  const rows = rowsOf([usual, primary], lessons);
  expect(rows.map(({ starts }) => starts)).toEqual(['08:00', '08:45']);
  expect(linesOf(rows, at('usual', '08:45', '09:30'))).toEqual({ from: 1, to: 1 });
  expect(linesOf(rows, at('usual', '07:55', '08:50'))).toEqual({ from: 0, to: 1 });
});

test('a time beside the grid gets a line of its own, in its place', () => {
  const duty = at('breaks', '09:30', '09:50');
  const rows = rowsOf([usual], [at('usual', '09:50', '11:25'), duty]);
  expect(rows[2]).toEqual({ number: null, starts: '09:30', ends: '09:50' });
  expect(linesOf(rows, duty)).toEqual({ from: 2, to: 2 });
  expect(linesOf(rows, at('usual', '09:50', '11:25'))).toEqual({ from: 3, to: 4 });
});
