import { type Result, result } from '../result.ts';
import type { Compared } from './compare.ts';
import type { Operation } from './operation.ts';

/** At 100,000 people an operation may cost so much more than at the demo city's size. */
const growthTarget = 1.2;

/** The figures of one operation: its cost beside the bare one at both sizes, and what growth adds. */
export function results({ name, targetMilliseconds: target }: Operation, compared: readonly Compared[]): Result[] {
  // several operations may stand under one name: "work: …"
  const command = `bin/bench ${name.split(':')[0]}`;
  const totalOf = (place: string) => compared.find((it) => it.target === place)?.total ?? Number.NaN;
  const [small, large, big] = [totalOf('small'), totalOf('large'), totalOf('big')];
  const growth = (label: string, value: number) =>
    result({ name: `${name}: ${label}`, value: value / small, unit: 'x', target: growthTarget, baseline: 1, command });
  return [
    result({ name, value: small, unit: 'ms', target, baseline: totalOf('small bare'), command }),
    result({ name: `${name}: 100,000 people`, value: large, unit: 'ms', target, baseline: totalOf('large bare'), command }),
    growth('growth to 100,000 people', large),
    growth('growth in a school of 30,000', big),
  ];
}
