import type { CourseToSave } from '#modules/courses/public.ts';
import type { GroupToSave } from '#modules/groups/public.ts';
import type { RosterSnapshot } from '../formats/snapshot.ts';
import type { SetMatches } from './match-sets.ts';
import { sourceOf } from './source-of.ts';

/** Classes, groups and courses to be written: those that are new and those of which something changed. */
export interface WantedSets {
  groups: GroupToSave[];
  courses: CourseToSave[];
}

/** Compares the sets of a snapshot with those of the school. What the source does not say (year level, subject) stays as it is. */
export function wantedSets(snapshot: RosterSnapshot, sets: SetMatches): WantedSets {
  const { halfYear } = snapshot.source;
  const { schoolYear } = sets;
  const groups: GroupToSave[] = [];
  for (const row of snapshot.classes) {
    const { id, known } = found(sets.classes, row.key);
    const source = sourceOf(snapshot.source, 'class');
    const wanted = {
      kind: 'class' as const,
      name: row.name,
      matchName: row.matchName,
      statisticCode: row.statisticCode ?? known?.statisticCode ?? null,
      yearLevel: row.yearLevel ?? known?.yearLevel ?? null,
      schoolYear,
      ...idOf(row.sourceId, source, known),
    };
    if (known === null || differs(known, wanted, ['name', 'statisticCode', 'yearLevel', 'schoolYear', 'source', 'sourceId']))
      groups.push({ id, halfYear: null, ...wanted });
  }
  for (const row of snapshot.groups) {
    const { id, known } = found(sets.groups, row.key);
    const wanted = {
      kind: known?.kind ?? ('other' as const),
      name: row.name,
      schoolYear: known === null ? null : known.schoolYear,
      ...idOf(row.sourceId, sourceOf(snapshot.source, 'group'), known),
    };
    if (known === null || differs(known, wanted, ['name', 'source', 'sourceId'])) {
      groups.push({
        id,
        halfYear: known?.halfYear ?? null,
        statisticCode: known?.statisticCode ?? null,
        yearLevel: known?.yearLevel ?? null,
        ...wanted,
      });
    }
  }
  const classOf = exactClasses(snapshot, sets);
  const courses: CourseToSave[] = [];
  for (const row of snapshot.courses) {
    const { id, known } = found(sets.courses, row.key);
    const wanted = {
      name: row.name,
      subject: row.subject ?? known?.subject ?? null,
      courseType: row.courseType ?? known?.courseType ?? null,
      schoolYear,
      halfYear: halfYear ?? known?.halfYear ?? null,
      classId: classOf.get(row.key) ?? (snapshot.complete.courses ? null : (known?.classId ?? null)),
      ...idOf(row.sourceId, sourceOf(snapshot.source, 'course'), known),
    };
    if (
      known === null ||
      differs(known, wanted, ['name', 'subject', 'courseType', 'schoolYear', 'halfYear', 'classId', 'source', 'sourceId'])
    ) {
      courses.push({ id, subjectName: row.subjectName, ...wanted });
    }
  }
  return { groups, courses };
}

/** A new id of the source replaces an old one; a source without ids leaves what is known. */
function idOf(
  sourceId: string | null,
  source: string,
  known: { source: string | null; sourceId: string | null } | null,
): { source: string; sourceId: string | null } {
  if (sourceId !== null) return { source, sourceId };
  return { source: known?.source ?? source, sourceId: known?.sourceId ?? null };
}

function differs<S extends object, K extends keyof S>(
  known: S,
  wanted: Partial<Record<K, S[K] | undefined>>,
  fields: readonly K[],
): boolean {
  return fields.some((field) => known[field] !== wanted[field]);
}

/** Courses in which exactly the pupils of one class sit: course key → id of the class. */
function exactClasses(snapshot: RosterSnapshot, sets: SetMatches): Map<string, string> {
  const members = Map.groupBy(
    snapshot.memberships.filter(({ part }) => part === 'pupil'),
    ({ of }) => of,
  );
  const exact = new Map<string, string>();
  for (const { key, classKeys } of snapshot.courses) {
    const [classKey, second] = classKeys;
    if (classKey === undefined || second !== undefined) continue;
    const inClass = new Set(members.get(classKey)?.map(({ personKey }) => personKey));
    const inCourse = members.get(key) ?? [];
    if (inCourse.length > 0 && inCourse.length === inClass.size && inCourse.every(({ personKey }) => inClass.has(personKey)))
      exact.set(key, found(sets.classes, classKey).id);
  }
  return exact;
}

function found<V>(map: ReadonlyMap<string, V>, key: string): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`${key} was not matched`);
  return value;
}
