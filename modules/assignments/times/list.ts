import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireTaught } from '../access.ts';
import { recipientsOf } from '../sql.ts';
import type { timesContract } from './contract.ts';

interface Row {
  id: string;
  name: string;
  sort_name: string;
  due_at: Date | null;
  closes_at: Date | null;
}

/**
 * Pupils who receive the work and have times of their own, by family name. Two statements.
 *
 * @throws not found (404) when the caller does not teach there
 */
export async function listTimes(ctx: Ctx, assignmentId: string, query: Query<typeof timesContract>): Promise<Answer<typeof timesContract>> {
  return ctx.read(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    const rows = sql<Row>`(select p.id, p.last_name || ', ' || coalesce(p.call_name, p.first_name) as name, p.sort_name, r.due_at, r.closes_at
      from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
      join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = a.id and r.pupil_id = x.pupil_id and r.own_times
      join people.pub_person p on p.school_id = a.school_id and p.id = x.pupil_id
      where a.school_id = ${db.schoolId} and a.id = ${assignmentId})`;
    const page = await paged(
      db.selectFrom(rows.as('w')).selectAll(),
      [
        { column: 'w.sort_name', type: 'text', of: (row) => row.sort_name },
        { column: 'w.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
    );
    const items = page.items.map(({ id, name, due_at: dueAt, closes_at: closesAt }) => ({
      pupilId: id,
      name,
      dueAt: dueAt?.toISOString() ?? null,
      closesAt: closesAt?.toISOString() ?? null,
    }));
    return { next: page.next, items };
  });
}
