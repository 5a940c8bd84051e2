import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireOnce } from './save.ts';

/**
 * Takes free days away, until somebody brings them back. A repeat changes nothing.
 *
 * @throws not found (404)
 */
export async function removeFreeDays(ctx: Ctx, id: string): Promise<void> {
  await ctx.write(async (db) => {
    const span = await requireSpan(db, id);
    if (span.removedAt !== null) return;
    await sql`update timetable.free_span set removed_at = ${ctx.now()} where school_id = ${db.schoolId} and id = ${id}`.execute(db);
    await db.audit({ act: 'timetable.free_days_removed', subject: { type: 'free_span', id }, data: { name: span.name } });
    db.afterCommit(() => ctx.schoolChanged());
  });
}

/**
 * Brings free days back as they were.
 *
 * @throws not found (404) · `timetable.free_days_twice` (409) when they were entered anew meanwhile
 */
export async function restoreFreeDays(ctx: Ctx, id: string): Promise<void> {
  await ctx.write(async (db) => {
    const span = await requireSpan(db, id);
    if (span.removedAt === null) return;
    await requireOnce(db, span);
    await sql`update timetable.free_span set removed_at = null where school_id = ${db.schoolId} and id = ${id}`.execute(db);
    await db.audit({ act: 'timetable.free_days_restored', subject: { type: 'free_span', id }, data: { name: span.name } });
    db.afterCommit(() => ctx.schoolChanged());
  });
}

interface Span {
  id: string;
  name: string;
  firstDay: string;
  lastDay: string;
  removedAt: Date | null;
}

async function requireSpan(db: Db, id: string): Promise<Span> {
  const { rows } = await sql<Span>`select id, name, first_day as "firstDay", last_day as "lastDay", removed_at as "removedAt"
    from timetable.free_span where school_id = ${db.schoolId} and id = ${id} for update`.execute(db);
  return rows[0] ?? notFound('free_span');
}
