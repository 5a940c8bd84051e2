import { availableParallelism } from 'node:os';
import type pg from 'pg';

/** As many as there are cores to work on them, and one that is on its way: each further one only cools the caches of the others. */
const width = availableParallelism() + 1;
/** A transaction keeps its place no longer than this: slow work, or work that waits for a lock, must not stop the quick. */
const longestMs = 20;

/** Lets few transactions at once through to a pool, in order of coming. Connections used last are used first, so the same few stay warm. */
class Door {
  #inside = 0;
  #longestWaitMs = 0;
  readonly #waiting: { since: number; go(): void }[] = [];

  get waiting(): number {
    return this.#waiting.length;
  }

  /** How long one had to wait at most since this was last asked, in milliseconds; who waits still counts with what they have waited. */
  takeLongestWait(): number {
    const [first] = this.#waiting;
    const longest = Math.max(this.#longestWaitMs, first === undefined ? 0 : performance.now() - first.since);
    this.#longestWaitMs = 0;
    return longest;
  }

  /** @returns to be called when the transaction is over */
  async enter(): Promise<() => void> {
    if (this.#inside < width) this.#inside += 1;
    else await new Promise<void>((resolve) => this.#waiting.push({ since: performance.now(), go: resolve }));
    let inside = true;
    const leave = () => {
      if (!inside) return;
      inside = false;
      clearTimeout(timer);
      const next = this.#waiting.shift();
      if (next === undefined) this.#inside -= 1;
      else {
        this.#longestWaitMs = Math.max(this.#longestWaitMs, performance.now() - next.since);
        next.go();
      }
    };
    const timer = setTimeout(leave, longestMs);
    return leave;
  }
}

const doors = new WeakMap<pg.Pool, Door>();

/** The door of a pool. */
export function doorOf(pool: pg.Pool): Door {
  let door = doors.get(pool);
  if (door === undefined) {
    door = new Door();
    doors.set(pool, door);
  }
  return door;
}
