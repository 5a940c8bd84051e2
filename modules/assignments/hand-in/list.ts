import { type RawBuilder, sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { readablePupils } from '../access.ts';
import { ownTimes, type TargetRow, targetColumns, targetJoins, targetOf, visibleAt, workOf } from '../sql.ts';
import { workState } from '../state.ts';
import type { PupilWork, workListContract } from './contract.ts';

/** One piece of work of one pupil, with how far it is. */
export interface PupilWorkRow extends TargetRow {
  id: string;
  pupil_id: string;
  pupil_name: string;
  title: string;
  due_at: Date | null;
  closes_at: Date | null;
  due_order: Date;
  seen: boolean;
  begun: boolean;
  handed_in: boolean;
  late: boolean;
  answered: boolean;
}

/**
 * All work some pupils can see at this instant, one row per pupil and piece; of one course or class only with `targetId`. `pupils` selects `pupil_id`.
 *
 * Both keys of the outer joins come from `x`: with one of them from `a`, PostgreSQL uses only that one in the index and reads every pupil's
 * row of a piece of work (1.0 ms instead of 0.6 ms).
 */
export function pupilWork(db: Db, pupils: RawBuilder<unknown>, now: Date, targetId?: string): RawBuilder<PupilWorkRow> {
  return sql<PupilWorkRow>`(select a.id, x.pupil_id, p.name as pupil_name, a.title, ${ownTimes.dueAt} as due_at, ${ownTimes.closesAt} as closes_at,
      coalesce(${ownTimes.dueAt}, '9999-12-31'::timestamptz) as due_order,
      ${targetColumns}, coalesce(r.seen, false) as seen, d.id is not null as begun, h.id is not null as handed_in, coalesce(h.late, false) as late,
      exists (select from assignments.answer n where n.school_id = a.school_id and n.assignment_id = a.id and n.pupil_id = x.pupil_id and n.given_back_at is not null) as answered
    from (${workOf(db.schoolId, pupils, dayOf(now), targetId)}) x
    join assignments.assignment a on a.school_id = ${db.schoolId} and a.id = x.assignment_id and ${visibleAt(now)}
    join people.pub_person p on p.school_id = a.school_id and p.id = x.pupil_id
    ${targetJoins}
    left join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = x.assignment_id and r.pupil_id = x.pupil_id
    left join assignments.hand_in_draft d on d.school_id = a.school_id and d.assignment_id = x.assignment_id and d.pupil_id = x.pupil_id
    left join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = x.assignment_id and h.pupil_id = x.pupil_id and h.current)`;
}

/** Rows that can still be handed in: the same rule as `workState`, for the database. */
function isOpen(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(not w.handed_in and (w.closes_at is null or w.closes_at > ${now}))`;
}

/**
 * A pupil's own work, or that of a guardian's or assistant's children: open work by due time, soonest first; done and all of it latest first,
 * except from a day on.
 * One statement for pupils and assistants, two for guardians.
 */
export async function listWork(ctx: Ctx, query: Query<typeof workListContract>): Promise<Answer<typeof workListContract>> {
  const now = ctx.now();
  const show = query.show ?? 'open';
  return ctx.read(async (db) => {
    let rows = db.selectFrom(pupilWork(db, await readablePupils(db, ctx, query.pupilId), now, query.targetId).as('w')).selectAll();
    if (show === 'open') rows = rows.where(isOpen(now));
    if (show === 'done') rows = rows.where('w.handed_in', '=', true);
    if (query.dueFrom !== undefined) rows = rows.where('w.due_at', '>=', new Date(query.dueFrom));
    if (query.dueBefore !== undefined) rows = rows.where('w.due_at', '<', new Date(query.dueBefore));
    const soonest = show === 'open' || query.dueFrom !== undefined;
    const page = await paged(
      rows,
      [
        { column: 'w.due_order', type: 'timestamptz', of: (row) => row.due_order.toISOString() },
        { column: 'w.id', type: 'uuid', of: (row) => row.id },
        { column: 'w.pupil_id', type: 'uuid', of: (row) => row.pupil_id },
      ],
      query,
      soonest ? 'asc' : 'desc',
    );
    return { next: page.next, items: page.items.map((row) => shown(row, ctx, now)) };
  });
}

function shown(row: PupilWorkRow, ctx: Ctx, now: Date): PupilWork {
  return {
    id: row.id,
    pupilId: row.pupil_id,
    pupilName: row.pupil_id === ctx.caller.personId ? null : row.pupil_name,
    title: row.title,
    target: targetOf(row),
    dueAt: row.due_at?.toISOString() ?? null,
    closesAt: row.closes_at?.toISOString() ?? null,
    state: stateOf(row, now),
    late: row.late,
    answered: row.answered,
  };
}

/** How a row stands at an instant. */
export function stateOf(row: Pick<PupilWorkRow, 'due_at' | 'closes_at' | 'seen' | 'begun' | 'handed_in'>, now: Date) {
  return workState({ dueAt: row.due_at, closesAt: row.closes_at }, { seen: row.seen, begun: row.begun, handedIn: row.handed_in }, now);
}
