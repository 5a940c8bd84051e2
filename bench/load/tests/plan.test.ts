import { describe, expect, test } from 'vitest';
import { peakOf, planArrivals, rush, steady } from '../run/plan.ts';

const crowd = { newcomers: 0.5, impatient: 0.1, list: 0.3, handIn: 0.2, thinkMs: 1_000 };
const sum = (values: readonly number[]) => values.reduce((one, other) => one + other, 0);

describe('the plan of who comes when', () => {
  test.each([
    [24_440, 900, 4, 60],
    [2_444, 90, 4, 6],
    [1_200, 300, 2.5, 60],
  ])('a rush of %i people in %i s has them all, its busiest minute %f times the mean', (people, seconds, peak, minute) => {
    const curve = rush(people, seconds, peak, minute);
    expect(curve).toHaveLength(seconds);
    expect(sum(curve)).toBeCloseTo(people, 3);
    expect(peakOf(curve, minute) / (people / seconds)).toBeCloseTo(peak, 2);
    expect(Math.min(...curve)).toBeGreaterThan(0);
  });

  test('everybody comes, in order, within their second', () => {
    const curve = rush(1_200, 300, 2.5, 60);
    const plan = planArrivals(curve, crowd, 1);
    expect(Math.abs(plan.length - 1_200)).toBeLessThanOrEqual(1);
    expect(plan.map(({ at }) => at)).toEqual(plan.map(({ at }) => at).sort((one, other) => one - other));
    const inMiddle = plan.filter(({ at }) => at >= 120_000 && at < 180_000).length;
    expect(inMiddle / 60 / 4).toBeCloseTo(2.5, 1);
  });

  test('the same seed plans the same morning, another seed another', () => {
    const curve = steady(20, 30);
    expect(planArrivals(curve, crowd, 7)).toEqual(planArrivals(curve, crowd, 7));
    expect(planArrivals(curve, crowd, 7)).not.toEqual(planArrivals(curve, crowd, 8));
  });

  test('the crowd has its proportions, and people of a kind are numbered without a gap', () => {
    const plan = planArrivals(steady(100, 100), crowd, 3, { new: 10, returning: 0 });
    const share = (is: (arrival: (typeof plan)[number]) => boolean) => plan.filter(is).length / plan.length;
    expect(share(({ who }) => who === 'new')).toBeCloseTo(0.5, 1);
    expect(share(({ impatience }) => impatience !== null)).toBeCloseTo(0.1, 1);
    expect(share(({ afterwards }) => afterwards !== 'nothing')).toBeCloseTo(0.3, 1);
    expect(share(({ afterwards }) => afterwards === 'hand-in')).toBeCloseTo(0.06, 1);
    const numbers = plan.filter(({ who }) => who === 'new').map(({ person }) => person);
    expect(numbers).toEqual(numbers.map((_, at) => at + 10));
  });

  test('rates below one a second are not lost', () => {
    expect(planArrivals(steady(0.1, 100), crowd, 1)).toHaveLength(10);
  });
});
