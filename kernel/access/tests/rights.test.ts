import { expect, test } from 'vitest';
import type { CallerFacts } from '../caller.ts';
import type { Permission } from '../permission.ts';
import { callerFrom } from '../rights.ts';

const title = { de: 'x', en: 'x' };
const permissions: Permission[] = [
  { id: 'work.set', title, defaults: ['teacher'] },
  { id: 'office.import', title, defaults: ['office', 'school_admin'] },
  { id: 'child.see', title, defaults: ['guardian'], fixed: true },
];
const school = {
  id: 's',
  authorityId: 'a',
  slug: 's',
  name: 'S',
  state: 'NW',
  accent: null,
  modulesOff: new Set<string>(),
  grants: new Map<string, boolean>(),
  freeSpans: [],
};
const facts = (...capacities: CallerFacts['capacities'][number]['capacity'][]): CallerFacts => ({
  personId: 'p',
  name: 'P',
  language: null,
  strong: false,
  sharedDevice: false,
  atSeveralSchools: false,
  capacities: capacities.map((capacity) => ({ capacity, divisionId: null })),
});
const who = { identityId: 'i', deviceId: 'd' };

test('working capacities add up to one context', () => {
  const caller = callerFrom(who, facts('teacher', 'office'), undefined, school, permissions);
  expect(caller?.context).toBe('work');
  expect([...(caller?.permissions ?? [])]).toEqual(['work.set', 'office.import']);
});

test('a teacher with a child at the own school is never both at once', () => {
  const both = facts('teacher', 'guardian');
  const working = callerFrom(who, both, 'work', school, permissions);
  const guardian = callerFrom(who, both, 'guardian', school, permissions);
  expect([...(working?.permissions ?? [])]).toEqual(['work.set']);
  expect([...(guardian?.permissions ?? [])]).toEqual(['child.see']);
  expect(guardian?.capacities).toEqual(['guardian']);
  expect(guardian?.contexts).toEqual(['work', 'guardian']);
});

test('a context one does not have is not taken', () => {
  expect(callerFrom(who, facts('pupil'), 'work', school, permissions)?.context).toBe('pupil');
  expect(callerFrom(who, facts(), undefined, school, permissions)).toBeNull();
});

test('the school changes rights, but not fixed ones', () => {
  const grants = new Map([
    ['teacher work.set', false],
    ['teacher office.import', true],
    ['guardian child.see', false],
  ]);
  expect([...(callerFrom(who, facts('teacher'), undefined, { ...school, grants }, permissions)?.permissions ?? [])]).toEqual([
    'office.import',
  ]);
  expect([...(callerFrom(who, facts('guardian'), undefined, { ...school, grants }, permissions)?.permissions ?? [])]).toEqual([
    'child.see',
  ]);
});

test('capacities limited to divisions limit the caller, one unlimited capacity frees it', () => {
  const limited: CallerFacts = {
    ...facts(),
    capacities: [
      { capacity: 'office', divisionId: 'd1' },
      { capacity: 'teacher', divisionId: 'd2' },
    ],
  };
  expect(callerFrom(who, limited, undefined, school, permissions)?.divisionIds).toEqual(['d1', 'd2']);
  const free: CallerFacts = { ...limited, capacities: [...limited.capacities, { capacity: 'head', divisionId: null }] };
  expect(callerFrom(who, free, undefined, school, permissions)?.divisionIds).toBeNull();
});
