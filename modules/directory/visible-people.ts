import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';

/**
 * Whether the caller may see person `p` (of people.pub_person) in the directory:
 * - with the right to see all: everybody, within the divisions to which the caller is limited;
 * - else, at work: present colleagues, and the pupils one teaches, leads in a class or group, or accompanies as assistant;
 * - in the contexts of pupil and guardian: nobody. They meet names on the pages of their groups and courses.
 */
export function maySee(ctx: Ctx): RawBuilder<SqlBool> {
  const { caller } = ctx;
  const day = dayOf(ctx.now());
  if (caller.context !== 'work') return sql`false`;
  if (caller.permissions.has('people.view_all')) return caller.divisionIds === null ? sql`true` : inDivisions(caller.divisionIds, day);
  if (!caller.permissions.has('people.view_list')) return sql`false`;
  return sql`(p.status = 'active' and (
    exists (select from people.pub_capacity k where k.school_id = p.school_id and k.person_id = p.id and k.capacity not in ('pupil', 'guardian') and ${validOn('k', day)})
    or p.id in (${ownPupils(ctx)})))`;
}

/** Ids of the pupils the caller teaches, leads in a group other than guardians', or accompanies today. */
export function ownPupils(ctx: Ctx) {
  const day = dayOf(ctx.now());
  const { personId } = ctx.caller;
  const schoolId = ctx.school.id;
  return sql`select cm.person_id from courses.pub_teacher t
      join courses.pub_course c on c.school_id = t.school_id and c.id = t.course_id and (c.ended_on is null or c.ended_on >= ${day}::date)
      join courses.pub_member cm on cm.school_id = t.school_id and cm.course_id = t.course_id
      where t.school_id = ${schoolId} and t.person_id = ${personId} and ${validOn('t', day)} and ${validOn('cm', day)}
    union select gm.person_id from groups.pub_member own
      join groups.pub_group g on g.school_id = own.school_id and g.id = own.group_id and g.kind <> 'guardians' and (g.ended_on is null or g.ended_on >= ${day}::date)
      join groups.pub_member gm on gm.school_id = own.school_id and gm.group_id = own.group_id
      where own.school_id = ${schoolId} and own.person_id = ${personId} and own.part in ('class_teacher', 'deputy', 'leader')
        and ${validOn('own', day)} and ${validOn('gm', day)}
    union select r.child_id from people.pub_relation r
      where r.school_id = ${schoolId} and r.person_id = ${personId} and r.kind = 'assistant' and ${validOn('r', day)}`;
}

function inDivisions(divisionIds: readonly string[], day: string): RawBuilder<SqlBool> {
  const ids = [...divisionIds];
  return sql`(exists (select from people.pub_capacity k where k.school_id = p.school_id and k.person_id = p.id and k.division_id = any(${ids}::uuid[]))
    or exists (select from groups.pub_member gm join groups.pub_group g on g.school_id = gm.school_id and g.id = gm.group_id and g.division_id = any(${ids}::uuid[])
      where gm.school_id = p.school_id and gm.person_id = p.id and ${validOn('gm', day)}))`;
}

/** Whether a row's days (inclusive, open where null) hold a day. `alias` is a literal of this program. */
export function validOn(alias: string, day: string) {
  const row = sql.raw(alias);
  return sql`(${row}.valid_from is null or ${row}.valid_from <= ${day}::date) and (${row}.valid_to is null or ${row}.valid_to >= ${day}::date)`;
}
