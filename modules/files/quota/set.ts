import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { lockSpaces } from '../tree/lock.ts';

/**
 * Gives one person, group or course other room than the settings give to all; null: as all again. Less than what is taken takes nothing away: nothing more
 * comes in. It stands in the audit trail.
 *
 * @throws not found (404) when there is none, or it is a group or course whose members are nobody's business
 */
export async function setQuota(ctx: Ctx, spaceId: string, megabytes: number | null): Promise<Record<string, never>> {
  return ctx.write(async (db) => {
    await lockSpaces(db, { spaceIds: [spaceId] });
    const school = db.schoolId;
    const { rows } = await sql<{ type: 'person' | 'group' | 'course' }>`
      select 'person' as type from people.pub_person p where p.school_id = ${school} and p.id = ${spaceId}
      union all select 'group' from groups.pub_group g where g.school_id = ${school} and g.id = ${spaceId} and not g.sensitive
      union all select 'course' from courses.pub_course c where c.school_id = ${school} and c.id = ${spaceId} and not c.sensitive`.execute(
      db,
    );
    const { type } = rows[0] ?? notFound('space');
    const of = (kind: typeof type) => (type === kind ? spaceId : null);
    if (megabytes === null) await sql`delete from files.quota where school_id = ${school} and space_id = ${spaceId}`.execute(db);
    else
      await sql`insert into files.quota (school_id, id, person_id, group_id, course_id, megabytes)
        values (${school}, ${randomUUID()}, ${of('person')}, ${of('group')}, ${of('course')}, ${megabytes})
        on conflict (school_id, space_id) do update set megabytes = excluded.megabytes`.execute(db);
    await db.audit({
      act: megabytes === null ? 'files.quota_as_all' : 'files.quota_set',
      subject: { type, id: spaceId },
      ...(megabytes !== null && { data: { megabytes } }),
    });
    return {};
  });
}
