import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alone } from '../alone.ts';
import type { Joined } from '../joined.ts';
import { memoryNumbers } from '../numbers.ts';
import { type ProcessLine, primaryNumbers, primaryOthers } from '../primary.ts';
import { redisOthers } from '../redis.ts';
import { together } from '../together.ts';
import { hasRedis, startRedis, type TestRedis } from './redis-server.ts';
import { until } from './until.ts';

/** Both ends of a line between two processes; what is said arrives later, as between real ones, and as JSON. */
function line(): { worker: ProcessLine; primary: ProcessLine } {
  const heard: { worker: ((m: unknown) => void)[]; primary: ((m: unknown) => void)[] } = { worker: [], primary: [] };
  const end = (own: 'worker' | 'primary', other: 'worker' | 'primary'): ProcessLine => ({
    send: (message) => {
      const text = JSON.stringify(message);
      setImmediate(() => {
        for (const listen of heard[other]) listen(JSON.parse(text));
      });
    },
    onMessage: (listen) => void heard[own].push(listen),
  });
  return { worker: end('worker', 'primary'), primary: end('primary', 'worker') };
}

let redis: TestRedis | undefined;
beforeAll(async () => {
  if (hasRedis) redis = await startRedis();
});
afterAll(() => redis?.stop());

/** Two processes joined each way; alone, both are the same. */
const ways: [string, boolean, () => [Joined, Joined]][] = [
  [
    'alone',
    true,
    () => {
      const one = alone();
      return [one, one];
    },
  ],
  [
    'over the primary process',
    true,
    () => {
      const takeIn = primaryNumbers();
      return [line(), line()].map(({ worker, primary }) => {
        takeIn(primary);
        return together(primaryOthers(worker));
      }) as [Joined, Joined]; // two in, two out
    },
  ],
  ['over Redis', hasRedis, () => [together(redisOthers(redis?.url ?? '')), together(redisOthers(redis?.url ?? ''))]],
];

describe.each(ways)('two processes %s', (name, possible, open) => {
  let a: Joined;
  let b: Joined;
  beforeAll(async () => {
    if (!possible) return;
    [a, b] = open();
    await until(() => a.joined() && b.joined());
  });
  afterAll(async () => {
    await a?.close();
    await b?.close();
  });
  const it = test.skipIf(!possible);

  it('count one number', async () => {
    expect(await a.add('n', 2, 60)).toBe(2);
    expect(await b.add('n', 3, 60)).toBe(5);
    const sums = await Promise.all(Array.from({ length: 50 }, (_, index) => (index % 2 ? a : b).add('many', 1, 60)));
    expect(sums.sort((x, y) => x - y)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('raise a number, never lower it', async () => {
    expect(await a.raise('high', 7, 60)).toBe(7);
    expect(await b.raise('high', 4, 60)).toBe(7);
    expect(await b.raise('high', 3_000_000_000, 60)).toBe(3_000_000_000);
    expect(await a.add('high', 1, 60)).toBe(3_000_000_001);
  });

  it('forget a number after its seconds; a claim lasts from the first', async () => {
    expect(await a.add('short', 5, 0.2)).toBe(5);
    expect(await a.claim('short', 0.4)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await b.add('short', 1, 60)).toBe(1);
    expect(await b.claim('short', 0.4)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await b.claim('short', 0.4)).toBe(true);
  });

  it('claim once', async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? a : b).claim('mine', 60)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('hear what either says, each word once', async () => {
    const heard: string[] = [];
    a.hear('c', (message) => heard.push(`a ${message}`));
    if (b !== a) b.hear('c', (message) => heard.push(`b ${message}`));
    a.hear('other', () => heard.push('wrong channel'));
    // the first word may go out before the other listens
    const expected = name === 'alone' ? ['a 1'] : ['a 1', 'b 1'];
    await until(() => {
      if (!heard.includes('b 1') && !heard.includes('a 1')) a.tell('c', '1');
      return heard.length >= expected.length;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard.sort()).toEqual(expected);
  });
});

test('a primary that does not answer is away after a second, once; numbers go on from the last known, and it is told when it is back', async () => {
  const takeIn = primaryNumbers();
  const { worker, primary } = line();
  let held = false;
  takeIn({ ...primary, send: (message) => (held ? undefined : primary.send(message)) });
  const changes: boolean[] = [];
  const one = together(primaryOthers(worker), (joined) => changes.push(joined));
  const other = line();
  takeIn(other.primary);
  const two = together(primaryOthers(other.worker));
  await until(() => one.joined() && two.joined());
  await two.add('n', 10, 60);
  expect(await one.add('n', 1, 60)).toBe(11);

  held = true;
  const begun = performance.now();
  // heard by the primary, only the answer is lost: alone we count it once ourselves
  expect(await one.add('n', 1, 60)).toBe(12);
  expect(performance.now() - begun).toBeGreaterThan(900);
  expect(one.joined()).toBe(false);
  const next = performance.now();
  expect(await one.add('n', 5, 60)).toBe(17);
  expect(performance.now() - next).toBeLessThan(200);

  held = false;
  await until(() => one.joined());
  expect(await two.add('n', 1, 60)).toBe(18);
  expect(changes).toEqual([false, true]);
  await Promise.all([one.close(), two.close()]);
});

test('numbers nobody touches do not fill the memory', () => {
  let now = 0;
  const numbers = memoryNumbers(() => now, 2_000);
  for (let index = 0; index < 1_500; index += 1) numbers.act({ do: 'add', key: `old ${index}`, by: 1, seconds: 1 });
  now = 2_000;
  for (let index = 0; index < 10_000; index += 1) {
    numbers.act({ do: 'add', key: `new ${index}`, by: 1, seconds: 1_000 });
    numbers.act({ do: 'add', key: 'busy', by: 1, seconds: 1_000 });
  }
  expect(numbers.all().length).toBeLessThanOrEqual(2_000);
  expect(numbers.act({ do: 'add', key: 'busy', by: 1, seconds: 1 })).toBe(10_001);
  expect(numbers.act({ do: 'add', key: 'new 9999', by: 1, seconds: 1 })).toBe(2);
});
