import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { TodayItem } from '#kernel/module/today.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { recipientsOf, type TargetRow, targetColumns, targetJoins, visibleAt } from '../sql.ts';

interface AskedWork extends TargetRow {
  id: string;
  title: string;
  dueAt: Date | null;
  begun: boolean;
  reviewIds: string[];
}

/**
 * What the caller is to review, for the start page: one line for each piece of work, soonest due first. Left out is what cannot be written any more: closed, of
 * work they do not receive now, or while the author has nothing handed in. One statement, none without reviews.
 *
 * @param reviewIds  reviews the caller has not handed in
 */
export async function reviewsToWrite(ctx: Ctx, db: Db, reviewIds: readonly string[]): Promise<TodayItem[]> {
  if (reviewIds.length === 0) return [];
  const now = ctx.now();
  const { rows } = await sql<AskedWork>`select a.id, a.title, p.due_at as "dueAt", w.begun, w."reviewIds", ${targetColumns}
    from (select v.assignment_id, bool_or(v.revision > 0) as begun, array_agg(v.id order by v.id) as "reviewIds" from assignments.review v
      where v.school_id = ${db.schoolId} and v.id = any(${[...reviewIds]}) and v.reviewer_id = ${ctx.caller.personId} and v.handed_in_at is null
        and exists (select from assignments.hand_in h where h.school_id = v.school_id and h.assignment_id = v.assignment_id and h.pupil_id = v.author_id and h.current)
      group by v.assignment_id) w
    join assignments.assignment a on a.school_id = ${db.schoolId} and a.id = w.assignment_id and ${visibleAt(now)}
    join assignments.peer_plan p on p.school_id = a.school_id and p.assignment_id = a.id and (p.due_at is null or p.due_at > ${now})
    ${targetJoins}
    where exists (select from (${recipientsOf(dayOf(now))}) x where x.pupil_id = ${ctx.caller.personId})
    order by p.due_at nulls last, a.id`.execute(db);
  return rows.map((row) => reviewItem(ctx, row));
}

/** Where there is one review, straight to it; no name of whom it is about stands here, hidden or not. */
function reviewItem(ctx: Ctx, { id, title, dueAt, begun, reviewIds, subject, subjectName, targetName }: AskedWork): TodayItem {
  const [first, ...others] = reviewIds;
  return {
    key: `${id}/reviews`,
    module: 'assignments',
    icon: 'assignment',
    title,
    sub: [ctx.say(ctx.language, 'assignments:today.review', { count: reviewIds.length }), subjectName ?? targetName].join(' · '),
    path: others.length > 0 || first === undefined ? `aufgaben/${id}` : `aufgaben/${id}/gutachten/${first}`,
    at: dueAt?.toISOString() ?? null,
    until: null,
    subject,
    state: begun ? 'begun' : 'new',
    count: null,
  };
}
