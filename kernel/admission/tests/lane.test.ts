import { expect, test } from 'vitest';
import { lane, laneStates, longestStay } from '../lane.ts';

/** Work that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = (number: number) => () => {
    begun.push(number);
    return new Promise<number>((resolve) => ends.push(() => resolve(number)));
  };
  return { work, begun, end: () => ends.shift()?.() };
}

const breath = () => new Promise((resolve) => setTimeout(resolve, 5));

test('so much at once, the rest in order of coming', async () => {
  const way = lane('test: order', { atOnce: 2, most: 10, longestMs: 10_000 });
  const { work, begun, end } = held();
  const all = [1, 2, 3, 4].map((number) => way.run(work(number)));
  await breath();
  expect(begun).toEqual([1, 2]);
  end();
  await breath();
  expect(begun).toEqual([1, 2, 3]);
  for (let left = 0; left < 3; left += 1) {
    end();
    await breath();
  }
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
});

test('who finds too many waiting is refused at once', async () => {
  const way = lane('test: most', { atOnce: 1, most: 1, longestMs: 10_000 });
  const { work, end } = held();
  const first = way.run(work(1));
  const second = way.run(work(2));
  await expect(way.run(work(3))).rejects.toMatchObject({ code: 'kernel.busy', status: 503 });
  end();
  await first;
  await breath();
  end();
  expect(await second).toBe(2);
});

test('what waited too long is refused when its turn comes, and the next has its turn', async () => {
  let now = 0;
  const way = lane('test: age', { atOnce: 1, most: 10, longestMs: 100 }, () => now);
  const { work, begun, end } = held();
  const first = way.run(work(1));
  const old = way.run(work(2));
  now = 80;
  const young = way.run(work(3));
  now = 150;
  end();
  await first;
  await expect(old).rejects.toMatchObject({ code: 'kernel.busy', data: { retryAfterSeconds: 1 } });
  await breath();
  expect(begun).toEqual([1, 3]);
  end();
  expect(await young).toBe(3);
});

test('work that fails makes room too', async () => {
  const way = lane('test: failing', { atOnce: 1, most: 10, longestMs: 10_000 });
  const fails = way.run(() => {
    throw new Error('no');
  });
  const after = way.run(() => 'yes');
  await expect(fails).rejects.toThrow('no');
  expect(await after).toBe('yes');
});

test('only lanes that steer say how full it is', async () => {
  const { work, end } = held();
  const aside = lane('test: aside', { atOnce: 1, most: 10, longestMs: 10_000 });
  const steering = lane('test: steering', { atOnce: 1, most: 10, longestMs: 10_000, steers: true });
  const one = [aside.run(work(1)), aside.run(work(2))];
  await breath();
  expect(longestStay()).toBe(0);
  const two = [steering.run(work(3)), steering.run(work(4))];
  await breath();
  expect(longestStay()).toBeGreaterThan(1);
  for (let left = 0; left < 4; left += 1) {
    end();
    await breath();
  }
  await Promise.all([...one, ...two]);
});

test('of one person so much at once: the rest of theirs waits and lets others pass', async () => {
  const way = lane('test: each', { atOnce: 3, most: 20, longestMs: 10_000, each: 1 });
  const { work, begun, end } = held();
  const all = [way.run(work(1), 'greedy'), way.run(work(2), 'greedy'), way.run(work(3), 'modest'), way.run(work(4), 'another')];
  await breath();
  expect(begun).toEqual([1, 3, 4]);
  end();
  await breath();
  expect(begun).toEqual([1, 3, 4, 2]);
  for (let left = 0; left < 3; left += 1) end();
  await Promise.all(all);
});

test('one person cannot fill the line: beyond four times their share they are refused, and others still come in', async () => {
  const way = lane('test: flood of one', { atOnce: 1, most: 20, longestMs: 10_000, each: 1 });
  const { work, end } = held();
  const greedy = Array.from({ length: 30 }, (_, number) => way.run(work(number), 'greedy'));
  const ended = Promise.allSettled(greedy);
  expect(way.waiting).toBe(4);
  expect(() => way.requireRoom('greedy')).toThrow('kernel.busy');
  expect(() => way.requireRoom('modest')).not.toThrow();
  const modest = way.run(work(100), 'modest');
  expect(way.waiting).toBe(5);
  for (let left = 0; left < 6; left += 1) {
    end();
    await breath();
  }
  expect(await modest).toBe(100);
  expect((await ended).filter(({ status }) => status === 'rejected')).toHaveLength(25);
});

test('what waits too long is told so although nothing ends', async () => {
  const way = lane('test: stuck', { atOnce: 1, most: 10, longestMs: 20 });
  const { work, end } = held();
  const stuck = way.run(work(1));
  await expect(way.run(work(2))).rejects.toMatchObject({ code: 'kernel.busy' });
  end();
  await stuck;
});

test('work that gives nothing back meanwhile is done one piece per turn of the event loop', async () => {
  const way = lane('test: turns', { atOnce: 1, most: 100, longestMs: 10_000 });
  const order: string[] = [];
  const steps = Array.from({ length: 5 }, () => Promise.resolve().then(() => way.run(() => order.push('step'))));
  const other = (left: number) => {
    order.push('other');
    if (left > 0) setImmediate(() => other(left - 1));
  };
  setImmediate(() => other(8));
  await Promise.all(steps);
  expect(order.join(' ')).not.toContain('step step');
});

test('how a lane stands is shown, and what it has refused', async () => {
  const way = lane('test: shown', { atOnce: 1, most: 1, longestMs: 10_000 });
  const { work, end } = held();
  const both = [way.run(work(1)), way.run(work(2))];
  await expect(way.run(work(3))).rejects.toMatchObject({ code: 'kernel.busy' });
  expect(laneStates().find(({ name }) => name === 'test: shown')).toEqual({ name: 'test: shown', atWork: 1, waiting: 1, refused: 1 });
  end();
  await breath();
  end();
  await Promise.all(both);
});
