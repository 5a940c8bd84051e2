import type { CourseState } from '#modules/courses/public.ts';
import type { GroupState } from '#modules/groups/public.ts';
import type { RosterSnapshot } from '../formats/snapshot.ts';
import type { Compared, Writes } from './compared.ts';
import { type Continuation, type ContinuedClass, continuedClasses } from './continued-classes.ts';
import { type ClassCounts, type Counts, countAfter, countClasses } from './counts.ts';
import { type Entry, entriesOf } from './entries.ts';
import { goneShares } from './gone-shares.ts';
import { findLeavers } from './leavers.ts';
import { type Answers, matchPersons, type Question } from './match-persons.ts';
import { matchSets, type SetMatches } from './match-sets.ts';
import { wantedMemberships } from './memberships.ts';
import { notesOf, type PlanNote } from './notes.ts';
import type { Present } from './present.ts';
import { schoolYearMeant } from './school-year.ts';
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
  /** Classes of the year before that go on as others. */
  continued: ContinuedClass[];
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
  const people = matchPersons(snapshot, present, options.answers);
  const sets = matchSets(snapshot, present, schoolYearMeant(snapshot, present, people, options.schoolYear));
  const leavers = findLeavers(snapshot, present, people);
  const memberships = wantedMemberships(snapshot, present, sets, people.matches, leavers);
  const continued = continuedClasses({ snapshot, present, sets, people, writes: { memberships } });
  const wanted = wantedSets(snapshot, sets);
  const earlier = new Map(continued.map(({ toId, fromId }) => [toId, fromId]));
  const writes: Writes = {
    schoolYear: sets.schoolYear,
    ...wanted,
    groups: wanted.groups.map((group) => ({ ...group, continuesId: earlier.get(group.id) ?? null })),
    ...wantedPeople(snapshot, present, people),
    memberships,
    leavers: [...leavers.values()],
    ...endedSets(snapshot, present, sets, continued),
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
    continued: continued.map(({ from, to, pupils }) => ({ from, to, pupils })),
    writes,
  };
}

/**
 * Classes and courses an import has made and the source, which lists them completely, does not have any more; also those of the year before. Whatever
 * the source lists, a class ends that goes on as another one and has nobody left.
 */
function endedSets(
  snapshot: RosterSnapshot,
  present: Present,
  sets: SetMatches,
  continued: readonly Continuation[],
): { endedGroups: GroupState[]; endedCourses: CourseState[] } {
  const listed = new Set([...sets.classes.values(), ...sets.courses.values()].map(({ id }) => id));
  const isPast = ({ schoolYear }: { schoolYear: number | null }) => schoolYear !== null && schoolYear <= sets.schoolYear;
  const emptied = new Set(continued.flatMap(({ fromId, isEmptied }) => (isEmptied ? [fromId] : [])));
  const { complete } = snapshot;
  return {
    endedGroups: present.groups.filter(
      (group) =>
        emptied.has(group.id) ||
        (complete.classes && group.kind === 'class' && group.source !== null && isPast(group) && !listed.has(group.id)),
    ),
    endedCourses: complete.courses
      ? present.courses.filter((course) => course.source !== null && isPast(course) && !listed.has(course.id))
      : [],
  };
}
