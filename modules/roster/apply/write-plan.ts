import type { Db } from '#kernel/db/db.ts';
import { addDays } from '#kernel/time/calendar.ts';
import {
  endCourseMembers,
  endCourses,
  endCourseTeachers,
  saveCourseMembers,
  saveCourses,
  saveCourseTeachers,
} from '#modules/courses/public.ts';
import { endGroupMembers, endGroups, saveGroupMembers, saveGroups } from '#modules/groups/public.ts';
import { createIdentities, resumeAccess, suspendAccess } from '#modules/identities/public.ts';
import {
  endCapacities,
  restorePersons,
  saveCapacities,
  savePersons,
  saveRelations,
  suspendPersons,
  unlockPersons,
} from '#modules/people/public.ts';
import type { Writes } from '../plan/compared.ts';
import type { Present } from '../plan/present.ts';
import { rosterPersonKinds } from '../plan/source-of.ts';
import { byLastDay } from './last-days.ts';

/** Where an apply is; announced as each begins. */
export const applySteps = ['files', 'compare', 'people', 'sets', 'memberships', 'leavers', 'access', 'commit'] as const;
export type ApplyStep = (typeof applySteps)[number];

/**
 * Writes what a plan says, in the open transaction; a few dozen statements for any size of school. Whoever leaves stays as a person: suspended, with
 * their last day, out of classes and courses; so nothing they did is lost.
 *
 * @param present  changes hold from its day on; what ends, ended the day before, or with the school year that is over
 * @param step  told before each part; may throw to stop, which rolls everything back
 */
export async function writePlan(
  db: Db,
  writes: Writes,
  present: Pick<Present, 'today' | 'groups'>,
  now: Date,
  step: (step: ApplyStep) => Promise<void>,
): Promise<void> {
  const lastDay = addDays(present.today, -1);
  await step('people');
  await restorePersons(
    db,
    writes.released.map((person) => ({ ...person, sourceId: null })),
  );
  await savePersons(db, writes.persons, now);
  await unlockPersons(db, idsOf(writes.returners));
  await saveCapacities(db, writes.capacities);
  await saveRelations(db, writes.relations);

  await step('sets');
  await saveGroups(db, writes.groups, now);
  await saveCourses(db, writes.courses, now);

  await step('memberships');
  const { groupMembers, courseMembers, courseTeachers } = writes.memberships;
  const ofGroup = new Map(present.groups.map(({ id, schoolYear }) => [id, schoolYear]));
  const yearOf = ({ groupId }: { groupId: string }) => ofGroup.get(groupId);
  for (const { rows, lastDay: day } of byLastDay(groupMembers.end, yearOf, writes.schoolYear, lastDay, ({ validFrom }) => validFrom))
    await endGroupMembers(db, rows, day);
  await endCourseMembers(db, courseMembers.end, lastDay);
  await endCourseTeachers(db, courseTeachers.end, lastDay);
  await saveGroupMembers(db, groupMembers.save);
  await saveCourseMembers(db, courseMembers.save);
  await saveCourseTeachers(db, courseTeachers.save);

  await step('leavers');
  for (const { rows, lastDay: day } of byLastDay(writes.endedGroups, ({ schoolYear }) => schoolYear, writes.schoolYear, lastDay))
    await endGroups(db, idsOf(rows), day);
  for (const { rows, lastDay: day } of byLastDay(writes.endedCourses, ({ schoolYear }) => schoolYear, writes.schoolYear, lastDay))
    await endCourses(db, idsOf(rows), day);
  for (const kind of rosterPersonKinds) {
    const ids = writes.leavers.flatMap((leaver) => (leaver.kind === kind ? [leaver.person.id] : []));
    if (ids.length > 0) await endCapacities(db, ids, kind, lastDay);
  }
  const gone = writes.leavers.flatMap(({ person, wholly }) => (wholly ? [person.id] : []));
  await suspendPersons(db, gone, lastDay);
  await suspendAccess(db, gone, now);

  await step('access');
  await resumeAccess(db, idsOf(writes.returners));
  await createIdentities(
    db,
    writes.persons
      .filter(({ id }) => writes.newPersonIds.has(id))
      .map(({ id, firstName, callName, lastName, handle, language }) => ({
        personId: id,
        first: callName ?? firstName,
        last: lastName,
        handle: handle ?? null,
        language: language ?? null,
      })),
    now,
  );
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
