import { sql } from 'kysely';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireTaught } from '../access.ts';

/**
 * Makes these the caller's own words for a piece of work; the same word in other letters counts once.
 *
 * @throws not found (404) when the caller does not teach there
 */
export async function saveTags(ctx: Ctx, assignmentId: string, typed: readonly string[]): Promise<{ words: string[] }> {
  const { personId } = ctx.caller;
  const words = [...new Map(typed.map((word) => [word.trim().toLowerCase(), word.trim()])).values()].sort();
  return ctx.write(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    await sql`delete from assignments.tag t where t.school_id = ${db.schoolId} and t.assignment_id = ${assignmentId} and t.person_id = ${personId}
      and t.word <> all(${words})`.execute(db);
    if (words.length > 0)
      await sql`insert into assignments.tag (school_id, id, assignment_id, person_id, word)
        select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, ${personId}::uuid, n.word
        from unnest(${words.map(() => newId())}::uuid[], ${words}::text[]) as n (id, word) on conflict do nothing`.execute(db);
    return { words };
  });
}
