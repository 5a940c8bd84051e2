import { kernelRefusals } from '#kernel/errors/refusals.ts';

interface Waiting {
  since: number;
  of: string | undefined;
  go(): void;
  refuse(): void;
}

/** A way through for one kind of dear work: so much of it at once, the rest in order of coming, nothing for longer than people wait. */
export interface Lane {
  /**
   * Does the work when its turn has come.
   *
   * @param of  whose it is, where one person may only have so much of it at once: the rest of theirs waits and lets others pass
   * @throws `kernel.busy` (503) with `retryAfterSeconds` when too many wait, too much of this person waits, or it waited too long
   */
  run<R>(work: () => R | Promise<R>, of?: string): Promise<R>;
  /** Whether `run` would take it now, be it to wait. */
  hasRoom(of?: string): boolean;
  /** @throws `kernel.busy` (503) when there is no room: asked before something is counted or written that would be in vain */
  requireRoom(of?: string): void;
  readonly waiting: number;
}

export interface LaneOptions {
  atOnce: number;
  /** How many may wait. */
  most: number;
  longestMs: number;
  /** How many of one person are at work at once; four times as many of theirs may wait. Absent: as many as there is room for. */
  each?: number;
  /** Whether its waiting shows how many people can come in: true for what a sign-in needs. */
  steers?: boolean;
}

/** How a lane stands, for whoever watches the server. */
export interface LaneState {
  name: string;
  atWork: number;
  waiting: number;
  /** Since the process began. */
  refused: number;
}

const lanes = new Map<string, { state(): LaneState; oldest(): number; steers: boolean }>();

/** Of one person so many times what may be at work waits at most. */
const eachWaiting = 4;

/** A lane of this process; each name once. Between two pieces of work other requests have their turn. */
export function lane(
  name: string,
  { atOnce, most, longestMs, each = Number.POSITIVE_INFINITY, steers = false }: LaneOptions,
  now: () => number = () => performance.now(),
): Lane {
  const waiting: Waiting[] = [];
  const atWorkOf = new Map<string, number>();
  let inside = 0;
  let refused = 0;
  let isWatched = false;
  lanes.set(name, {
    steers,
    oldest: () => waiting[0]?.since ?? now(),
    state: () => ({ name, atWork: inside, waiting: waiting.length, refused }),
  });

  const refusal = () => {
    refused += 1;
    return busy(longestMs);
  };
  const hasShare = (of: string | undefined) => of === undefined || (atWorkOf.get(of) ?? 0) < each;
  const isFree = (of: string | undefined) => inside < atOnce && waiting.length === 0 && hasShare(of);
  const isFull = (of: string | undefined) => {
    if (waiting.length >= most) return true;
    return of !== undefined && waiting.filter((other) => other.of === of).length >= each * eachWaiting;
  };
  const enter = (of: string | undefined) => {
    inside += 1;
    if (of !== undefined) atWorkOf.set(of, (atWorkOf.get(of) ?? 0) + 1);
  };
  const dropOld = (): void => {
    while (waiting[0] !== undefined && now() - waiting[0].since > longestMs) waiting.shift()?.refuse();
  };
  const next = (): void => {
    dropOld();
    const place = inside < atOnce ? waiting.findIndex(({ of }) => hasShare(of)) : -1;
    const [first] = place === -1 ? [] : waiting.splice(place, 1);
    if (first === undefined) return;
    enter(first.of);
    first.go();
    next();
  };
  // only in the next turn of the event loop: work that gives nothing back meanwhile would else be done in one go, however much of it has come
  const leave = (of: string | undefined): void => {
    setImmediate(() => {
      inside -= 1;
      const left = of === undefined ? 0 : (atWorkOf.get(of) ?? 1) - 1;
      if (of !== undefined && left > 0) atWorkOf.set(of, left);
      else if (of !== undefined) atWorkOf.delete(of);
      if (waiting.length > 0) next();
    });
  };
  // where nothing ends, nobody would be told that it takes too long
  const watch = (): void => {
    if (isWatched) return;
    isWatched = true;
    const look = () => {
      isWatched = false;
      dropOld();
      if (waiting.length > 0) watch();
    };
    setTimeout(look, longestMs + 1).unref();
  };
  const turn = (of: string | undefined) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ since: now(), of, go: resolve, refuse: () => reject(refusal()) });
      watch();
      next(); // there may be room that those before have had their share of
    });

  return {
    get waiting() {
      return waiting.length;
    },
    hasRoom: (of) => isFree(of) || !isFull(of),
    requireRoom: (of) => {
      if (!isFree(of) && isFull(of)) throw refusal();
    },
    run: async (work, of) => {
      if (isFree(of)) enter(of);
      else if (isFull(of)) throw refusal();
      else await turn(of);
      try {
        return await work();
      } finally {
        leave(of);
      }
    },
  };
}

/** How long the oldest piece of waiting work has waited in the lanes that steer, in milliseconds. */
export function longestStay(): number {
  const now = performance.now();
  let longest = 0;
  for (const { steers, oldest } of lanes.values()) if (steers) longest = Math.max(longest, now - oldest());
  return longest;
}

/** All lanes of this process as they stand. */
export function laneStates(): LaneState[] {
  return [...lanes.values()].map(({ state }) => state());
}

function busy(longestMs: number) {
  return kernelRefusals.busy({ retryAfterSeconds: Math.min(60, Math.ceil(longestMs / 2000)) });
}
