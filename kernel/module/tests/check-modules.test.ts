import { expect, test } from 'vitest';
import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { eventType } from '#kernel/events/event.ts';
import { checkModules } from '../check-modules.ts';
import { listener, type Module, route } from '../manifest.ts';

const base = (id: string, more: Partial<Module> = {}): Module => ({
  id,
  title: { de: id, en: id },
  uses: [],
  zone: 'teaching',
  tier: { bundle: 'basis', switchable: false },
  texts: { de: {}, en: {} },
  privacy: { holdsNothing: 'a module made for this test only' },
  ...more,
});
const doors = base('doors', { callers: async () => null, devices: { renewAll: async () => [], schoolsOf: async () => [] } });
const check = (...modules: Module[]) => checkModules([doors, ...modules]);
const get = contract({ method: 'GET', path: '/x', summary: 'x', answer: T.Object({}) });

test('modules come in the order of uses', () => {
  expect(check(base('b', { uses: ['a'] }), base('a')).map((module) => module.id)).toEqual(['doors', 'a', 'b']);
});

test.each<[string, () => unknown, string]>([
  ['a cycle', () => check(base('a', { uses: ['b'] }), base('b', { uses: ['a'] })), 'cycle: a → b → a'],
  ['an unknown use', () => check(base('a', { uses: ['gone'] })), 'uses unknown gone'],
  ['two of one name', () => check(base('a'), base('a')), 'same id'],
  [
    'a right without prefix',
    () => check(base('a', { permissions: [{ id: 'b.do', title: { de: '', en: '' }, defaults: [] }] })),
    'lacks the prefix',
  ],
  ['a route with an unknown right', () => check(base('a', { routes: [route(get, 'a.gone', async () => ({}))] })), 'unknown right a.gone'],
  [
    'two routes of one address',
    () => check(base('a', { routes: [route(get, null, async () => ({}))] }), base('b', { routes: [route(get, null, async () => ({}))] })),
    'declared by a and b',
  ],
  [
    'an unannounced event',
    () => check(base('a', { listens: [listener(eventType('b.done', T.Object({})), 'x', async () => {})] })),
    'unannounced b.done',
  ],
  [
    'a refusal nobody declares',
    () => check(base('a', { routes: [route(contract({ ...get, refusals: ['a.never'] }), null, async () => ({}))] })),
    'unknown refusal a.never',
  ],
  ['nobody who knows callers', () => checkModules([base('a')]), 'knows callers'],
])('%s stops the start', (_name, attempt, words) => {
  expect(attempt).toThrow(words);
});
