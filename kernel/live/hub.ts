import type { Joined } from '#kernel/joined/joined.ts';

/** Carries "look again" from where an event is delivered to every process that has followers. No content. */
export interface LiveHub {
  /** Wakes everybody who follows a topic of a school. */
  wake(schoolId: string, topic: string): void;
  follow(schoolId: string, topic: string, look: () => void): () => void;
  /** True when the topic woke a moment ago: a page that asked before and follows only now would have missed it. */
  wokeLately(schoolId: string, topic: string): boolean;
  followers(): number;
}

/** Longer than a slow page takes from its first answer to following. */
const latelyMs = 30_000;

/** The channel of words between processes. */
const channel = 'live';

/** Looks after a gap are spread over this time: a process may hold the pages of a whole city. */
const afterGapMs = 5_000;

/**
 * The followers of this process, woken by every process it is joined with. A lost word costs one look: after a gap every followed topic is woken.
 *
 * @param now  milliseconds, monotonic
 */
export function liveHub(joined: Joined, now: () => number = () => performance.now()): LiveHub {
  const topics = new Map<string, Set<() => void>>();
  const woken = new Map<string, number>(); // oldest first
  const wakeHere = (key: string) => {
    woken.delete(key);
    woken.set(key, now());
    for (const [old, at] of woken) {
      if (now() - at < latelyMs) break;
      woken.delete(old);
    }
    for (const look of topics.get(key) ?? []) look();
  };
  joined.hear(channel, wakeHere);
  joined.afterGap(() => {
    for (const key of topics.keys()) setTimeout(() => wakeHere(key), Math.random() * afterGapMs).unref();
  });
  return {
    wake: (schoolId, topic) => joined.tell(channel, `${schoolId}/${topic}`),
    wokeLately: (schoolId, topic) => now() - (woken.get(`${schoolId}/${topic}`) ?? Number.NEGATIVE_INFINITY) < latelyMs,
    follow: (schoolId, topic, look) => {
      const key = `${schoolId}/${topic}`;
      const followers = topics.get(key) ?? new Set();
      topics.set(key, followers.add(look));
      return () => {
        followers.delete(look);
        if (followers.size === 0) topics.delete(key);
      };
    },
    followers: () => [...topics.values()].reduce((sum, followers) => sum + followers.size, 0),
  };
}
