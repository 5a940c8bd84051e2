import type { Capacity } from '#kernel/access/capacity.ts';
import type { RosterFormat, RosterPersonKind, RosterSource } from '../formats/snapshot.ts';

/** The program whose ids a format carries: SVWS numbers are the same in its two exports; lists are what a school has made itself. */
const programs: Record<RosterFormat, string> = {
  svws: 'svws',
  enm: 'svws',
  schild: 'schild',
  logineo: 'logineo',
  oneroster: 'oneroster',
  csv: 'list',
  xlsx: 'list',
};

/** Name of the ids of one kind of row: a pupil and a teacher of one program may both be "17". */
export function sourceOf({ program, format }: RosterSource, rows: RosterPersonKind | 'class' | 'group' | 'course'): string {
  return `${program ?? programs[format]}.${rows}`;
}

/** What a row of the roster is at the school. */
export const capacityOf: Record<RosterPersonKind, Capacity> = { pupil: 'pupil', teacher: 'teacher', staff: 'staff', guardian: 'guardian' };

/** Among which people a row of the roster is looked for. */
export function isComparable(kind: RosterPersonKind, capacity: Capacity): boolean {
  if (kind === 'pupil' || kind === 'guardian') return capacity === kind;
  return capacity !== 'pupil' && capacity !== 'guardian';
}

/** The kinds of rows that are people; each is the capacity of the same name. */
export const rosterPersonKinds = ['pupil', 'teacher', 'staff', 'guardian'] as const satisfies readonly (RosterPersonKind & Capacity)[];
