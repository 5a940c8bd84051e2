import { type RawBuilder, sql } from 'kysely';
import type { Or } from '#kernel/db/prepared.ts';
import { overlaps, type Stretch } from './patterns.ts';

type At = Pick<Stretch, 'schoolId' | 'firstDay' | 'lastDay'>;

/** Parts of a group that make somebody a pupil of the class. */
export const pupilParts = sql`('member', 'representative', 'deputy_representative')`;

/**
 * Patterns of some pupils: of their courses, as long as they are in them; and of their classes, where no course is named (primary schools, place-holders).
 *
 * @param pupils  a query with one column, ids of pupils
 * @param isOwn   whether it is asked for their own sake or their guardians'
 */
export function ofPupils(pupils: RawBuilder<unknown>, at: At, isOwn: boolean): RawBuilder<unknown> {
  const { schoolId: school } = at;
  const own = isOwn ? sql`m.person_id` : sql`null::uuid`;
  return sql`select x.pattern_id, m.person_id as of_id, ${own} as own_id, m.valid_from, m.valid_to from courses.pub_member m
      join timetable.pattern_course x on x.school_id = ${school} and x.course_id = m.course_id
      where m.school_id = ${school} and m.person_id in (${pupils}) and ${overlaps('m', at.firstDay, at.lastDay)}
    union select x.pattern_id, m.person_id, ${own}, m.valid_from, m.valid_to from groups.pub_member m
      join timetable.pattern_group x on x.school_id = ${school} and x.group_id = m.group_id
      where m.school_id = ${school} and m.person_id in (${pupils}) and m.part in ${pupilParts} and ${overlaps('m', at.firstDay, at.lastDay)}
        and not exists (select from timetable.pattern_course k where k.school_id = ${school} and k.pattern_id = x.pattern_id and k.course_id is not null)`;
}

/** Patterns in which somebody teaches, supervises or confers. */
export function ofTeacher(teacherId: Or<string>, { schoolId }: Pick<At, 'schoolId'>, isOwn: boolean): RawBuilder<unknown> {
  return sql`select distinct x.pattern_id, x.person_id as of_id, ${isOwn ? sql`x.person_id` : sql`null::uuid`} as own_id, null::date as valid_from, null::date as valid_to
    from timetable.pattern_teacher x where x.school_id = ${schoolId} and x.person_id = ${teacherId}`;
}

/** Patterns of a class: those it is named in, and those of courses it sits in as a whole. */
export function ofClass(groupId: string, { schoolId: school }: Pick<At, 'schoolId'>, ownId: string | null): RawBuilder<unknown> {
  return sql`select w.pattern_id, null::uuid as of_id, ${ownId}::uuid as own_id, null::date as valid_from, null::date as valid_to from (
      select x.pattern_id from timetable.pattern_group x where x.school_id = ${school} and x.group_id = ${groupId}
      union select x.pattern_id from courses.pub_course k join timetable.pattern_course x on x.school_id = ${school} and x.course_id = k.id
        where k.school_id = ${school} and k.class_id = ${groupId}) w`;
}

/** Patterns that take place in a room. */
export function ofRoom(roomId: string, { schoolId }: Pick<At, 'schoolId'>, ownId: string | null): RawBuilder<unknown> {
  return sql`select x.pattern_id, null::uuid as of_id, ${ownId}::uuid as own_id, null::date as valid_from, null::date as valid_to
    from timetable.pattern_room x where x.school_id = ${schoolId} and x.room_id = ${roomId}`;
}
