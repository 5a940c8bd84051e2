import type { Joined } from '#kernel/joined/joined.ts';
import type { LineName, Place } from './place.ts';

/** A line as all processes see it. */
export interface LineState {
  /** Places given out. */
  issued: number;
  /** Numbers up to this one may come in. */
  called: number;
}

/** Forgotten so long after the last addition: longer than any line. */
const keptSeconds = 6 * 3600;
const addressSeconds = 600;

/** The counters of a line, shared by all processes. */
export interface Ledger {
  /** A new number, the next in the line. */
  issue(line: LineName): Promise<number>;
  /** Calls so many more, 0 to look only. Never beyond who is there. */
  call(line: LineName, more: number): Promise<LineState>;
  /** True for the first who comes in with this number. */
  spend(line: LineName, number: number): Promise<boolean>;
  /** How many places an address has taken in ten minutes, this one included. */
  takenBy(address: string): Promise<number>;
  /** How often a pass has been used, this time included. */
  used(line: LineName, number: number): Promise<number>;
  /** What a server that has begun anew learns from a place that was given before. */
  learn(place: Place): Promise<void>;
  /** As this process knew it last. */
  known(line: LineName): LineState;
}

/** A ledger over what the processes share. */
export function openLedger(joined: Joined): Ledger {
  const states: Record<LineName, LineState> = { returning: { issued: 0, called: 0 }, new: { issued: 0, called: 0 } };
  const key = (line: LineName, what: string) => `admission:${line}:${what}`;
  const keep = (line: LineName, state: Partial<LineState>): LineState => {
    const known = states[line];
    known.issued = Math.max(known.issued, state.issued ?? 0);
    known.called = Math.max(known.called, state.called ?? 0);
    return known;
  };
  return {
    issue: async (line) => {
      const number = await joined.add(key(line, 'issued'), 1, keptSeconds);
      keep(line, { issued: number });
      return number;
    },
    call: async (line, more) => {
      const issued = await joined.add(key(line, 'issued'), 0, keptSeconds);
      const waiting = Math.max(0, issued - states[line].called);
      const called = await joined.add(key(line, 'called'), Math.min(more, waiting), keptSeconds);
      return keep(line, { issued, called });
    },
    spend: (line, number) => joined.claim(`admission:${line}:in:${number}`, keptSeconds),
    takenBy: (address) => joined.add(`admission:from:${address}`, 1, addressSeconds),
    used: (line, number) => joined.add(`admission:${line}:used:${number}`, 1, addressSeconds),
    learn: async ({ line, number, called }) => {
      const known = states[line];
      if (number <= known.issued && called <= known.called) return;
      const [issued, reached] = await Promise.all([
        joined.raise(key(line, 'issued'), number, keptSeconds),
        joined.raise(key(line, 'called'), called, keptSeconds),
      ]);
      keep(line, { issued, called: reached });
    },
    known: (line) => states[line],
  };
}
