import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { recipientsOf } from '../sql.ts';

/**
 * Makes these the pupils chosen by name for a piece of work; who has handed in stays listed. `null`: everybody, nobody by name.
 *
 * @throws not found (404) when one is no pupil of its course or class
 */
export async function chooseRecipients(db: Db, ctx: Ctx, assignmentId: string, pupilIds: readonly string[] | null): Promise<void> {
  const chosen = [...new Set(pupilIds ?? [])];
  if (chosen.length > 0) await requireMembers(db, ctx, assignmentId, chosen);
  await sql`update assignments.recipient r set chosen = false, listed = exists (select from assignments.hand_in h where h.school_id = r.school_id
      and h.assignment_id = r.assignment_id and h.pupil_id = r.pupil_id)
    where r.school_id = ${db.schoolId} and r.assignment_id = ${assignmentId} and r.listed and r.pupil_id <> all(${chosen})`.execute(db);
  if (chosen.length === 0) return;
  const ids = chosen.map(() => randomUUID()); // no order in time: see the migration
  await sql`insert into assignments.recipient (school_id, id, assignment_id, pupil_id, listed, chosen)
    select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, n.pupil, true, true from unnest(${ids}::uuid[], ${chosen}::uuid[]) as n (id, pupil)
    on conflict (school_id, assignment_id, pupil_id) do update set listed = true, chosen = true`.execute(db);
}

/** Chosen pupils who are listed already may stay although they have left the course meanwhile. */
async function requireMembers(db: Db, ctx: Ctx, assignmentId: string, chosen: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`select x.pupil_id as id
    from (select b.school_id, b.id, b.course_id, b.group_id, true as whole from assignments.assignment b where b.school_id = ${db.schoolId} and b.id = ${assignmentId}) a
    cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x where x.pupil_id = any(${[...chosen]})`.execute(db);
  if (rows.length < chosen.length) notFound('pupil');
}

/** The pupils chosen by name, in no order. */
export async function chosenRecipients(db: Db, assignmentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('assignments.recipient as r')
    .select('r.pupil_id')
    .where('r.school_id', '=', db.schoolId)
    .where('r.assignment_id', '=', assignmentId)
    .where('r.listed', '=', true)
    .execute();
  return rows.map((row) => row.pupil_id);
}
