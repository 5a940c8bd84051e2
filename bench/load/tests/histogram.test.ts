import { describe, expect, test } from 'vitest';
import { count, type Histogram, merged, percentile, total } from '../client/histogram.ts';

function of(values: readonly number[]): Histogram {
  const histogram: Histogram = new Map();
  for (const value of values) count(histogram, value);
  return histogram;
}

describe('percentiles', () => {
  test.each([0.5, 0.95, 0.99, 1])('the share %f of 1 to 1,000 ms is right within a hundredth', (share) => {
    const histogram = of(Array.from({ length: 1_000 }, (_, at) => at + 1));
    expect(Math.abs((percentile(histogram, share) ?? 0) / (share * 1_000) - 1)).toBeLessThan(0.011);
  });

  test('one slow request of a hundred is not the 99th share, two are', () => {
    const quick = Array.from({ length: 99 }, () => 5);
    expect(percentile(of([...quick, 900]), 0.99)).toBeLessThan(6);
    expect(percentile(of([...quick.slice(1), 900, 900]), 0.99)).toBeGreaterThan(800);
  });

  test('of several seconds together are those of all their requests', () => {
    const both = merged([of([1, 1, 1]), of([100])]);
    expect(total(both)).toBe(4);
    expect(percentile(both, 0.75)).toBeLessThan(2);
    expect(percentile(both, 0.76)).toBeGreaterThan(90);
  });

  test('of nothing are nothing', () => {
    expect(percentile(new Map(), 0.5)).toBeNull();
  });
});
