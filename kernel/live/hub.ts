import type { Redis } from 'ioredis';

/** Carries "look again" from where an event is delivered to every process that has followers. No content. */
export interface LiveHub {
  /** Wakes everybody who follows a topic of a school. */
  wake(schoolId: string, topic: string): void;
  follow(schoolId: string, topic: string, look: () => void): () => void;
  followers(): number;
}

/** One process alone. */
export function memoryHub(): LiveHub {
  const topics = new Map<string, Set<() => void>>();
  return {
    wake: (schoolId, topic) => {
      for (const look of topics.get(`${schoolId}/${topic}`) ?? []) look();
    },
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
