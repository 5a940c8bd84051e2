import { expect, test } from 'vitest';
import { alone } from '#kernel/joined/alone.ts';
import { type Admission, admissionOver } from '../admission.ts';
import { nextPace } from '../pace.ts';
import type { LineName } from '../place.ts';

/** Admission by a clock and a pressure of ours. */
function planted() {
  const set = { now: 0, pressure: 0 };
  const admission = admissionOver({ joined: alone(), pressure: () => set.pressure, now: () => set.now, chance: () => 0.5 });
  let inside = 0;
  /** Of those called, in the new line, `come` says who comes. */
  const pass = async (seconds: number, come = false) => {
    for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
      set.now += 100;
      await admission.tick();
      while (come && inside < admission.ledger.known('new').called && admission.come('new')) inside += 1;
    }
  };
  return { set, admission, pass };
}

/** Lets in whom there is room for at once. */
function fill(admission: Admission): number {
  let inside = 0;
  while (admission.tryNow('new')) inside += 1;
  return inside;
}

async function queue(admission: Admission, line: LineName, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) await admission.ledger.issue(line);
}

test('a class comes in at once; when there is no room the next must wait', async () => {
  const { admission } = planted();
  expect(fill(admission)).toBeGreaterThanOrEqual(32);
  expect(admission.full).toBe(false);
  await admission.ledger.issue('new');
  expect(admission.full).toBe(true);
  expect(admission.waiting()).toBe(1);
});

test('nobody comes in past those who wait, even where there is room', async () => {
  const { admission } = planted();
  await admission.ledger.issue('new');
  expect(admission.tryNow('new')).toBe(false);
  expect(admission.tryNow('returning')).toBe(true);
  await admission.ledger.issue('returning');
  expect(admission.tryNow('returning')).toBe(false);
});

test('the line goes forward in order, devices that come back first, and new ones are not shut out by them', async () => {
  const { admission, pass } = planted();
  fill(admission);
  await queue(admission, 'new', 1_000);
  await queue(admission, 'returning', 1_000);
  await pass(1);
  const [returning, fresh] = [admission.ledger.known('returning').called, admission.ledger.known('new').called];
  expect(returning).toBeGreaterThan(fresh * 4);
  expect(fresh).toBeGreaterThan(0);
});

test('where it is too much nobody is called but the least; where there is room again it goes on', async () => {
  const { set, admission, pass } = planted();
  fill(admission);
  await queue(admission, 'new', 5_000);
  const inOneSecond = async () => {
    const before = admission.ledger.known('new').called;
    await pass(1);
    return admission.ledger.known('new').called - before;
  };
  const calm = await inOneSecond();
  set.pressure = 5;
  await pass(10);
  const strained = await inOneSecond();
  expect(strained).toBeGreaterThanOrEqual(9); // nobody is shut out for good
  expect(strained).toBeLessThan(calm / 4);
  set.pressure = 0.2;
  await pass(4);
  expect(await inOneSecond()).toBeGreaterThan(strained * 2);
});

test('the time told is the time it takes', async () => {
  const { set, admission, pass } = planted();
  fill(admission);
  set.pressure = 1;
  await queue(admission, 'new', 3_000);
  await pass(3, true);
  const told = admission.standing('new', 2_000);
  expect(told.place).toBe(2_000 - admission.ledger.known('new').called);
  let waited = 0;
  while (admission.ledger.known('new').called < 2_000) {
    await pass(0.1, true);
    waited += 0.1;
  }
  expect(Math.abs(waited - told.seconds) / waited).toBeLessThan(0.25);
});

test('the time told is that of minutes, not of moments; and not of minutes that are over', async () => {
  const { set, admission, pass } = planted();
  fill(admission);
  set.pressure = 1;
  await queue(admission, 'new', 20_000);
  await pass(20, true);
  const seconds = () => admission.standing('new', admission.ledger.known('new').called + 3_000).seconds;
  const calm = seconds();
  set.pressure = 1.5;
  await pass(1.5, true); // half as quick for some moments
  set.pressure = 1;
  await pass(6, true);
  expect(seconds()).toBeLessThan(calm * 1.2);
  set.pressure = 5;
  await pass(15, true);
  expect(seconds()).toBeGreaterThan(calm * 1.9);
});

