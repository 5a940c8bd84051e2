import type { Redis } from 'ioredis';

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

/** One process alone. */
export function memoryHub(now: () => number = () => performance.now()): LiveHub {
  const topics = new Map<string, Set<() => void>>();
  const woken = new Map<string, number>(); // oldest first
  return {
    wake: (schoolId, topic) => {
      const key = `${schoolId}/${topic}`;
      woken.delete(key);
      woken.set(key, now());
      for (const [old, at] of woken) {
        if (now() - at < latelyMs) break;
        woken.delete(old);
      }
      for (const look of topics.get(key) ?? []) look();
    },
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

/** Many processes, joined by a Redis-protocol server: a lost message costs one refresh, nothing else. */
export function redisHub(publisher: Redis, subscriber: Redis): LiveHub {
  const local = memoryHub();
  const channel = 'schulhof:live';
  void subscriber.subscribe(channel);
  subscriber.on('message', (_channel: string, message: string) => {
    const cut = message.indexOf('/');
    local.wake(message.slice(0, cut), message.slice(cut + 1));
  });
  return { ...local, wake: (schoolId, topic) => void publisher.publish(channel, `${schoolId}/${topic}`) };
}
