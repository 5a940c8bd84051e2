import { doorOf } from '#kernel/db/at-once.ts';
import type { Pools } from '#kernel/db/pools.ts';
import { longestStay } from './lane.ts';

/** How hard it goes at the moment; all in milliseconds. */
export interface Strain {
  /** By which the event loop was late, of the last quarter of a second the eighth of ten. */
  loopMs: number;
  /** How long statements waited for their turn at the database, the longest since last asked. */
  databaseMs: number;
  /** How long the oldest dear step has waited in its lane. */
  laneMs: number;
}

const stepMs = 20;
const kept = 12;

/** Watches this process; the timer keeps nothing alive. */
export function watchStrain(pools: Pick<Pools, 'teaching'>): { take(): Strain; stop(): void } {
  const late: number[] = [];
  let due = performance.now() + stepMs;
  const timer = setInterval(() => {
    const now = performance.now();
    late.push(Math.max(0, now - due));
    if (late.length > kept) late.shift();
    due = now + stepMs;
  }, stepMs).unref();
  return {
    take: () => ({
      loopMs: late.toSorted((one, other) => one - other)[Math.floor(late.length * 0.8)] ?? 0,
      databaseMs: doorOf(pools.teaching).takeLongestWait(),
      laneMs: longestStay(),
    }),
    stop: () => clearInterval(timer),
  };
}

/** Where it begins to be too much; people already at work notice nothing below. */
const marks: Strain = { loopMs: 20, databaseMs: 40, laneMs: 100 };

/** 1 where one of the marks is reached, 0 at rest. */
export function pressureOf(strain: Strain): number {
  return Math.max(strain.loopMs / marks.loopMs, strain.databaseMs / marks.databaseMs, strain.laneMs / marks.laneMs);
}
