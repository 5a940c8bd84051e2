import type { Compared } from './compared.ts';
import { isCurrent } from './present.ts';

/** The classes somebody learns in before and after an import, and changes in courses that go on; names in order. */
export interface Belonging {
  classesBefore: string[];
  classesAfter: string[];
  coursesOut: string[];
  coursesIn: string[];
}

/** Looks up belonging by person id. Only pupils' places in classes count as theirs; a class that is renamed is the same class. */
export function belongingOf({ present, sets, snapshot, writes }: Compared): (personId: string) => Belonging {
  const names = new Map(present.groups.filter(({ kind }) => kind === 'class').map(({ id, name }) => [id, name]));
  for (const { key, name } of snapshot.classes) names.set(sets.classes.get(key)?.id ?? '', name);
  const pupils = pupilIds({ present, writes });
  const before = new Map<string, Set<string>>();
  for (const row of present.groupMembers)
    if (isCurrent(row, present.today) && names.has(row.groupId) && pupils.has(row.personId)) add(before, row.personId, row.groupId);
  const after = new Map([...before].map(([id, groups]) => [id, new Set(groups)]));
  for (const row of writes.memberships.groupMembers.end) after.get(row.personId)?.delete(row.groupId);
  for (const row of writes.memberships.groupMembers.save)
    if (names.has(row.groupId) && pupils.has(row.personId)) add(after, row.personId, row.groupId);

  const courseNames = new Map(present.courses.map(({ id, name }) => [id, name]));
  const ended = new Set(writes.endedCourses.map(({ id }) => id));
  const coursesOut = new Map<string, Set<string>>();
  const coursesIn = new Map<string, Set<string>>();
  const { courseMembers, courseTeachers } = writes.memberships;
  for (const row of [...courseMembers.end, ...courseTeachers.end])
    if (!ended.has(row.courseId)) add(coursesOut, row.personId, courseNames.get(row.courseId));
  // of a course that is new as a whole it is not said of each of its people
  for (const row of [...courseMembers.save, ...courseTeachers.save]) add(coursesIn, row.personId, courseNames.get(row.courseId));

  const sorted = (set: Iterable<string> | undefined) => [...(set ?? [])].sort((a, b) => a.localeCompare(b, 'de', { numeric: true }));
  const named = (ids: ReadonlySet<string> | undefined) => sorted([...(ids ?? [])].map((id) => names.get(id) ?? ''));
  return (id) => ({
    classesBefore: named(before.get(id)),
    classesAfter: named(after.get(id)),
    coursesOut: sorted(coursesOut.get(id)),
    coursesIn: sorted(coursesIn.get(id)),
  });
}

/** Who is a pupil before or after. */
export function pupilIds({ present, writes }: Pick<Compared, 'present' | 'writes'>): Set<string> {
  const now = present.capacities.filter((row) => row.capacity === 'pupil' && isCurrent(row, present.today));
  return new Set([...now, ...writes.capacities.filter(({ capacity }) => capacity === 'pupil')].map(({ personId }) => personId));
}

function add(sets: Map<string, Set<string>>, key: string, value: string | undefined): void {
  if (value === undefined) return;
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
