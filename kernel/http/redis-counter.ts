import type { Redis } from 'ioredis';
import { type Counter, memoryCounter } from './rate-limit.ts';

/** Counts shared by all processes. When Redis is away each process counts alone: a limit never becomes an outage. */
export function redisCounter(redis: Redis): Counter {
  const alone = memoryCounter();
  return {
    add: async (key, windowSeconds) => {
      if (redis.status !== 'ready') return alone.add(key, windowSeconds);
      const name = `schulhof:count:${key}:${Math.floor(Date.now() / 1000 / windowSeconds)}`;
      try {
        const results = await redis.multi().incr(name).expire(name, windowSeconds).exec();
        const count = results?.[0]?.[1];
        return typeof count === 'number' ? count : alone.add(key, windowSeconds);
      } catch {
        return alone.add(key, windowSeconds);
      }
    },
  };
}
