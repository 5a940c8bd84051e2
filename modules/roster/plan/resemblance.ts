import type { PersonState } from '#modules/people/public.ts';
import { nameMatchKey } from '../formats/person-name.ts';
import type { RosterPerson } from '../formats/snapshot.ts';

/** What is known around a row or a person besides the names. */
export interface Surroundings {
  /** `classMatchName` of the classes somebody learns in. */
  classes: ReadonlySet<string>;
  /** Ids of the school's persons who are the children. */
  children: ReadonlySet<string>;
}

/**
 * Whether a row of the roster and a person of the school are one human.
 *
 * - `sure`: same names and the same birth date; or one of the dates unknown and the same class (pupils), short name or e-mail (adults), child (guardians)
 * - `maybe`: same names and nothing that decides; or the same birth date and half of the names (somebody has married, or has a second first name);
 *   or the same source knows both under two ids
 * - null: two humans. The same name alone never makes one person of two.
 */
export function resemblance(
  row: RosterPerson,
  source: string,
  around: Surroundings,
  person: PersonState,
  beside: Surroundings,
): 'sure' | 'maybe' | null {
  const hasOtherId = row.sourceId !== null && person.source === source && person.sourceId !== null;
  const dates = row.birthDate === null || person.birthDate === null ? 'unknown' : row.birthDate === person.birthDate ? 'same' : 'other';
  if (!sameNames(row, person)) return dates === 'same' && row.kind === 'pupil' && halfTheNames(row, person) && !hasOtherId ? 'maybe' : null;
  if (dates === 'same') return hasOtherId ? 'maybe' : 'sure';
  if (hasOtherId) return null;
  const meet = (one: ReadonlySet<string>, other: ReadonlySet<string>) => !one.isDisjointFrom(other);
  if (dates === 'other') return meet(around.classes, beside.classes) ? 'maybe' : null;
  // a leaver comes back under the same name only with more to show for it
  if (person.status === 'left') return 'maybe';
  if (row.kind === 'pupil') return meet(around.classes, beside.classes) ? 'sure' : 'maybe';
  if (row.email !== null && row.email.toLowerCase() === person.email?.toLowerCase()) return 'sure';
  if (row.kind === 'guardian') return meet(around.children, beside.children) ? 'sure' : 'maybe';
  if (row.shortName !== null && person.shortName !== null) return row.shortName === person.shortName ? 'sure' : null;
  return person.source === source && person.sourceId === null && row.sourceId === null ? 'sure' : 'maybe';
}

/** Whether a row that bears a known person's id speaks of somebody else: no name in common and no birth date that holds against it. */
export function isSomebodyElse(row: RosterPerson, person: PersonState): boolean {
  if (row.birthDate !== null && row.birthDate === person.birthDate) return false;
  return !sameNames(row, person) && !halfTheNames(row, person);
}

function sameNames(row: RosterPerson, person: PersonState): boolean {
  if (nameMatchKey(row.lastName) !== nameMatchKey(person.lastName)) return false;
  const names = givenNames(person);
  return givenNames(row).some((name) => names.includes(name));
}

function halfTheNames(row: RosterPerson, person: PersonState): boolean {
  const words = (text: string) => new Set(nameMatchKey(text).split(' '));
  const firstMeet = !words(`${row.firstName} ${row.callName ?? ''}`.trim()).isDisjointFrom(
    words(`${person.firstName} ${person.callName ?? ''}`.trim()),
  );
  return firstMeet || !words(row.lastName).isDisjointFrom(words(person.lastName));
}

function givenNames({ firstName, callName }: { firstName: string; callName: string | null }): string[] {
  return [firstName, callName ?? ''].map(nameMatchKey).filter((name) => name !== '');
}
