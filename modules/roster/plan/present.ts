import type { Db } from '#kernel/db/db.ts';
import { type CourseMemberState, type CourseState, coursesState, type TeachingPart } from '#modules/courses/public.ts';
import { type GroupMemberState, type GroupState, groupsState } from '#modules/groups/public.ts';
import { confirmedEmailsOf } from '#modules/identities/public.ts';
import { type CapacityState, type GuardianState, type MergedState, type PersonState, peopleState } from '#modules/people/public.ts';

/** The school as it stands before an import. */
export interface Present {
  /** 'YYYY-MM-DD'; the day from which changes hold. */
  today: string;
  persons: PersonState[];
  merged: MergedState[];
  /** Persons who have confirmed an e-mail address themselves: theirs stays. */
  ownEmail: ReadonlySet<string>;
  capacities: CapacityState[];
  guardians: GuardianState[];
  /** Only groups and courses that have not ended. */
  groups: GroupState[];
  groupMembers: GroupMemberState[];
  courses: CourseState[];
  courseMembers: CourseMemberState[];
  courseTeachers: (CourseMemberState & { part: TeachingPart })[];
}

/** Reads what an import is compared with; ten statements, whatever the size of the school. */
export async function readPresent(db: Db, today: string): Promise<Present> {
  const people = await peopleState(db);
  const ownEmail = new Set(
    (
      await confirmedEmailsOf(
        db,
        people.persons.map(({ id }) => id),
      )
    ).keys(),
  );
  const { groups, members: groupMembers } = await groupsState(db);
  const { courses, members: courseMembers, teachers: courseTeachers } = await coursesState(db);
  const ids = new Set(people.persons.map(({ id }) => id));
  // what a merged double was, counts for nobody any more
  const capacities = people.capacities.filter(({ personId }) => ids.has(personId));
  return { today, ...people, capacities, ownEmail, groups, groupMembers, courses, courseMembers, courseTeachers };
}

/** Whether something with these days (inclusive) holds on a day or will hold later. */
export function isCurrent(row: { validTo: string | null }, day: string): boolean {
  return row.validTo === null || row.validTo >= day;
}
