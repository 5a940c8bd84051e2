import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { CourseMemberState, CourseState, TeachingPart } from '#modules/courses/public.ts';
import type { GroupMemberState, GroupState } from '#modules/groups/public.ts';
import type { CapacityState, GuardianState, PersonState, PersonToSave } from '#modules/people/public.ts';
import type { Writes } from '../plan/compared.ts';
import type { Present } from '../plan/present.ts';

interface Rows {
  person: { before: PersonState | null; after: PersonToSave };
  capacity: { before: CapacityState | null; after: Pick<CapacityState, 'personId' | 'capacity'> };
  relation: { before: null; after: Pick<GuardianState, 'personId' | 'childId'> };
  group: { before: GroupState | null; after: { id: string } };
  group_member: { before: GroupMemberState | null; after: Pick<GroupMemberState, 'groupId' | 'personId' | 'part'> };
  course: { before: CourseState | null; after: { id: string } };
  course_member: { before: CourseMemberState | null; after: Pick<CourseMemberState, 'courseId' | 'personId'> };
  course_teacher: { before: (CourseMemberState & { part: TeachingPart }) | null; after: Pick<CourseMemberState, 'courseId' | 'personId'> };
}

export type Subject = keyof Rows;
/** One row an import writes: as it was (null: it was not) and as it is, or its key. */
export type Change<S extends Subject = Subject> = { [K in S]: { subject: K; personId: string | null } & Rows[K] }[S];

/** What an import changes, as the undo needs it. Who sits in a set that is new goes with the set. */
export function changesOf(writes: Writes, present: Present): Change[] {
  const persons = new Map(present.persons.map((person) => [person.id, person]));
  const groups = new Map(present.groups.map((group) => [group.id, group]));
  const courses = new Map(present.courses.map((course) => [course.id, course]));
  const { groupMembers, courseMembers, courseTeachers } = writes.memberships;
  const keyOf = (row: object, ...fields: string[]) => fields.map((field) => (row as Record<string, unknown>)[field]).join(' '); // rows of five kinds, by their key fields
  const found = <R extends object>(rows: readonly R[], ...fields: string[]) => {
    const byKey = new Map(rows.map((row) => [keyOf(row, ...fields), row]));
    return (row: object): R | null => byKey.get(keyOf(row, ...fields)) ?? null;
  };
  const capacityBefore = found(present.capacities, 'personId', 'capacity');
  const groupMemberBefore = found(present.groupMembers, 'groupId', 'personId', 'part');
  const courseMemberBefore = found(present.courseMembers, 'courseId', 'personId');
  const courseTeacherBefore = found(present.courseTeachers, 'courseId', 'personId');

  const changed = new Map<string, Change>();
  for (const after of writes.persons)
    changed.set(after.id, { subject: 'person', personId: after.id, before: persons.get(after.id) ?? null, after });
  for (const before of [
    ...writes.leavers.filter(({ wholly }) => wholly).map(({ person }) => person),
    ...writes.returners,
    ...writes.released,
  ]) {
    if (!changed.has(before.id))
      changed.set(before.id, {
        subject: 'person',
        personId: before.id,
        before,
        after: { ...before, sourceId: writes.released.includes(before) ? null : before.sourceId },
      });
  }
  return [
    ...changed.values(),
    ...writes.capacities.map(
      (row): Change => ({
        subject: 'capacity',
        personId: row.personId,
        before: capacityBefore(row),
        after: { personId: row.personId, capacity: row.capacity },
      }),
    ),
    ...writes.leavers.map(
      ({ person, kind }): Change => ({
        subject: 'capacity',
        personId: person.id,
        before: capacityBefore({ personId: person.id, capacity: kind }),
        after: { personId: person.id, capacity: kind },
      }),
    ),
    ...writes.relations.map(
      ({ personId, childId }): Change => ({ subject: 'relation', personId, before: null, after: { personId, childId } }),
    ),
    ...[...writes.groups, ...writes.endedGroups].map(
      ({ id }): Change => ({ subject: 'group', personId: null, before: groups.get(id) ?? null, after: { id } }),
    ),
    ...[...writes.courses, ...writes.endedCourses].map(
      ({ id }): Change => ({ subject: 'course', personId: null, before: courses.get(id) ?? null, after: { id } }),
    ),
    ...[...groupMembers.save, ...groupMembers.end]
      .filter(({ groupId }) => groups.has(groupId))
      .map(
        (row): Change => ({
          subject: 'group_member',
          personId: row.personId,
          before: groupMemberBefore(row),
          after: { groupId: row.groupId, personId: row.personId, part: row.part },
        }),
      ),
    ...[...courseMembers.save, ...courseMembers.end]
      .filter(({ courseId }) => courses.has(courseId))
      .map(
        (row): Change => ({
          subject: 'course_member',
          personId: row.personId,
          before: courseMemberBefore(row),
          after: { courseId: row.courseId, personId: row.personId },
        }),
      ),
    ...[...courseTeachers.save, ...courseTeachers.end]
      .filter(({ courseId }) => courses.has(courseId))
      .map(
        (row): Change => ({
          subject: 'course_teacher',
          personId: row.personId,
          before: courseTeacherBefore(row),
          after: { courseId: row.courseId, personId: row.personId },
        }),
      ),
  ];
}

/** Keeps the changes of one import; those of all others go, since only the last one can be taken back. An import without any leaves the earlier one as it is. */
export async function keepChanges(db: Db, importId: string, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`delete from roster.change where school_id = ${db.schoolId}`.execute(db);
  const rows = changes.map((change) => ({ ...change, id: newId() }));
  await sql`insert into roster.change (school_id, id, import_id, subject, person_id, before, after)
    select ${db.schoolId}::uuid, n.id, ${importId}, n.subject, n."personId", nullif(n.before, 'null'::jsonb), n.after
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, subject text, "personId" uuid, before jsonb, after jsonb)`.execute(
    db,
  );
}

/** The changes of an import, by what they are of. */
export async function changesKept(db: Db, importId: string): Promise<<S extends Subject>(subject: S) => Change<S>[]> {
  const { rows } = await sql<Change>`select subject, person_id as "personId", before, after from roster.change
    where school_id = ${db.schoolId} and import_id = ${importId} order by id`.execute(db);
  const bySubject = Map.groupBy(rows, ({ subject }) => subject);
  return (subject) => (bySubject.get(subject) ?? []) as Change<typeof subject>[]; // grouped by that very field
}
