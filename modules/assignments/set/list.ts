import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { recipientsOf, type TargetRow, targetColumns, targetJoins, targetOf, teachingOf } from '../sql.ts';
import type { setListContract } from './contract.ts';

interface Row extends TargetRow {
  id: string;
  title: string;
  starts_at: Date | null;
  due_at: Date | null;
  closes_at: Date | null;
  published_at: Date | null;
  due_order: Date;
  recipients: number;
  handed_in: number;
  to_answer: number;
  deleted_at: Date | null;
  tags: string[];
}

/** Hand-ins `h` that have no answer given back to this very version. */
export const unanswered = sql`not h.answered`;

/**
 * Work in the caller's courses and classes with counts, latest due first (without a due time before all others; from a day on soonest first), own drafts included; work taken away
 * only by itself (`show: 'removed'`), as long as the school keeps it.
 * One statement, whatever the length.
 */
export async function listSet(ctx: Ctx, query: Query<typeof setListContract>): Promise<Answer<typeof setListContract>> {
  const day = dayOf(ctx.now());
  const { personId } = ctx.caller;
  return ctx.read(async (db) => {
    const taught = sql<Row>`(with teaching as materialized (${teachingOf(db.schoolId, personId, day)}), found as (
        select b.* from teaching t join assignments.assignment b on b.school_id = ${db.schoolId} and b.course_id = t.course_id
        union all select b.* from teaching t join assignments.assignment b on b.school_id = ${db.schoolId} and b.group_id = t.group_id)
      select a.id, a.title, a.starts_at, a.due_at, a.closes_at, a.published_at, a.deleted_at, coalesce(a.due_at, '9999-12-31'::timestamptz) as due_order, ${targetColumns},
        (select count(*)::int from (${recipientsOf(day)}) x) as recipients,
        (select count(*)::int from assignments.hand_in h where h.school_id = a.school_id and h.assignment_id = a.id and h.current) as handed_in,
        (select count(*)::int from assignments.hand_in h where h.school_id = a.school_id and h.assignment_id = a.id and h.current and ${unanswered}) as to_answer,
        array(select t.word from assignments.tag t where t.school_id = a.school_id and t.assignment_id = a.id and t.person_id = ${personId} order by t.word) as tags
      from found a ${targetJoins}
      where (a.deleted_at is not null) = ${query.show === 'removed'} and (a.published_at is not null or a.made_by = ${personId}))`;
    let rows = db.selectFrom(taught.as('w')).selectAll();
    if (query.targetId !== undefined) rows = rows.where(sql<boolean>`${query.targetId} in (w."courseId", w."groupId")`);
    if (query.show === 'drafts') rows = rows.where('w.published_at', 'is', null);
    if (query.show === 'to_answer') rows = rows.where('w.to_answer', '>', 0);
    if (query.show === 'running') {
      rows = rows.where(
        sql<boolean>`w.published_at is not null and (w.closes_at is null or w.closes_at > ${ctx.now()}) and (w.due_at is null or w.due_at > ${ctx.now()})`,
      );
    }
    if (query.tag !== undefined) rows = rows.where(sql<boolean>`${query.tag} = any(w.tags)`);
    if (query.dueFrom !== undefined) rows = rows.where('w.due_at', '>=', new Date(query.dueFrom));
    if (query.dueBefore !== undefined) rows = rows.where('w.due_at', '<', new Date(query.dueBefore));
    const page = await paged(
      rows,
      [
        { column: 'w.due_order', type: 'timestamptz', of: (row) => row.due_order.toISOString() },
        { column: 'w.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
      query.dueFrom === undefined ? 'desc' : 'asc',
    );
    return { next: page.next, items: page.items.map(shown) };
  });
}

function shown(row: Row) {
  return {
    id: row.id,
    title: row.title,
    target: targetOf(row),
    startsAt: row.starts_at?.toISOString() ?? null,
    dueAt: row.due_at?.toISOString() ?? null,
    closesAt: row.closes_at?.toISOString() ?? null,
    published: row.published_at !== null,
    recipients: row.recipients,
    handedIn: row.handed_in,
    toAnswer: row.to_answer,
    tags: row.tags,
    removedAt: row.deleted_at?.toISOString() ?? null,
  };
}
