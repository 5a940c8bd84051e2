import type { CourseState } from '#modules/courses/public.ts';
import type { GroupState } from '#modules/groups/public.ts';
import type { RosterSnapshot } from '../formats/snapshot.ts';
import type { Compared, Writes } from './compared.ts';
import { type ClassCounts, type Counts, countAfter, countClasses } from './counts.ts';
import { type Entry, entriesOf } from './entries.ts';
import { goneShares } from './gone-shares.ts';
import { findLeavers } from './leavers.ts';
import { type Answers, matchPersons, type Question } from './match-persons.ts';
import { matchSets, type SetMatches } from './match-sets.ts';
import { wantedMemberships } from './memberships.ts';
import { notesOf, type PlanNote } from './notes.ts';
import type { Present } from './present.ts';
import { findStops, type Stop } from './stops.ts';
import { wantedPeople } from './wanted-people.ts';
import { wantedSets } from './wanted-sets.ts';

/** The difference between a snapshot and the school, in words and in rows. */
export interface Plan {
  counts: Counts;
  perClass: ClassCounts[];
  entries: Entry[];
  questions: Question[];
  stops: Stop[];
  notes: PlanNote[];
  writes: Writes;
}

export interface PlanOptions {
  answers: Answers;
  /** Share of a class or the school that may leave or move before an import stops, in percent. */
  stopPercent: number;
  /** School year of today, for sources that do not say theirs. */
  schoolYear: number;
}

/** Compares a snapshot with the school. Changes nothing; ids of what is new are made here. */
export function planRoster(snapshot: RosterSnapshot, present: Present, options: PlanOptions): Plan {
  const sets = matchSets(snapshot, present, options.schoolYear);
  const people = matchPersons(snapshot, present, options.answers);
  const leavers = findLeavers(snapshot, present, people);
  const writes: Writes = {
    ...wantedSets(snapshot, sets),
    ...wantedPeople(snapshot, present, people),
    memberships: wantedMemberships(snapshot, present, sets, people.matches, leavers),
    leavers: [...leavers.values()],
    ...endedSets(snapshot, present, sets),
  };
  const compared: Compared = { snapshot, present, sets, people, leavers, writes };
  const entries = entriesOf(compared);
  return {
    counts: countAfter(compared, entries),
    perClass: countClasses(compared, entries),
    entries,
    questions: people.questions,
    stops: findStops(goneShares(compared, entries), options.stopPercent),
    notes: notesOf(compared, options.schoolYear),
    writes,
  };
}

/** Classes and courses an import has made and the source, which lists them completely, does not have any more; also those of the year before. */
function endedSets(
  snapshot: RosterSnapshot,
  present: Present,
  sets: SetMatches,
): { endedGroups: GroupState[]; endedCourses: CourseState[] } {
  const listed = new Set([...sets.classes.values(), ...sets.courses.values()].map(({ id }) => id));
  const isPast = ({ schoolYear }: { schoolYear: number | null }) => schoolYear !== null && schoolYear <= sets.schoolYear;
  const { complete } = snapshot;
  return {
    endedGroups: complete.classes
      ? present.groups.filter((group) => group.kind === 'class' && group.source !== null && isPast(group) && !listed.has(group.id))
      : [],
    endedCourses: complete.courses
      ? present.courses.filter((course) => course.source !== null && isPast(course) && !listed.has(course.id))
      : [],
  };
}
