import { sql } from 'kysely';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';

/**
 * Puts the caller's comments in an order of their own: these from the top, all others below them by use. Without any, all stand by use again.
 *
 * @throws not found (404) when one is not the caller's, or stands there twice; nothing changes then
 */
export async function orderComments(ctx: Ctx, commentIds: readonly string[]): Promise<Record<string, never>> {
  return ctx.write(async (db) => {
    const places = commentIds.map((_, index) => commentIds.length - index);
    const own = sql`c.school_id = ${db.schoolId} and c.owner_id = ${ctx.caller.personId}`;
    const { rows } = await sql<{ there: number }>`select count(*)::int as there from assignments.comment c
      where ${own} and c.id = any(${[...commentIds]})`.execute(db);
    if (rows[0]?.there !== commentIds.length) notFound('comment');
    await sql`update assignments.comment c set place = coalesce((select n.place from unnest(${[...commentIds]}::uuid[], ${places}::int[]) as n (id, place)
      where n.id = c.id), 0) where ${own}`.execute(db);
    return {};
  });
}