test('one is told to ask again before the turn comes, and never too often', async () => {
  const { admission } = planted();
  fill(admission);
  await queue(admission, 'new', 100_000);
  for (const number of [1, 50, 500, 5_000, 100_000]) {
    const { seconds, askAfterSeconds } = admission.standing('new', number);
    expect(askAfterSeconds).toBeGreaterThanOrEqual(1.5);
    expect(askAfterSeconds).toBeLessThanOrEqual(Math.max(2, Math.min(132, seconds * 1.1)));
  }
});

test('a line that has emptied is no longer full', async () => {
  const { admission, pass } = planted();
  fill(admission);
  await queue(admission, 'new', 20);
  await pass(2);
  expect(admission.full).toBe(false);
  expect(admission.waiting()).toBe(0);
  expect(admission.tryNow('new')).toBe(true);
});

test('who was called and is on the way comes before those who never waited', async () => {
  const { set, admission, pass } = planted();
  set.pressure = 1;
  fill(admission);
  await queue(admission, 'new', 300);
  while (admission.waits('new')) await pass(0.1);
  expect(admission.tryNow('new')).toBe(false); // three hundred have been called within seconds, and none has come yet
  expect(admission.come('new')).toBe(true);
  await pass(4);
  expect(admission.tryNow('new')).toBe(true); // who has not come by now has left
});

test('room taken in vain is given back', async () => {
  const { admission } = planted();
  const most = fill(admission);
  for (let times = 0; times < most; times += 1) admission.giveBack('new');
  expect(fill(admission)).toBe(most);
});

test('one late moment is no trend', async () => {
  const calm = planted();
  const once = planted();
  for (const { set, admission, pass } of [calm, once]) {
    fill(admission);
    await queue(admission, 'new', 5_000);
    set.pressure = 0.9;
    await pass(2);
  }
  once.set.pressure = 1.05;
  await once.pass(0.1);
  once.set.pressure = 0.9;
  const reached = ({ admission }: typeof calm) => admission.ledger.known('new').called;
  await Promise.all([calm.pass(0.1), once.pass(0.1)]);
  await Promise.all([calm.pass(1), once.pass(1)]);
  expect(reached(once)).toBeGreaterThan(reached(calm) * 0.9);
});

test('two processes share one line', async () => {
  const joined = alone();
  const set = { now: 0 };
  const open = () => admissionOver({ joined, pressure: () => 0, now: () => set.now, chance: () => 0.5 });
  const [one, other] = [open(), open()];
  fill(one);
  fill(other);
  await queue(one, 'new', 500);
  expect(await other.ledger.issue('new')).toBe(501);
  set.now += 100;
  await Promise.all([one.tick(), other.tick()]);
  set.now += 100;
  await one.tick();
  await other.tick();
  const reached = other.ledger.known('new').called;
  expect(reached).toBeGreaterThan(10);
  expect(one.ledger.known('new').issued).toBe(501);
  await one.ledger.call('new', 0);
  expect(one.ledger.known('new').called).toBe(reached);
  expect(await one.ledger.spend('new', 3)).toBe(true);
  expect(await other.ledger.spend('new', 3)).toBe(false);
});

test('the pace falls quickly, grows slowly, and never ends', () => {
  expect(nextPace(1_000, 3, true)).toBeLessThan(nextPace(1_000, 1.5, true));
  expect(nextPace(1_000, 1.5, true)).toBeLessThan(1_000);
  expect(nextPace(1_000, 0.9, true)).toBeGreaterThan(1_000);
  expect(nextPace(1_000, 3, true, 5)).toBeLessThan(nextPace(1_000, 3, true) * 0.75);
  expect(nextPace(1_000, 0, true, 5)).toBe(nextPace(1_000, 0, true));
  let pace = 1_000;
  for (let times = 0; times < 1_000; times += 1) pace = nextPace(pace, 10, true);
  expect(pace).toBeGreaterThanOrEqual(40);
  for (let times = 0; times < 10_000; times += 1) pace = nextPace(pace, 0, true);
  expect(pace).toBeLessThanOrEqual(40_000);
  expect(nextPace(100, 0, false)).toBeGreaterThanOrEqual(400);
});
