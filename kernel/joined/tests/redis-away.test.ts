import { expect, test } from 'vitest';
import { liveHub } from '#kernel/live/hub.ts';
import { redisOthers } from '../redis.ts';
import { together } from '../together.ts';
import { hasRedis, startRedis } from './redis-server.ts';
import { until } from './until.ts';

test.skipIf(!hasRedis)('Redis killed in mid-flight: everybody goes on alone, and is joined again by itself; pages look again', async () => {
  const redis = await startRedis();
  const changes: boolean[] = [];
  const a = together(redisOthers(redis.url), (joined) => changes.push(joined));
  const b = together(redisOthers(redis.url));
  try {
    await until(() => a.joined() && b.joined());
    const hub = liveHub(a);
    let looks = 0;
    hub.follow('school', 'topic', () => (looks += 1));
    await until(() => {
      liveHub(b).wake('school', 'topic');
      return looks > 0;
    });
    await b.add('places', 40, 600);
    expect(await a.claim('once', 600)).toBe(true);

    // questions under way when it dies are answered from what is known: none fails, none is lost
    const flight = Array.from({ length: 200 }, () => a.add('places', 1, 600));
    const killed = redis.kill();
    flight.push(...Array.from({ length: 200 }, () => a.add('places', 1, 600)));
    const sums = await Promise.all(flight);
    await killed;
    expect(Math.max(...sums)).toBeGreaterThanOrEqual(400);
    await until(() => !a.joined());
    const last = await a.add('places', 1, 600);
    expect(await a.claim('once', 600)).toBe(false);
    liveHub(a).wake('school', 'topic'); // its own pages hear it still
    const before = looks;

    // it comes back empty, on the same place
    await redis.start();
    await until(() => a.joined() && b.joined());
    expect(await b.add('places', 1, 600)).toBe(last + 1);
    expect(await b.claim('once', 600)).toBe(false);
    expect(changes).toEqual([false, true]);
    await until(() => looks > before);
  } finally {
    await Promise.all([a.close(), b.close()]);
    await redis.stop();
  }
});

test.skipIf(!hasRedis)('a Redis that hangs costs one second once, not one per question', async () => {
  const redis = await startRedis();
  const a = together(redisOthers(redis.url));
  try {
    await until(() => a.joined());
    await a.add('n', 3, 60);
    redis.hold();
    const begun = performance.now();
    await Promise.all([a.add('n', 1, 60), a.add('n', 1, 60)]);
    expect(await a.add('n', 1, 60)).toBe(6);
    expect(performance.now() - begun).toBeLessThan(1_800);
    expect(a.joined()).toBe(false);
    redis.goOn();
    await until(() => a.joined());
  } finally {
    redis.goOn();
    await a.close();
    await redis.stop();
  }
});

test('no Redis at all: the program starts and counts for itself', async () => {
  const a = together(redisOthers('redis://127.0.0.1:1'));
  expect(await a.add('n', 3, 60)).toBe(3);
  expect(await a.add('n', 1, 60)).toBe(4);
  expect(a.joined()).toBe(false);
  await a.close();
});
