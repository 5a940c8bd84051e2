import { type RawBuilder, sql } from 'kysely';
import type { Or } from '#kernel/db/prepared.ts';

/** Parts of a group that make somebody a pupil of the class. */
export const pupilParts = sql`('member', 'representative', 'deputy_representative')`;
/** Parts in a course that may set work. */
export const settingParts = sql`('leads', 'co_teaches', 'in_training')`;
/** Parts in a class that may set work for it. */
const classParts = sql`('class_teacher', 'deputy')`;

/** Whether a row's days (inclusive, open where null) hold a day. `alias` is a literal of this program. */
export function validOn(alias: 'm' | 't' | 'r', day: Or<string>): RawBuilder<unknown> {
  const row = sql.raw(alias);
  return sql`(${row}.valid_from is null or ${row}.valid_from <= ${day}::date) and (${row}.valid_to is null or ${row}.valid_to >= ${day}::date)`;
}

/** `select pupil_id` of everybody who receives assignment `a` on a day: members of its course or class, and pupils listed by name. */
export function recipientsOf(day: string): RawBuilder<unknown> {
  return sql`select m.person_id as pupil_id from courses.pub_member m join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id and p.status = 'active'
      where a.whole and m.school_id = a.school_id and m.course_id = a.course_id and ${validOn('m', day)}
    union select m.person_id from groups.pub_member m join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id and p.status = 'active'
      where a.whole and m.school_id = a.school_id and m.group_id = a.group_id and m.part in ${pupilParts} and ${validOn('m', day)}
    union select r.pupil_id from assignments.recipient r where r.school_id = a.school_id and r.assignment_id = a.id and r.listed`;
}

/** `select person_id` of the active pupils of the course or class `a.target_id` on a day, each once. */
export function pupilsOf(schoolId: string, day: string): RawBuilder<unknown> {
  return sql`select m.person_id from courses.pub_member m join people.pub_person p on p.school_id = ${schoolId} and p.id = m.person_id and p.status = 'active'
      where m.school_id = ${schoolId} and m.course_id = a.target_id and ${validOn('m', day)}
    union select m.person_id from groups.pub_member m join people.pub_person p on p.school_id = ${schoolId} and p.id = m.person_id and p.status = 'active'
      where m.school_id = ${schoolId} and m.group_id = a.target_id and m.part in ${pupilParts} and ${validOn('m', day)}`;
}

/** `select person_id, group_id` of the classes in which some pupils are on a day, each once: a representative is a member twice. */
export function classesOf(schoolId: Or<string>, pupils: RawBuilder<unknown>, day: Or<string>): RawBuilder<unknown> {
  return sql`select distinct m.person_id, m.group_id from groups.pub_member m
    where m.school_id = ${schoolId} and m.person_id in (${pupils}) and m.part in ${pupilParts} and ${validOn('m', day)}`;
}

/**
 * `select pupil_id, assignment_id` of all work some pupils receive on a day.
 *
 * @param pupils  a query with the one column `pupil_id`
 */
export function workOf(schoolId: string, pupils: RawBuilder<unknown>, day: string): RawBuilder<unknown> {
  return sql`with pupils as (${pupils})
    select p.pupil_id, a.id as assignment_id from pupils p
      join courses.pub_member m on m.school_id = ${schoolId} and m.person_id = p.pupil_id and ${validOn('m', day)}
      join assignments.assignment a on a.school_id = m.school_id and a.course_id = m.course_id and a.whole
    union select p.pupil_id, a.id from pupils p
      join groups.pub_member m on m.school_id = ${schoolId} and m.person_id = p.pupil_id and m.part in ${pupilParts} and ${validOn('m', day)}
      join assignments.assignment a on a.school_id = m.school_id and a.group_id = m.group_id and a.whole
    union select p.pupil_id, r.assignment_id from pupils p
      join assignments.recipient r on r.school_id = ${schoolId} and r.pupil_id = p.pupil_id and r.listed`;
}

/** `select course_id, group_id` (one of them null) for which a person may set work on a day. */
export function teachingOf(schoolId: string, personId: string, day: string): RawBuilder<unknown> {
  return sql`select t.course_id, null::uuid as group_id from courses.pub_teacher t
      where t.school_id = ${schoolId} and t.person_id = ${personId} and t.part in ${settingParts} and ${validOn('t', day)}
    union all select distinct null::uuid, m.group_id from groups.pub_member m
      join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
      where m.school_id = ${schoolId} and m.person_id = ${personId} and m.part in ${classParts} and ${validOn('m', day)}`;
}

/** Whether a person may set work in the course or class of assignment `a` on a day; `null`: whether they ever could. */
export function teaches(personId: string, day: string | null): RawBuilder<boolean> {
  const then = (alias: 'm' | 't') => (day === null ? sql`true` : validOn(alias, day));
  return sql<boolean>`(exists (select from courses.pub_teacher t where t.school_id = a.school_id and t.course_id = a.course_id and t.person_id = ${personId}
      and t.part in ${settingParts} and ${then('t')})
    or exists (select from groups.pub_member m join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
      where m.school_id = a.school_id and m.group_id = a.group_id and m.person_id = ${personId} and m.part in ${classParts} and ${then('m')}))`;
}

/** Whether pupils see assignment `a` at an instant. */
export function visibleAt(now: Or<Date>): RawBuilder<boolean> {
  return sql<boolean>`(a.published_at is not null and a.deleted_at is null and (a.starts_at is null or a.starts_at <= ${now}))`;
}

/** Due and closing time of assignment `a` for the pupil of the recipient row `r` (left joined): their own, where they have some. */
export const ownTimes = {
  dueAt: sql<Date | null>`case when r.own_times then r.due_at else a.due_at end`,
  closesAt: sql<Date | null>`case when r.own_times then r.closes_at else a.closes_at end`,
};

/** The team of a pupil in assignment `a`, or null: without one, or when the work is not done in teams. */
export function teamOf(pupilId: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql<string | null>`case when a.teams <> 'none' then (select m.team_id from assignments.team_member m
      where m.school_id = a.school_id and m.assignment_id = a.id and m.pupil_id = ${pupilId}) end`;
}

/** Joins of the course `c` or class `g` of assignment `a`. */
export const targetJoins = sql`left join courses.pub_course c on c.school_id = a.school_id and c.id = a.course_id
  left join groups.pub_group g on g.school_id = a.school_id and g.id = a.group_id`;

/** Columns of a shown target, with `targetJoins`; read by `targetOf`. */
export const targetColumns = sql`a.course_id as "courseId", a.group_id as "groupId", coalesce(c.name, g.name) as "targetName", c.subject, c.subject_name as "subjectName"`;

/** What `targetColumns` select. */
export interface TargetRow {
  courseId: string | null;
  groupId: string | null;
  targetName: string;
  subject: string | null;
  subjectName: string | null;
}

/** The course or class of a row, as contracts show it. */
export function targetOf(row: TargetRow) {
  const kind = row.courseId === null ? ('group' as const) : ('course' as const);
  return { kind, id: row.courseId ?? row.groupId ?? '', name: row.targetName, subject: row.subject, subjectName: row.subjectName };
}
