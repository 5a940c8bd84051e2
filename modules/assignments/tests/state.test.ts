import { expect, test } from 'vitest';
import { isClosed, isLate, workState } from '../state.ts';

const nothing = { seen: false, begun: false, handedIn: false };
const at = (text: string) => new Date(text);
const due = at('2026-11-24T17:00:00Z');
const closes = at('2026-11-25T17:00:00Z');
const before = (instant: Date) => new Date(instant.getTime() - 1);
const after = (instant: Date) => new Date(instant.getTime() + 1);

test.each([
  ['unopened work is new', { dueAt: due, closesAt: closes }, nothing, before(due), 'new'],
  ['opened work is begun', { dueAt: due, closesAt: closes }, { ...nothing, seen: true }, before(due), 'begun'],
  ['work with a draft is begun', { dueAt: due, closesAt: closes }, { ...nothing, begun: true }, before(due), 'begun'],
  ['at the due time itself one is in time', { dueAt: due, closesAt: closes }, nothing, due, 'new'],
  ['a millisecond later it is overdue', { dueAt: due, closesAt: closes }, { ...nothing, seen: true }, after(due), 'overdue'],
  ['a millisecond before closing it is overdue', { dueAt: due, closesAt: closes }, nothing, before(closes), 'overdue'],
  ['at the closing time it is past', { dueAt: due, closesAt: closes }, { ...nothing, begun: true }, closes, 'past'],
  ['when it closes at the due time, that instant is past', { dueAt: due, closesAt: due }, nothing, due, 'past'],
  ['without closing time it stays overdue', { dueAt: due, closesAt: null }, nothing, at('2027-07-01T00:00:00Z'), 'overdue'],
  ['without due time it is open until it closes', { dueAt: null, closesAt: closes }, nothing, before(closes), 'new'],
  ['without any time it never ends', { dueAt: null, closesAt: null }, nothing, at('2030-01-01T00:00:00Z'), 'new'],
  ['handed-in work is done, before the due time', { dueAt: due, closesAt: closes }, { ...nothing, handedIn: true }, before(due), 'done'],
  ['handed-in work is done, after closing too', { dueAt: due, closesAt: closes }, { ...nothing, handedIn: true }, after(closes), 'done'],
] as const)('%s', (_sentence, times, progress, now, state) => {
  expect(workState(times, progress, now)).toBe(state);
});

test('a due time in the hour that comes twice in October is one instant', () => {
  const second = at('2026-10-25T01:30:00Z'); // 2:30 for the second time in Berlin
  expect(isLate(second, at('2026-10-25T00:30:00Z'))).toBe(false); // 2:30 for the first time
  expect(isLate(second, at('2026-10-25T01:30:00.001Z'))).toBe(true);
});

test('what never closes is never closed', () => {
  expect(isClosed(null, at('2099-01-01T00:00:00Z'))).toBe(false);
});
