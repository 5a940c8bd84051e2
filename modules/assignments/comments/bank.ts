import { type RawBuilder, sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { commentsContract } from './contract.ts';

interface Row {
  id: string;
  text: string;
  used: number;
  place: number;
}

/** The caller's own comments: those put in place by hand, then the most used first. One statement. */
export async function listComments(ctx: Ctx, query: Query<typeof commentsContract>): Promise<Answer<typeof commentsContract>> {
  return ctx.read(async (db) => {
    const own = sql<Row>`(select c.id, c.text, c.used, c.place from assignments.comment c
      where c.school_id = ${db.schoolId} and c.owner_id = ${ctx.caller.personId})`;
    const page = await paged(
      db.selectFrom(own.as('w')).selectAll(),
      [
        { column: 'w.place', type: 'int', of: (row) => row.place },
        { column: 'w.used', type: 'int', of: (row) => row.used },
        { column: 'w.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
      'desc',
    );
    return { next: page.next, items: page.items.map(({ place, ...comment }) => ({ ...comment, placed: place > 0 })) };
  });
}

/** Keeps a comment of the caller's; the same text again is the same comment. */
export async function keepComment(ctx: Ctx, text: string): Promise<{ commentId: string }> {
  return ctx.write(async (db) => {
    const own = sql`c.school_id = ${db.schoolId} and c.owner_id = ${ctx.caller.personId}`;
    const same = await sql<{ id: string }>`select c.id from assignments.comment c where ${own} and c.text = ${text.trim()}`.execute(db);
    const commentId = same.rows[0]?.id ?? newId();
    if (same.rows.length === 0)
      await sql`insert into assignments.comment (school_id, id, owner_id, text)
        values (${db.schoolId}, ${commentId}, ${ctx.caller.personId}, ${text.trim()})`.execute(db);
    return { commentId };
  });
}

/** @throws not found (404) when it is not the caller's */
export async function changeComment(ctx: Ctx, commentId: string, text: string): Promise<Record<string, never>> {
  return onOwn(ctx, commentId, sql`update assignments.comment c set text = ${text.trim()}`);
}

/** @throws not found (404) when it is not the caller's */
export async function removeComment(ctx: Ctx, commentId: string): Promise<Record<string, never>> {
  return onOwn(ctx, commentId, sql`delete from assignments.comment c`);
}

/**
 * Counts one more use, for the order of the list.
 *
 * @throws not found (404) when it is not the caller's
 */
export async function countUse(ctx: Ctx, commentId: string): Promise<Record<string, never>> {
  return onOwn(ctx, commentId, sql`update assignments.comment c set used = c.used + 1`);
}

async function onOwn(ctx: Ctx, commentId: string, change: RawBuilder<unknown>): Promise<Record<string, never>> {
  return ctx.write(async (db) => {
    const { numAffectedRows } =
      await sql`${change} where c.school_id = ${db.schoolId} and c.id = ${commentId} and c.owner_id = ${ctx.caller.personId}`.execute(db);
    if (numAffectedRows !== 1n) notFound('comment');
    return {};
  });
}
