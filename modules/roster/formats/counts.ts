import type { RosterSnapshot } from './snapshot.ts';

/** How much a snapshot holds. `groups` counts classes and other groups; `leaving` persons are not counted. */
export interface RosterCounts {
  pupils: number;
  teachers: number;
  staff: number;
  guardians: number;
  classes: number;
  groups: number;
  courses: number;
  /** See `rosterCounts`. */
  memberships: number;
}

/**
 * Counts a snapshot.
 *
 * `memberships` counts **pupils in courses** only: one for each pupil and course, twice the same counted once. In a note file (ENM)
 * that is the number of distinct pairs of pupil and `leistungsdaten[].lerngruppenID` (13,883 in the sample school). Belonging to a
 * class is left out (it would add one per pupil), and so are the teachers' parts in classes and courses.
 */
export function rosterCounts(snapshot: RosterSnapshot): RosterCounts {
  const active = new Map(snapshot.persons.filter((person) => person.status === 'active').map((person) => [person.key, person.kind]));
  const ofKind = (kind: string) => [...active.values()].filter((each) => each === kind).length;
  const courseKeys = new Set(snapshot.courses.map((course) => course.key));
  const inCourses = snapshot.memberships.filter((each) => courseKeys.has(each.of) && active.get(each.personKey) === 'pupil');
  return {
    pupils: ofKind('pupil'),
    teachers: ofKind('teacher'),
    staff: ofKind('staff'),
    guardians: ofKind('guardian'),
    classes: snapshot.classes.length,
    groups: snapshot.classes.length + snapshot.groups.length,
    courses: snapshot.courses.length,
    memberships: inCourses.length,
  };
}
