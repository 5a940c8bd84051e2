import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { paged } from '#kernel/db/page.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { recipientsOf, teachingOf, validOn } from '../sql.ts';
import type { targetPupilsContract, targetsContract } from './contract.ts';

interface Found {
  kind: 'course' | 'group';
  id: string;
  name: string;
  subject: string | null;
  subjectName: string | null;
  pupils: number;
}

/** Courses (by name) and then classes for which the caller may set work, with the number of pupils today. One statement. */
export async function listTargets(ctx: Ctx): Promise<Answer<typeof targetsContract>> {
  const day = dayOf(ctx.now());
  return ctx.read(async (db) => {
    const { rows } =
      await sql<Found>`select case when t.course_id is null then 'group' else 'course' end as kind, coalesce(t.course_id, t.group_id) as id,
        coalesce(c.name, g.name) as name, c.subject, c.subject_name as "subjectName",
        (select count(*)::int from (
          select m.person_id from courses.pub_member m where m.school_id = ${db.schoolId} and m.course_id = t.course_id and ${validOn('m', day)}
          union select m.person_id from groups.pub_member m where m.school_id = ${db.schoolId} and m.group_id = t.group_id
            and m.part in ('member', 'representative', 'deputy_representative') and ${validOn('m', day)}) members) as pupils
      from (${teachingOf(db.schoolId, ctx.caller.personId, day)}) t
      left join courses.pub_course c on c.school_id = ${db.schoolId} and c.id = t.course_id
      left join groups.pub_group g on g.school_id = ${db.schoolId} and g.id = t.group_id
      where coalesce(c.ended_on, g.ended_on) is null or coalesce(c.ended_on, g.ended_on) >= ${day}::date
      order by kind, name, id`.execute(db);
    return { targets: rows };
  });
}

/** The pupils of a course or class for which the caller may set work, in the order of their names. */
export async function listTargetPupils(
  ctx: Ctx,
  targetId: string,
  query: Query<typeof targetPupilsContract>,
): Promise<Answer<typeof targetPupilsContract>> {
  return ctx.read(async (db) => {
    const target = await requireTarget(db, ctx, targetId);
    // the same rule as for a piece of work that goes to everybody there
    const a = sql`(select ${db.schoolId}::uuid as school_id, null::uuid as id, true as whole, ${target.kind === 'course' ? targetId : null}::uuid as course_id,
      ${target.kind === 'group' ? targetId : null}::uuid as group_id) a`;
    const pupils = sql<{
      id: string;
      name: string;
      sort_name: string;
    }>`(select p.id, p.last_name || ', ' || coalesce(p.call_name, p.first_name) as name, p.sort_name
      from ${a} cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x join people.pub_person p on p.school_id = ${db.schoolId} and p.id = x.pupil_id)`;
    const page = await paged(
      db.selectFrom(pupils.as('w')).selectAll(),
      [
        { column: 'w.sort_name', type: 'text', of: (row) => row.sort_name },
        { column: 'w.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
    );
    return { next: page.next, items: page.items.map(({ id, name }) => ({ id, name })) };
  });
}

/**
 * A course or class in which the caller may set work.
 *
 * @throws not found (404) for any other
 */
export async function requireTarget(db: Db, ctx: Ctx, targetId: string): Promise<{ kind: 'course' | 'group' }> {
  if (ctx.caller.context !== 'work') notFound('target');
  const { rows } = await sql<{ kind: 'course' | 'group' }>`select case when t.course_id is null then 'group' else 'course' end as kind
    from (${teachingOf(db.schoolId, ctx.caller.personId, dayOf(ctx.now()))}) t where ${targetId} in (t.course_id, t.group_id) limit 1`.execute(
    db,
  );
  return rows[0] ?? notFound('target');
}
