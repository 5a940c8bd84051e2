import type { CourseMemberState, CourseMemberToSave, CourseTeacherToSave, TeachingPart } from '#modules/courses/public.ts';
import type { GroupMemberState, GroupMemberToSave, GroupPart } from '#modules/groups/public.ts';
import type { RosterSnapshot, RosterTeacherPart } from '../formats/snapshot.ts';
import type { PersonMatch } from './match-persons.ts';
import type { SetMatches } from './match-sets.ts';
import { isCurrent, type Present } from './present.ts';
import { sourceOf } from './source-of.ts';

/** What is to be written and what ends, for one kind of belonging. */
export interface Difference<W, R> {
  save: W[];
  end: R[];
}

/** Who comes into which class, group and course, and who goes out. */
export interface WantedMemberships {
  groupMembers: Difference<GroupMemberToSave, GroupMemberState>;
  courseMembers: Difference<CourseMemberToSave, CourseMemberState>;
  courseTeachers: Difference<CourseTeacherToSave, CourseMemberState & { part: TeachingPart }>;
}

/** In what way a pupil can belong to a class: a speaker is a pupil of it too. */
const pupilParts: readonly GroupPart[] = ['member', 'representative', 'deputy_representative'];
const groupPartOf: Record<RosterTeacherPart, GroupPart> = { lead: 'class_teacher', deputy: 'deputy', co_teach: 'member' };

/**
 * Compares who belongs where. A pupil whom the source puts into a class leaves the other classes, whoever entered them there. In groups and courses
 * only what an import has entered is taken back, only where the source lists them completely, and only for people it names; the rest stays.
 *
 * @param leavers  who leaves: with everything they belong to, or (`wholly` false) with what an import has entered
 */
export function wantedMemberships(
  snapshot: RosterSnapshot,
  present: Present,
  sets: SetMatches,
  matches: ReadonlyMap<string, PersonMatch>,
  leavers: ReadonlyMap<string, { wholly: boolean }>,
): WantedMemberships {
  const wanted = wantedRows(snapshot, present, sets, matches);
  const classIds = new Set(present.groups.filter(({ kind }) => kind === 'class').map(({ id }) => id));
  const listed = new Set([sets.classes, sets.groups, sets.courses].flatMap((map) => [...map.values()].map(({ id }) => id)));
  const { complete } = snapshot;
  const asPupil = (row: { groupId: string; part: GroupPart }) => classIds.has(row.groupId) && pupilParts.includes(row.part);
  return {
    groupMembers: compare(present.groupMembers, wanted.groups, present.today, leavers, {
      keyOf: (row) => `${row.groupId} ${row.personId} ${asPupil(row) ? 'member' : row.part}`,
      isSame: () => true,
      mayEnd: (row) => {
        if (asPupil(row) && wanted.pupilsWithClass.has(row.personId)) return true;
        const isComplete = classIds.has(row.groupId) ? complete.classes : complete.pupils;
        return row.source !== null && isComplete && listed.has(row.groupId) && wanted.named.has(row.personId);
      },
    }),
    courseMembers: compare(present.courseMembers, wanted.courses, present.today, leavers, {
      keyOf: (row) => `${row.courseId} ${row.personId}`,
      isSame: () => true,
      mayEnd: (row) => row.source !== null && complete.courses && listed.has(row.courseId) && wanted.named.has(row.personId),
    }),
    courseTeachers: compare(present.courseTeachers, wanted.teaching, present.today, leavers, {
      keyOf: (row) => `${row.courseId} ${row.personId}`,
      isSame: (row, want) => row.part === want.part || row.source === null,
      mayEnd: (row) => row.source !== null && complete.courses && listed.has(row.courseId) && wanted.named.has(row.personId),
    }),
  };
}

interface Rules<R, W> {
  keyOf: (row: R) => string;
  isSame: (row: R, want: W) => boolean;
  /** Whether a row nobody wants ends. */
  mayEnd: (row: R) => boolean;
}

function compare<R extends { personId: string; validTo: string | null; source: string | null }, W>(
  rows: readonly R[],
  wanted: ReadonlyMap<string, W>,
  today: string,
  leavers: ReadonlyMap<string, { wholly: boolean }>,
  { keyOf, isSame, mayEnd }: Rules<R, W>,
): Difference<W, R> {
  const there = new Set<string>();
  const end: R[] = [];
  for (const row of rows) {
    if (!isCurrent(row, today)) continue;
    const key = keyOf(row);
    const want = wanted.get(key);
    const leaver = leavers.get(row.personId);
    if (leaver !== undefined && (leaver.wholly || row.source !== null)) end.push(row);
    else if (want === undefined) {
      if (mayEnd(row)) end.push(row);
    } else if (isSame(row, want)) there.add(key);
  }
  return { save: [...wanted].flatMap(([key, want]) => (there.has(key) ? [] : [want])), end };
}

/** Everything the snapshot says about belonging, by the key under which it is compared. */
function wantedRows(snapshot: RosterSnapshot, present: Present, sets: SetMatches, matches: ReadonlyMap<string, PersonMatch>) {
  const source = sourceOf(snapshot.source, 'group');
  const people = new Map(snapshot.persons.flatMap(({ key, status }) => (status === 'active' ? [[key, matches.get(key)]] : [])));
  const groups = new Map<string, GroupMemberToSave>();
  const courses = new Map<string, CourseMemberToSave>();
  const teaching = new Map<string, CourseTeacherToSave>();
  const pupilsWithClass = new Set<string>();
  const named = new Set([...people.values()].flatMap((match) => match?.personId ?? []));
  // what is new as a whole holds without a first day; in what was there before, one joins today
  const since = (set: { known: unknown }, person: PersonMatch) => (set.known === null || person.known === null ? null : present.today);

  const join = (setKey: string, personKey: string, part: GroupPart) => {
    const person = people.get(personKey);
    const set = sets.classes.get(setKey) ?? sets.groups.get(setKey);
    if (person === undefined || set === undefined) return;
    const { personId } = person;
    groups.set(`${set.id} ${personId} ${part}`, { groupId: set.id, personId, part, validFrom: since(set, person), source });
  };
  for (const { personKey, of, part } of snapshot.memberships) {
    const person = people.get(personKey);
    const course = sets.courses.get(of);
    if (person === undefined) continue;
    if (course === undefined) join(of, personKey, part === 'teacher' ? 'leader' : 'member');
    else
      courses.set(`${course.id} ${person.personId}`, {
        courseId: course.id,
        personId: person.personId,
        validFrom: since(course, person),
        source,
      });
    if (part === 'pupil' && sets.classes.has(of)) pupilsWithClass.add(person.personId);
  }
  for (const { key, teachers } of snapshot.classes) for (const { personKey, part } of teachers) join(key, personKey, groupPartOf[part]);
  for (const { key, teachers } of snapshot.courses) {
    const course = sets.courses.get(key);
    for (const { personKey, part } of teachers) {
      const person = people.get(personKey);
      if (person === undefined || course === undefined) continue;
      const { personId } = person;
      teaching.set(`${course.id} ${personId}`, {
        courseId: course.id,
        personId,
        part: part === 'lead' ? 'leads' : 'co_teaches',
        validFrom: since(course, person),
        source,
      });
    }
  }
  return { groups, courses, teaching, pupilsWithClass, named };
}
