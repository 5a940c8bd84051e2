import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { type TargetRow, targetColumns, targetJoins, targetOf } from '../sql.ts';
import { isReusable } from './access.ts';
import type { reusableContract } from './contract.ts';

interface Row extends TargetRow {
  id: string;
  title: string;
  due_at: Date | null;
  published_at: Date;
  own: boolean;
}

/** Earlier work of any year that the caller may set again and whose title holds some words, newest first. One statement. */
export async function listReusable(ctx: Ctx, query: Query<typeof reusableContract>): Promise<Answer<typeof reusableContract>> {
  return ctx.read(async (db) => {
    const rows = sql<Row>`(select a.id, a.title, a.due_at, a.published_at, coalesce(a.made_by = ${ctx.caller.personId}, false) as own, ${targetColumns}
      from assignments.assignment a ${targetJoins}
      where a.school_id = ${db.schoolId} and ${isReusable(ctx)} and strpos(lower(a.title), lower(${query.words ?? ''})) > 0)`;
    const page = await paged(
      db.selectFrom(rows.as('w')).selectAll(),
      [
        { column: 'w.published_at', type: 'timestamptz', of: (row) => row.published_at.toISOString() },
        { column: 'w.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
      'desc',
    );
    const items = page.items.map((row) => ({
      id: row.id,
      title: row.title,
      target: targetOf(row),
      dueAt: row.due_at?.toISOString() ?? null,
      own: row.own,
    }));
    return { next: page.next, items };
  });
}
