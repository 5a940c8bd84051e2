import { expect, test } from 'vitest';
import { median } from '../cost/rounds.ts';
import { cpuSecondsOf } from '../process-time.ts';

test('work of a process shows in its CPU time', () => {
  const before = cpuSecondsOf(process.pid);
  const used = process.cpuUsage();
  while (process.cpuUsage(used).user + process.cpuUsage(used).system < 100_000) Math.sqrt(2);
  expect(cpuSecondsOf(process.pid) - before).toBeGreaterThanOrEqual(0.05);
});

test('the median is the middle, or the mean of the two in the middle', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});
