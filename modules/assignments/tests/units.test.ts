import { expect, test } from 'vitest';
import type { PupilResult } from '../answer/contract.ts';
import { heads, holds, unitOf, unitsOf } from '../web/together/units.ts';

const at = '2026-11-23T07:00:00.000Z';

function row(pupilId: string, options: { team?: number; handedInAt?: string; forOne?: boolean } = {}): PupilResult {
  const { team, handedInAt, forOne } = options;
  const handIn = { id: pupilId, version: 1, text: '', files: [], handedInAt: handedInAt ?? '', late: false, by: null };
  const answer = {
    text: '',
    files: [],
    rubric: null,
    mark: null,
    finished: false,
    givenBackAt: null,
    changedSince: false,
    revision: 1,
    forOne: true,
  };
  return {
    pupilId,
    name: `Muster, ${pupilId}`,
    seen: true,
    state: 'new',
    ownTimes: null,
    team: team === undefined ? null : { id: `team ${team}`, number: team },
    handIn: handedInAt === undefined ? null : handIn,
    answer: forOne ? answer : null,
  };
}

test('a team stands once, where its first member stands, under its name and theirs', () => {
  const units = unitsOf([row('Ada'), row('Ben', { team: 2 }), row('Cem'), row('Dana', { team: 2 })], (number) => `Gruppe ${number}`);
  expect(units.map(({ name }) => name)).toEqual(['Muster, Ada', 'Gruppe 2: Ben, Dana', 'Muster, Cem']);
  expect(unitOf(units, 'Dana')?.pupilId).toBe('Ben');
  expect(units.filter((unit) => holds(unit, 'Ben'))).toHaveLength(1);
  expect(heads(units)).toBe(4);
});

test('who has left with an earlier hand-in, and who has an answer of their own, stands alone', () => {
  const team = 1;
  const rows = [
    row('Ada', { team, handedInAt: at }),
    row('Ben', { team, handedInAt: '2026-11-22T07:00:00.000Z' }),
    row('Cem', { team, handedInAt: at, forOne: true }),
    row('Dana', { team, handedInAt: at }),
  ];
  expect(unitsOf(rows, (number) => `Gruppe ${number}`).map(({ name }) => name)).toEqual([
    'Gruppe 1: Ada, Dana',
    'Muster, Ben',
    'Muster, Cem',
  ]);
});
