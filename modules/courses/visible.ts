import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { type Course, courseColumns, validOn } from './members.ts';

/** A course for its page. */
export interface SeenCourse extends Course {
  schoolYear: number | null;
  endedOn: string | null;
  imported: boolean;
  /** As what the caller sees it. */
  as: 'teacher' | 'pupil' | 'guardian' | 'school';
}

/**
 * The course, for its teachers (work), its pupils (pupil), guardians of a child in it (guardian) and callers who may see all courses.
 * One that is over stays open to who taught it on its last day. Sensitive courses only for their own people and the guardians of those.
 *
 * @param childIds  the caller's children, when the context is that of a guardian
 * @throws not found (404) for everybody else
 */
export async function requireCourse(ctx: Ctx, db: Db, courseId: string, childIds: readonly string[]): Promise<SeenCourse> {
  const { caller } = ctx;
  const day = dayOf(ctx.now());
  const { rows } = await sql<
    Omit<SeenCourse, 'as'> & { teaches: boolean; learns: boolean; childLearns: boolean; inDivision: boolean }
  >`select ${courseColumns},
      c.school_year as "schoolYear", c.ended_on as "endedOn", c.source is not null as imported,
      exists (select from courses.teacher t where t.school_id = c.school_id and t.course_id = c.id and t.person_id = ${caller.personId}
        and (t.valid_from is null or t.valid_from <= ${day}::date) and (t.valid_to is null or t.valid_to >= least(${day}::date, c.ended_on))) as teaches,
      exists (select from courses.member m where m.school_id = c.school_id and m.course_id = c.id and m.person_id = ${caller.personId} and ${validOn('m', day)}) as learns,
      exists (select from courses.member m where m.school_id = c.school_id and m.course_id = c.id and m.person_id = any(${[...childIds]}::uuid[]) and ${validOn('m', day)}) as "childLearns",
      ${ofDivisions(caller.divisionIds)} as "inDivision"
    from courses.course c left join courses.subject s on s.school_id = c.school_id and s.id = c.subject_id
    where c.school_id = ${db.schoolId} and c.id = ${courseId}`.execute(db);
  const { teaches, learns, childLearns, inDivision, ...course } = rows[0] ?? notFound('course');
  if (caller.context === 'work' && teaches) return { ...course, as: 'teacher' };
  if (caller.context === 'pupil' && learns) return { ...course, as: 'pupil' };
  if (caller.context === 'guardian' && childLearns) return { ...course, as: 'guardian' };
  if (!course.sensitive && inDivision && caller.permissions.has('courses.view_all')) return { ...course, as: 'school' };
  return notFound('course');
}

/** Whether course `c` lies in the divisions to which a caller is limited: that of its class, or of a class of its pupils. */
export function ofDivisions(divisionIds: readonly string[] | null) {
  if (divisionIds === null) return sql`true`;
  return sql`exists (select from groups.pub_group g where g.school_id = c.school_id and g.division_id = any(${[...divisionIds]}::uuid[]) and (g.id = c.class_id
    or exists (select from courses.member cm join groups.pub_member gm on gm.school_id = cm.school_id and gm.person_id = cm.person_id and gm.group_id = g.id
      where cm.school_id = c.school_id and cm.course_id = c.id)))`;
}
