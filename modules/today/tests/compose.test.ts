import { expect, test } from 'vitest';
import type { Caller } from '#kernel/access/caller.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import type { TodayItem, TodayPart } from '#kernel/module/today.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { composeToday, dayFor } from '../compose.ts';

const item = (key: string, more: Partial<TodayItem> = {}): TodayItem => ({
  key,
  module: 'm',
  icon: 'list',
  title: key,
  sub: '',
  path: 'x',
  at: null,
  until: null,
  subject: null,
  state: 'plain',
  count: null,
  ...more,
});
const feature = (id: string, part: TodayPart): Module => ({
  id,
  title: { de: id, en: id },
  uses: [],
  zone: 'teaching',
  tier: { bundle: 'basis', switchable: true },
  texts: { de: {}, en: {} },
  privacy: { holdsNothing: 'made up' },
  today: async () => part,
});

async function aDay(context: Caller['context'], features: Module[], off: string[] = []) {
  const school = await testSchool();
  const child = await aPerson(school, { firstName: 'Karla', lastName: 'Kind' });
  const personId = context === 'guardian' ? await aGuardian(school, [child]) : await aPerson(school);
  const base = school.ctx();
  // what composing asks of a caller: who and in which context
  const ctx = {
    ...base,
    school: { ...base.school, modulesOff: new Set(off) },
    language: 'de',
    caller: { personId, context },
  } as unknown as Ctx;
  const compose = async (list = features) => base.read(async (db) => composeToday(list, ctx, db, await dayFor(ctx)));
  return { child, compose };
}

test('parts of several modules come together in order of time, what has none last', async () => {
  const { compose } = await aDay('pupil', [
    feature('a', { due: [item('late', { at: '2026-11-23T16:00:00Z' }), item('some time')], counts: { 'a.list': 2 } }),
    feature('b', { due: [item('early', { at: '2026-11-23T08:00:00Z' })], waiting: [item('w')], counts: { 'a.list': 1, 'b.list': 4 } }),
  ]);
  const { today, counts } = await compose();
  expect(today.due.map(({ key }) => key)).toEqual(['early', 'late', 'some time']);
  expect(today.waiting.map(({ key }) => key)).toEqual(['w']);
  expect(counts).toEqual({ 'a.list': 3, 'b.list': 4 });
});

test('a module that is off says nothing', async () => {
  const { compose } = await aDay('pupil', [feature('a', { due: [item('x')] })], ['a']);
  expect((await compose()).today.due).toEqual([]);
});

test('what is about a child stands with the child, and only for guardians', async () => {
  const { child, compose } = await aDay('guardian', []);
  const part = { due: [item('of the child', { childId: child }), item('of the guardian')] };
  const { today } = await compose([feature('a', part)]);
  expect(today.due.map(({ key }) => key)).toEqual(['of the guardian']);
  expect(today.children).toMatchObject([{ id: child, name: 'Karla Kind', due: [{ key: 'of the child' }] }]);
});
