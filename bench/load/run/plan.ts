import type { Afterwards, Arrival, Impatience } from '../client/person.ts';

/** How many people come per second, second by second. */
export type Curve = readonly number[];

/** Who the people are who come. Shares of 1. */
export interface Crowd {
  /** sign in anew; the others are devices that come back */
  newcomers: number;
  impatient: number;
  /** open a list of work after the start page; of these `handIn` also hand in */
  list: number;
  handIn: number;
  /** on average, before each further step */
  thinkMs: number;
}

/** A repeatable chance from a seed (mulberry32): the same plan every time. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The same number every second. */
export function steady(perSecond: number, seconds: number): Curve {
  return Array.from({ length: Math.round(seconds) }, () => perSecond);
}

/**
 * A rush before the bell: people in all, its busiest minute `peak` times the mean. It rises to that minute in the middle and falls again as a
 * bell curve does, over a base of those who come whenever they like.
 *
 * @param minute  seconds of the busiest minute: 60, and less in a rush whose time is cut
 */
export function rush(people: number, seconds: number, peak: number, minute: number): Curve {
  const mean = people / seconds;
  // width of the bell that gives the middle minute its share: found by halving, since a sum over seconds has no formula
  let [narrow, wide] = [minute / 20, seconds];
  let shape: number[] = [];
  for (let round = 0; round < 60; round++) {
    const width = (narrow + wide) / 2;
    shape = bell(seconds, width, 0.15);
    const middle = peakOf(shape, minute);
    if (middle > peak) narrow = width;
    else wide = width;
  }
  return shape.map((share) => share * mean);
}

/** The mean of the busiest stretch of so many seconds. */
export function peakOf(curve: Curve, seconds: number): number {
  const length = Math.max(1, Math.round(seconds));
  let sum = curve.slice(0, length).reduce((one, other) => one + other, 0);
  let most = sum;
  for (let at = length; at < curve.length; at++) {
    sum += (curve[at] ?? 0) - (curve[at - length] ?? 0);
    most = Math.max(most, sum);
  }
  return most / length;
}

/** Mean 1; a share `base` of the people comes evenly. */
function bell(seconds: number, width: number, base: number): number[] {
  const raw = Array.from({ length: Math.round(seconds) }, (_, at) => Math.exp(-(((at + 0.5 - seconds / 2) / width) ** 2) / 2));
  const sum = raw.reduce((one, other) => one + other, 0);
  return raw.map((value) => base + ((1 - base) * value * raw.length) / sum);
}

/**
 * Who comes when: each second's people at moments by chance within it, the sum right to one person. The same seed gives the same plan.
 *
 * @param first  numbers of the first person of each kind: later plans of the same run take others
 */
export function planArrivals(curve: Curve, crowd: Crowd, seed: number, first = { new: 0, returning: 0 }): Arrival[] {
  const chance = chanceOf(seed);
  const next = { ...first };
  const arrivals: Arrival[] = [];
  let owed = 0;
  for (const [second, perSecond] of curve.entries()) {
    owed += perSecond;
    const now = Math.floor(owed + 1e-9);
    owed -= now;
    const moments = Array.from({ length: now }, () => (second + chance()) * 1000).sort((one, other) => one - other);
    for (const at of moments) {
      const who = chance() < crowd.newcomers ? 'new' : 'returning';
      const isImpatient = chance() < crowd.impatient;
      arrivals.push({
        at,
        who,
        person: next[who]++,
        impatience: isImpatient ? impatient(chance) : null,
        afterwards: afterwards(crowd, chance()),
        thinkMs: crowd.thinkMs * (0.5 + chance()),
      });
    }
  }
  return arrivals;
}

function afterwards({ list, handIn }: Crowd, dice: number): Afterwards {
  if (dice >= list) return 'nothing';
  return dice < list * handIn ? 'hand-in' : 'list';
}

/** Somebody who loads again and again, some of them without what they got. */
function impatient(chance: () => number): Impatience {
  return { times: 2 + Math.floor(chance() * 4), everyMs: 700 + chance() * 2_500, forgets: chance() < 0.25 };
}
