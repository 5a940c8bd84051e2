import { type RawBuilder, sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { cutPage, type OrderColumn, paged, pageLimit } from '#kernel/db/page.ts';
import { type Or, prepared } from '#kernel/db/prepared.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { namesOf } from '#modules/people/public.ts';
import { readablePupils } from '../access.ts';
import { workState } from '../state.ts';
import { type TargetLabel, targetLabels, unknownTarget } from '../target-labels.ts';
import type { PupilWork, workListContract } from './contract.ts';
import { everyWork, type WorkRow } from './every-work.ts';
import { type OpenRow, openRows } from './open.ts';

type ListedRow = WorkRow & { dueOrder: Date; late: boolean; answered: boolean };
type ListQuery = Query<typeof workListContract>;
interface ListPage {
  items: ListedRow[];
  next: string | null;
}

const order: OrderColumn<ListedRow>[] = [
  { column: 'w.dueOrder', type: 'timestamptz', of: (row) => row.dueOrder.toISOString() },
  { column: 'w.id', type: 'uuid', of: (row) => row.id },
  { column: 'w.pupilId', type: 'uuid', of: (row) => row.pupilId },
];

/**
 * A pupil's own work, or that of a guardian's or assistant's children: open work by due time, soonest first; done and all of it latest first,
 * except from a day on.
 * One statement for pupils, beside names that are mostly known already; one more for guardians (the setting), and one for the pupils' names.
 */
export async function listWork(ctx: Ctx, query: ListQuery): Promise<Answer<typeof workListContract>> {
  const now = ctx.now();
  return ctx.read(async (db) => {
    const page = await (isUsual(ctx, query) ? usualPage(db, ctx.caller.personId, now, query.limit) : anyPage(db, ctx, query, now));
    const others = [...new Set(page.items.map(({ pupilId }) => pupilId))].filter((id) => id !== ctx.caller.personId);
    const [labels, names] = await Promise.all([
      targetLabels(
        db,
        page.items.map(({ targetId }) => targetId),
      ),
      others.length > 0 ? namesOf(db, others) : new Map<string, { name: string }>(),
    ]);
    return {
      next: page.next,
      items: page.items.map((row) => shown(row, labels.get(row.targetId) ?? unknownTarget, names.get(row.pupilId)?.name ?? null, now)),
    };
  });
}

/** Whether a pupil opens the list of what is to do: by far the most asked. */
function isUsual({ caller }: Ctx, query: ListQuery): boolean {
  const { show = 'open', limit: _, ...narrowed } = query;
  return caller.context === 'pupil' && show === 'open' && Object.values(narrowed).every((value) => value === undefined);
}

async function usualPage(db: Db, pupilId: string, now: Date, limit?: number): Promise<ListPage> {
  const most = pageLimit(limit);
  return cutPage(await usualRows(db, { schoolId: db.schoolId, pupilId, now, day: dayOf(now), rows: most + 1 }), order, most);
}

const usualRows = prepared<{ schoolId: string; pupilId: string; now: Date; day: string; rows: number }, ListedRow>(
  ['schoolId', 'pupilId', 'now', 'day', 'rows'],
  (at) => sql`select w.*, ${late(at.schoolId, 'open')} as late, ${answered(at.schoolId)} as answered
    from ${listed(openWithFlag(openRows(sql`select ${at.pupilId}::uuid as pupil_id`, at)))} w
    order by w."dueOrder", w.id, w."pupilId" limit ${at.rows}`,
);

async function anyPage(db: Db, ctx: Ctx, query: ListQuery, now: Date): Promise<ListPage> {
  const show = query.show ?? 'open';
  const pupils = await readablePupils(db, ctx, query.pupilId);
  const open = show === 'open';
  const work = open
    ? openWithFlag(openRows(pupils, { schoolId: db.schoolId, now, day: dayOf(now) }))
    : everyWork(db, pupils, now, { done: show === 'done' });
  let rows = db
    .selectFrom(listed(work).as('w'))
    .selectAll()
    .select([late(db.schoolId, show).as('late'), answered(db.schoolId).as('answered')]);
  if (query.targetId !== undefined) rows = rows.where('w.targetId', '=', query.targetId);
  if (query.dueFrom !== undefined) rows = rows.where('w.dueAt', '>=', new Date(query.dueFrom));
  if (query.dueBefore !== undefined) rows = rows.where('w.dueAt', '<', new Date(query.dueBefore));
  return paged(rows, order, query, open || query.dueFrom !== undefined ? 'asc' : 'desc');
}

/** The same rule as `workState`: open is what can still be handed in. */
function openWithFlag(rows: RawBuilder<OpenRow>): RawBuilder<WorkRow> {
  return sql`select o.*, false as "handedIn" from (${rows}) o`;
}

/** With what the order needs. */
function listed(work: RawBuilder<WorkRow>): RawBuilder<WorkRow & { dueOrder: Date }> {
  return sql`(select w.*, coalesce(w."dueAt", '9999-12-31'::timestamptz) as "dueOrder" from (${work}) w)`;
}

/** Looked up for the rows of one page alone, as is `answered`; nothing open is handed in, be it late. */
function late(school: Or<string>, show: 'open' | 'done' | 'all'): RawBuilder<boolean> {
  return show === 'open'
    ? sql`false`
    : sql`exists (select from assignments.hand_in h where ${ofRow('h', school)} and h.current and h.late)`;
}

function answered(school: Or<string>): RawBuilder<boolean> {
  return sql`exists (select from assignments.answer n where ${ofRow('n', school)} and n.given_back_at is not null)`;
}

function ofRow(alias: 'h' | 'n', school: Or<string>): RawBuilder<boolean> {
  const row = sql.raw(alias);
  return sql`${row}.school_id = ${school} and ${row}.pupil_id = w."pupilId" and ${row}.assignment_id = w.id`;
}

function shown(row: ListedRow, label: TargetLabel, pupilName: string | null, now: Date): PupilWork {
  return {
    id: row.id,
    pupilId: row.pupilId,
    pupilName,
    title: row.title,
    target: { id: row.targetId, kind: label.kind, name: label.name, subject: label.subject, subjectName: label.subjectName },
    dueAt: row.dueAt?.toISOString() ?? null,
    closesAt: row.closesAt?.toISOString() ?? null,
    state: workState(row, row, now),
    late: row.late,
    answered: row.answered,
  };
}
