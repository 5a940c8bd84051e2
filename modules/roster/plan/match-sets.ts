import { newId } from '#kernel/ids/id.ts';
import type { CourseState } from '#modules/courses/public.ts';
import { type GroupState, matchNameOf } from '#modules/groups/public.ts';
import { classMatchName } from '../formats/class-name.ts';
import { nameMatchKey } from '../formats/person-name.ts';
import type { RosterSnapshot } from '../formats/snapshot.ts';
import type { Present } from './present.ts';
import { sourceOf } from './source-of.ts';

/** A class, group or course of the source and the one of the school; `known` null: it is new. */
export interface SetMatch<S> {
  id: string;
  known: S | null;
}

export interface SetMatches {
  /** First calendar year of the school year the snapshot speaks of. */
  schoolYear: number;
  classes: Map<string, SetMatch<GroupState>>;
  groups: Map<string, SetMatch<GroupState>>;
  courses: Map<string, SetMatch<CourseState>>;
}

/**
 * Finds the classes, groups and courses of a snapshot among those of the school: by the source's id, then by name; courses by
 * name, subject and kind, since a program gives new ids in the second half of the year. A class of another school year is another class.
 *
 * @param schoolYear  the one the snapshot speaks of (`schoolYearMeant`)
 */
export function matchSets(snapshot: RosterSnapshot, present: Present, schoolYear: number): SetMatches {
  const ofYear = <S extends { schoolYear: number | null }>(sets: readonly S[]) =>
    sets.filter((each) => each.schoolYear === null || each.schoolYear === schoolYear);

  const classesHere = ofYear(present.groups.filter(({ kind }) => kind === 'class'));
  const groupsHere = ofYear(present.groups.filter(({ kind }) => kind !== 'class'));
  const coursesHere = ofYear(present.courses);
  return {
    schoolYear,
    classes: pair(snapshot.classes, classesHere, sourceOf(snapshot.source, 'class'), [
      [({ matchName }) => matchName, ({ name }) => classMatchName(name)],
      // what the database itself takes for the same class
      [({ matchName }) => matchNameOf(matchName), ({ matchName }) => matchName],
    ]),
    groups: pair(snapshot.groups, groupsHere, sourceOf(snapshot.source, 'group'), [
      [({ name }) => nameMatchKey(name), ({ name }) => nameMatchKey(name)],
    ]),
    courses: pair(snapshot.courses, coursesHere, sourceOf(snapshot.source, 'course'), [
      [courseKey, courseKey],
      // lists know no subjects: the name alone, for those that have none either
      [(row) => (row.subject === null ? nameMatchKey(row.name) : ''), ({ name }) => nameMatchKey(name)],
    ]),
  };
}

function courseKey(course: { name: string; subject: string | null; courseType: string | null }): string {
  return [nameMatchKey(course.name), course.subject ?? '', course.courseType ?? ''].join('\n');
}

type Keys<R, S> = readonly [ofRow: (row: R) => string, ofSet: (set: S) => string];

/** By id first; then, one key after the other, what is alike and alone on both sides. */
function pair<R extends { key: string; sourceId: string | null }, S extends { id: string; source: string | null; sourceId: string | null }>(
  rows: readonly R[],
  sets: readonly S[],
  source: string,
  keys: readonly Keys<R, S>[],
): Map<string, SetMatch<S>> {
  const matches = new Map<string, SetMatch<S>>();
  const taken = new Set<string>();
  const take = (row: R, set: S) => {
    matches.set(row.key, { id: set.id, known: set });
    taken.add(set.id);
  };
  const byId = new Map(sets.filter((set) => set.source === source && set.sourceId !== null).map((set) => [set.sourceId, set]));
  for (const row of rows) {
    const found = row.sourceId === null ? undefined : byId.get(row.sourceId);
    if (found !== undefined) take(row, found);
  }
  for (const [ofRow, ofSet] of keys) {
    const rowsLeft = Map.groupBy(
      rows.filter((row) => !matches.has(row.key)),
      ofRow,
    );
    const setsLeft = Map.groupBy(
      sets.filter((set) => !taken.has(set.id)),
      ofSet,
    );
    for (const [key, alike] of rowsLeft) {
      const [row, second] = alike;
      const [set, other] = setsLeft.get(key) ?? [];
      if (key !== '' && row !== undefined && second === undefined && set !== undefined && other === undefined) take(row, set);
    }
  }
  for (const row of rows) if (!matches.has(row.key)) matches.set(row.key, { id: newId(), known: null });
  return matches;
}
