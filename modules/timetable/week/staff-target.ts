import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { inDivisions } from '#modules/groups/public.ts';
import { overlaps, type Stretch } from './patterns.ts';
import { pupilTarget, type Target } from './pupil-target.ts';
import { ofClass, ofRoom, ofTeacher } from './reach.ts';

/**
 * A colleague, for who may see all plans; or a pupil whom the caller teaches, leads, accompanies or may see anyway.
 *
 * @throws not found (404) for everybody else
 */
export async function personForStaff(ctx: Ctx, db: Db, personId: string, at: Stretch): Promise<Target> {
  const { rows } = await sql<{
    name: string;
    teaches: boolean;
    learns: boolean;
    accompanied: boolean;
    mine: boolean;
  }>`select p.name, ${holds(ctx, 'teacher')} as teaches, ${holds(ctx, 'pupil')} as learns, ${accompanies(ctx)} as accompanied, ${isPupilOf(ctx)} as mine
    from people.pub_person p where p.school_id = ${db.schoolId} and p.id = ${personId} and p.status = 'active'`.execute(db);
  const { name, teaches, learns, accompanied, mine } = rows[0] ?? notFound('timetable');
  const { permissions } = ctx.caller;
  const seesAll = permissions.has('timetable.view_all');
  if (teaches && seesAll) {
    const reach = ofTeacher(personId, at, false);
    return { of: `person:${personId}`, kind: 'teacher', name, isOwn: false, opens: permissions.has('courses.view_all'), reach };
  }
  const sees = accompanied || (seesAll && (mine || (learns && permissions.has('people.view_all'))));
  if (!sees) return notFound('timetable');
  // who accompanies a child sees that child's day as the child does; for others sensitive courses stay closed
  const target = pupilTarget({ id: personId, name }, at, { isOwn: false, opens: accompanied });
  return { ...target, opens: permissions.has('courses.view_all') };
}

/** A class of the caller's divisions. @throws not found (404) without the right to see all plans, for other groups and sensitive ones */
export async function classForStaff(ctx: Ctx, db: Db, groupId: string, at: Stretch): Promise<Target> {
  if (!ctx.caller.permissions.has('timetable.view_all')) return notFound('timetable');
  const { rows } = await sql<{
    name: string;
  }>`select g.name from groups.pub_group g where g.school_id = ${db.schoolId} and g.id = ${groupId}
    and ${openClass(ctx)}`.execute(db);
  const { name } = rows[0] ?? notFound('timetable');
  const opens = ctx.caller.permissions.has('courses.view_all');
  return { of: `group:${groupId}`, kind: 'class', name, isOwn: false, opens, reach: ofClass(groupId, at, ctx.caller.personId) };
}

/** A room; rooms belong to the whole school. @throws not found (404) without the right to see all plans */
export async function roomForStaff(ctx: Ctx, db: Db, roomId: string, at: Stretch): Promise<Target> {
  if (!ctx.caller.permissions.has('timetable.view_all')) return notFound('timetable');
  const { rows } = await sql<{
    name: string;
  }>`select o.short_name as name from timetable.room o where o.school_id = ${db.schoolId} and o.id = ${roomId}`.execute(db);
  const { name } = rows[0] ?? notFound('timetable');
  const opens = ctx.caller.permissions.has('courses.view_all');
  return { of: `room:${roomId}`, kind: 'room', name, isOwn: false, opens, reach: ofRoom(roomId, at, ctx.caller.personId) };
}

/** Whether group `g` is a class whose plan a caller with the right to all plans may open. */
export function openClass({ caller }: Ctx): RawBuilder<boolean> {
  return sql<boolean>`(g.kind = 'class' and not g.sensitive and ${inDivisions(caller.divisionIds)})`;
}

/** Whether person `p` is a teacher or pupil today; teachers of the caller's divisions only, and those of the whole school. */
export function holds(ctx: Ctx, capacity: 'teacher' | 'pupil'): RawBuilder<boolean> {
  const { divisionIds } = ctx.caller;
  const day = dayOf(ctx.now());
  const ids = [...(divisionIds ?? [])];
  const ofDivision =
    divisionIds === null
      ? sql`true`
      : sql`(r.division_id = any(${ids}::uuid[]) or ${capacity === 'teacher' ? sql`r.division_id is null` : inClassOf(ids, day)})`;
  return sql<boolean>`exists (select from people.pub_capacity r where r.school_id = p.school_id and r.person_id = p.id and r.capacity = ${capacity}
    and ${overlaps('r', day, day)} and ${ofDivision})`;
}

function inClassOf(divisionIds: readonly string[], day: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from groups.pub_member m join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id
    and g.division_id = any(${[...divisionIds]}::uuid[]) where m.school_id = p.school_id and m.person_id = p.id and ${overlaps('m', day, day)})`;
}

function accompanies(ctx: Ctx): RawBuilder<boolean> {
  const day = dayOf(ctx.now());
  return sql<boolean>`exists (select from people.pub_relation r where r.school_id = p.school_id and r.child_id = p.id and r.person_id = ${ctx.caller.personId}
    and r.kind = 'assistant' and ${overlaps('r', day, day)})`;
}

/** Whether the caller teaches person `p` today, or leads the class they are in. */
function isPupilOf(ctx: Ctx): RawBuilder<boolean> {
  const day = dayOf(ctx.now());
  const { personId } = ctx.caller;
  return sql<boolean>`(exists (select from courses.pub_teacher u join courses.pub_member m on m.school_id = u.school_id and m.course_id = u.course_id
      and m.person_id = p.id and ${overlaps('m', day, day)} where u.school_id = p.school_id and u.person_id = ${personId} and ${overlaps('u', day, day)})
    or exists (select from groups.pub_member u join groups.pub_member m on m.school_id = u.school_id and m.group_id = u.group_id and m.person_id = p.id
      and ${overlaps('m', day, day)} where u.school_id = p.school_id and u.person_id = ${personId} and u.part in ('class_teacher', 'deputy') and ${overlaps('u', day, day)}))`;
}
