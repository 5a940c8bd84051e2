import { expect, test } from 'vitest';
import { nextLoud } from '../quiet-hours.ts';

const usual = { on: true, from: '19:00', to: '07:00', weekends: true };
const loud = (instant: string, quiet = usual) => nextLoud(new Date(instant), quiet).toISOString().replace('.000Z', 'Z');

test.each([
  ['during the day it goes at once', '2026-11-23T11:00:00Z', '2026-11-23T11:00:00Z'],
  ['one minute before it begins it goes', '2026-11-23T17:59:00Z', '2026-11-23T17:59:00Z'],
  ['from its first minute on it waits for the morning', '2026-11-23T18:00:00Z', '2026-11-24T06:00:00Z'],
  ['after midnight it waits for the same morning', '2026-11-24T01:00:00Z', '2026-11-24T06:00:00Z'],
  ['at its end it goes', '2026-11-24T06:00:00Z', '2026-11-24T06:00:00Z'],
  ['on Friday evening it waits for Monday morning', '2026-11-27T20:00:00Z', '2026-11-30T06:00:00Z'],
  ['on Saturday it waits for Monday morning', '2026-11-28T11:00:00Z', '2026-11-30T06:00:00Z'],
  ['on Sunday it waits for Monday morning', '2026-11-29T11:00:00Z', '2026-11-30T06:00:00Z'],
  ['in summer the clock is an hour ahead', '2026-06-16T20:00:00Z', '2026-06-17T05:00:00Z'],
  ['over the night in which clocks go forward it is still seven o’clock', '2026-03-27T20:00:00Z', '2026-03-30T05:00:00Z'],
])('%s', (_, instant, expected) => {
  expect(loud(instant)).toBe(expected);
});

test('hours within a day end that day', () => {
  expect(loud('2026-11-23T12:30:00Z', { on: true, from: '13:00', to: '14:00', weekends: false })).toBe('2026-11-23T13:00:00Z');
});

test('switched off nothing waits, and hours that begin and end together are none', () => {
  expect(loud('2026-11-28T23:00:00Z', { ...usual, on: false })).toBe('2026-11-28T23:00:00Z');
  expect(loud('2026-11-23T23:00:00Z', { on: true, from: '07:00', to: '07:00', weekends: false })).toBe('2026-11-23T23:00:00Z');
});
