import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { type OrderColumn, paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { targetOf } from '../sql.ts';
import type { Missing, missingContract } from './contract.ts';
import { type MissingRow, missingRows } from './rows.ts';

const due: OrderColumn<MissingRow> = { column: 'w.due_order', type: 'timestamptz', of: (row) => row.due_order.toISOString() };
const work: OrderColumn<MissingRow> = { column: 'w.id', type: 'uuid', of: (row) => row.id };
const name: OrderColumn<MissingRow> = { column: 'w.sort_name', type: 'text', of: (row) => row.sort_name };
const pupil: OrderColumn<MissingRow> = { column: 'w.pupil_id', type: 'uuid', of: (row) => row.pupil_id };

/**
 * Who has not handed in yet, over all the caller's work: overdue and still open (usual), not due yet, or closed. By work, longest due first, or by
 * pupil. One statement, whatever the length.
 */
export async function listMissing(ctx: Ctx, query: Query<typeof missingContract>): Promise<Answer<typeof missingContract>> {
  const show = query.show ?? 'overdue';
  return ctx.read(async (db) => {
    let rows = db.selectFrom(missingRows(db, ctx).as('w')).selectAll();
    rows = rows.where('w.closed', '=', show === 'closed');
    if (show !== 'closed') rows = rows.where('w.overdue', '=', show === 'overdue');
    if (query.targetId !== undefined) rows = rows.where(sql<boolean>`${query.targetId} in (w."courseId", w."groupId")`);
    const order = query.by === 'pupil' ? [name, pupil, due, work] : [due, work, name, pupil];
    const page = await paged(rows, order, query);
    return { next: page.next, items: page.items.map(shown) };
  });
}

function shown(row: MissingRow): Missing {
  return {
    assignmentId: row.id,
    title: row.title,
    target: targetOf(row),
    pupilId: row.pupil_id,
    name: row.name,
    dueAt: row.due_at?.toISOString() ?? null,
    closed: row.closed,
    remindedToday: row.reminded,
  };
}
