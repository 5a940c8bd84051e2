import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { ownTimes, recipientsOf, type TargetRow, targetColumns, targetJoins, teachingOf, visibleAt } from '../sql.ts';

/** A pupil who has not handed in a piece of work. */
export interface MissingRow extends TargetRow {
  id: string;
  title: string;
  pupil_id: string;
  name: string;
  sort_name: string;
  due_at: Date | null;
  due_order: Date;
  closed: boolean;
  overdue: boolean;
  reminded: boolean;
}

/** Everybody who has not handed in visible work of the courses and classes in which the caller may set work, by the pupil's own times. */
export function missingRows(db: Db, ctx: Ctx): RawBuilder<MissingRow> {
  const now = ctx.now();
  const day = dayOf(now);
  return sql<MissingRow>`(with teaching as materialized (${teachingOf(db.schoolId, ctx.caller.personId, day)}), found as (
      select a.* from teaching t join assignments.assignment a on a.school_id = ${db.schoolId} and a.course_id = t.course_id and ${visibleAt(now)}
      union all select a.* from teaching t join assignments.assignment a on a.school_id = ${db.schoolId} and a.group_id = t.group_id and ${visibleAt(now)})
    select a.id, a.title, x.pupil_id, p.last_name || ', ' || coalesce(p.call_name, p.first_name) as name, p.sort_name, ${targetColumns},
      ${ownTimes.dueAt} as due_at, coalesce(${ownTimes.dueAt}, '9999-12-31'::timestamptz) as due_order,
      coalesce(${ownTimes.closesAt} <= ${now}, false) as closed, coalesce(${ownTimes.dueAt} < ${now}, false) as overdue,
      coalesce(r.reminded_on = ${day}::date, false) or coalesce(a.reminded_on = ${day}::date, false) as reminded
    from found a ${targetJoins} cross join lateral (${recipientsOf(day)}) x
    join people.pub_person p on p.school_id = a.school_id and p.id = x.pupil_id
    left join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = a.id and r.pupil_id = x.pupil_id
    where ${ctx.caller.context === 'work'} and not exists (select from assignments.hand_in h
      where h.school_id = a.school_id and h.assignment_id = a.id and h.pupil_id = x.pupil_id and h.current))`;
}
