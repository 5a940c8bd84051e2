import { Redis } from 'ioredis';

export interface RedisLines {
  publisher: Redis;
  /** A connection that subscribes can do nothing else. */
  subscriber: Redis;
  close(): void;
}

/** The Redis-protocol server that joins several processes; null on one machine alone. */
export function openRedis(url: string | undefined): RedisLines | null {
  if (url === undefined || url === '') return null;
  const publisher = new Redis(url);
  const subscriber = new Redis(url);
  return {
    publisher,
    subscriber,
    close: () => {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
