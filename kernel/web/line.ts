import { type Told, toldBy } from './line-answer.ts';
import { pauseMs } from './pause.ts';

/** What is to be told while something waits for the server to have room. */
export interface Waiting {
  /** 1 is the next; null where only a dear step has no room: there is no line for that. */
  place: number | null;
  /** What the server said at `at`; null without a place. */
  seconds: number | null;
  /** Milliseconds since 1970. */
  at: number;
  /** The line to the server is lost; the place is kept all the same. */
  isLost: boolean;
  /** How many of those who wait want to write something. */
  wishes: number;
}

interface Options {
  /** May go out again after a lost line: a read, or a write the server knows again. */
  repeatable: boolean;
  /** Somebody has pressed something for it. */
  wish: boolean;
}

/** The place of this page in the server's line (kernel/admission): one asks, all others wait for it. */
export interface Line {
  /**
   * Fetches, and waits for room as long as it takes when the server has none, asking again by the server's own numbers. What else goes wrong
   * goes wrong at once: other answers are handed on, and a line that is lost before there was a place is a rejection as `fetch` knows it.
   */
  fetch(address: string, init: RequestInit, options: Options): Promise<Response>;
  /** Resolves when nobody of this page stands in line; for what does not go through `fetch`. */
  free(): Promise<void>;
  /** Null while nothing waits. The same object until something changes. */
  now(): Waiting | null;
  follow(changed: () => void): () => void;
  /** The way to the server may be there again: ask soon instead of at the end of a long pause. */
  hurry(): void;
}

interface Settings {
  fetch: (address: string, init: RequestInit) => Promise<Response>;
  now?: () => number;
  chance?: () => number;
}

interface One {
  wish: boolean;
}

/** What stands in front of a server that is starting again says so. */
const restarting: ReadonlySet<number> = new Set([502, 503, 504]);

/** Opens a line over a way to fetch. */
export function openLine({ fetch, now = Date.now, chance = Math.random }: Settings): Line {
  const followers = new Set<() => void>();
  /** In order of coming; the first is the one who asks. */
  const inLine: One[] = [];
  const busy = new Set<One>();
  let standing: { place: number; seconds: number; at: number; dueAt: number; losses: number } | null = null;
  let shown: Waiting | null = null;

  const changed = () => {
    shown = show();
    for (const follower of [...followers]) follower();
  };
  const show = (): Waiting | null => {
    const wishes = [...inLine, ...busy].filter(({ wish }) => wish).length;
    if (standing !== null && inLine.length > 0) {
      const { place, seconds, at, losses } = standing;
      return { place, seconds, at, isLost: losses > 0, wishes };
    }
    return busy.size === 0 ? null : { place: null, seconds: null, at: shown?.place === null ? shown.at : now(), isLost: false, wishes };
  };

  const stand = (one: One, told: Extract<Told, { is: 'full' }>) => {
    if (!inLine.includes(one)) inLine.push(one);
    if (inLine[0] === one || standing === null) {
      const dueAt = now() + told.askAfterSeconds * 1000 * (1 + chance() * 0.15);
      standing = { place: told.place, seconds: told.seconds, at: now(), dueAt, losses: 0 };
    }
    changed();
  };
  const lose = () => {
    if (standing === null) return;
    standing = { ...standing, losses: standing.losses + 1, dueAt: now() + pauseMs(standing.losses, chance()) };
    changed();
  };
  const leave = (one: One, isIn: boolean) => {
    const at = inLine.indexOf(one);
    busy.delete(one);
    if (at === -1) return changed();
    inLine.splice(at, 1);
    // in: the others follow, now that there is a session again
    if (isIn) inLine.length = 0;
    if (inLine.length === 0) standing = null;
    changed();
  };

  /** Resolves when the way is free, or when this one is the first and it is time to ask. */
  const turn = (one: One, signal: AbortSignal | null | undefined) =>
    new Promise<void>((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const end = (then: () => void) => {
        followers.delete(look);
        signal?.removeEventListener('abort', look);
        then();
      };
      const look = () => {
        clearTimeout(timer);
        if (signal?.aborted) return end(() => reject(signal.reason));
        if (standing === null || !inLine.includes(one)) return end(resolve);
        if (inLine[0] !== one) return;
        const leftMs = standing.dueAt - now();
        if (leftMs <= 0) return end(resolve);
        timer = setTimeout(look, leftMs);
      };
      followers.add(look);
      signal?.addEventListener('abort', look);
      look();
    });
  const pause = (ms: number, signal: AbortSignal | null | undefined) =>
    new Promise<void>((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end);
    });

  return {
    fetch: async (address, init, { repeatable, wish }) => {
      const one: One = { wish };
      let isIn = false;
      try {
        if (standing !== null) {
          inLine.push(one);
          changed();
        }
        for (;;) {
          if (inLine.includes(one)) await turn(one, init.signal);
          const answer = await fetch(address, init).catch((error: unknown) => {
            if (!repeatable || init.signal?.aborted || !inLine.includes(one)) throw error;
            return null;
          });
          const told = answer === null ? null : await toldBy(answer);
          if (answer === null || (told === null && restarting.has(answer.status) && repeatable && inLine.includes(one))) lose();
          else if (told?.is === 'full') stand(one, told);
          else if (told?.is === 'busy') {
            // whoever finds a dear step full is in
            if (inLine.includes(one)) leave(one, true);
            busy.add(one);
            changed();
            await pause(told.retryAfterSeconds * 1000 * (1 + chance() / 2), init.signal);
          } else {
            isIn = true;
            return answer;
          }
        }
      } finally {
        leave(one, isIn);
      }
    },
    free: () =>
      new Promise((resolve) => {
        const look = () => {
          if (standing !== null) return;
          followers.delete(look);
          resolve();
        };
        followers.add(look);
        look();
      }),
    now: () => shown,
    follow: (follower) => {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    hurry: () => {
      if (standing === null || standing.losses === 0) return;
      standing = { ...standing, dueAt: Math.min(standing.dueAt, now() + chance() * 1500) };
      changed();
    },
  };
}

/** The line of this page. */
export const line = openLine({ fetch: (address, init) => fetch(address, init) });
if (typeof addEventListener === 'function') addEventListener('online', () => line.hurry());
