import { classMatchName } from '../formats/class-name.ts';
import type { RosterSnapshot } from '../formats/snapshot.ts';
import type { PersonMatches } from './match-persons.ts';
import type { Present } from './present.ts';
import { surroundingsOfPersons } from './surroundings.ts';

/**
 * The school year a snapshot speaks of, by its first calendar year. A source that says it is believed. One that does not speaks of the year of
 * the school's classes, until that year is over and most of the pupils it puts into a class are put into another one than before: then it is
 * the new year's.
 *
 * @param now  the school year of today
 */
export function schoolYearMeant(snapshot: RosterSnapshot, present: Present, { matches }: PersonMatches, now: number): number {
  if (snapshot.source.schoolYear !== null) return Number(snapshot.source.schoolYear);
  const known = present.groups.flatMap(({ kind, schoolYear }) => (kind === 'class' && schoolYear !== null ? [schoolYear] : []));
  if (known.length === 0) return now;
  const latest = Math.max(...known);
  if (latest >= now) return latest;
  const before = surroundingsOfPersons(present);
  let same = 0;
  let other = 0;
  for (const { key, kind, entryClass } of snapshot.persons) {
    const personId = matches.get(key)?.personId;
    if (kind !== 'pupil' || entryClass === null || personId === undefined) continue;
    const { classes } = before(personId);
    if (classes.size === 0) continue;
    if (classes.has(classMatchName(entryClass))) same += 1;
    else other += 1;
  }
  return other > same ? now : latest;
}
