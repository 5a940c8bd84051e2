import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { TodayItem, TodayPart } from '#kernel/module/today.ts';
import { namesOf } from '#modules/people/public.ts';
import { readablePupils } from '../access.ts';
import { reviewsToWrite } from '../peer/today.ts';
import { workState } from '../state.ts';
import { type OpenWork, openWork, ownOpenWork } from './open.ts';

/** A start page is read at a glance; the rest stands in the list. */
const most = 12;

/** Open work of the caller, or of each child: overdue and due within the span under `due`, other new work under `waiting`; with what a pupil is to review. */
export async function workOfPupils(ctx: Ctx, db: Db, span: { to: Date }): Promise<TodayPart> {
  const now = ctx.now();
  const { work: rows, reviewIds } =
    ctx.caller.context === 'pupil'
      ? await ownOpenWork(db, ctx.caller.personId, now)
      : { work: await openWork(db, await readablePupils(db, ctx), now), reviewIds: [] };
  const due = rows.filter(({ dueAt }) => dueAt !== null && dueAt <= span.to).slice(0, most);
  const fresh = rows.filter((row) => !due.includes(row) && stateOf(row, now) === 'new').slice(0, most);
  const shown = [...due, ...fresh];
  // a guardian's children stand side by side under their names; an assistant's do not
  const [names, reviews] = await Promise.all([
    ctx.caller.context === 'work' && shown.length > 0 ? namesOf(db, [...new Set(shown.map(({ pupilId }) => pupilId))]) : null,
    reviewsToWrite(ctx, db, reviewIds),
  ]);
  const item = (row: OpenWork) => pupilItem(ctx, row, now, names?.get(row.pupilId)?.name ?? null);
  const open = rows.length;
  return {
    due: due.map(item),
    waiting: [...reviews, ...fresh.map(item)],
    counts: open > 0 && ctx.caller.context !== 'work' ? { 'assignments.list': open } : {},
  };
}

const itemStates = { new: 'new', begun: 'begun', done: 'done', overdue: 'late', past: 'past' } as const;

function stateOf({ dueAt, closesAt, seen, begun }: OpenWork, now: Date) {
  return workState({ dueAt, closesAt }, { seen, begun, handedIn: false }, now);
}

function pupilItem(ctx: Ctx, row: OpenWork, now: Date, pupil: string | null): TodayItem {
  const own = row.pupilId === ctx.caller.personId;
  return {
    key: `${row.id}/${row.pupilId}`,
    module: 'assignments',
    icon: 'assignment',
    title: row.title,
    sub: [pupil, row.subjectName ?? row.name].filter((part) => part !== null).join(' · '),
    ...(pupil !== null && { namesPeople: true }),
    path: own ? `aufgaben/${row.id}` : `aufgaben/${row.id}?kind=${row.pupilId}`,
    at: row.dueAt?.toISOString() ?? null,
    until: null,
    subject: row.subject,
    state: itemStates[stateOf(row, now)],
    count: null,
    ...(ctx.caller.context === 'guardian' && { childId: row.pupilId }),
  };
}
