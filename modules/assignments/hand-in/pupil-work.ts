import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { ownTimes, type TargetRow, targetColumns, targetJoins, visibleAt, workOf } from '../sql.ts';

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
 * All work some pupils can see at this instant, one row per pupil and piece, for a search and for one piece. `pupils` selects `pupil_id`.
 *
 * Both keys of the outer joins come from `x`: with one of them from `a`, PostgreSQL uses only that one in the index and reads every pupil's
 * row of a piece of work (1.0 ms instead of 0.6 ms).
 */
export function pupilWork(db: Db, pupils: RawBuilder<unknown>, now: Date): RawBuilder<PupilWorkRow> {
  return sql<PupilWorkRow>`(select a.id, x.pupil_id, p.name as pupil_name, a.title, ${ownTimes.dueAt} as due_at, ${ownTimes.closesAt} as closes_at,
      coalesce(${ownTimes.dueAt}, '9999-12-31'::timestamptz) as due_order,
      ${targetColumns}, coalesce(r.seen, false) as seen, coalesce(r.begun, false) as begun, h.id is not null as handed_in, coalesce(h.late, false) as late,
      exists (select from assignments.answer n where n.school_id = a.school_id and n.assignment_id = a.id and n.pupil_id = x.pupil_id and n.given_back_at is not null) as answered
    from (${workOf(db.schoolId, pupils, dayOf(now))}) x
    join assignments.assignment a on a.school_id = ${db.schoolId} and a.id = x.assignment_id and ${visibleAt(now)}
    join people.pub_person p on p.school_id = a.school_id and p.id = x.pupil_id
    ${targetJoins}
    left join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = x.assignment_id and r.pupil_id = x.pupil_id
    left join assignments.hand_in h on h.school_id = a.school_id and h.assignment_id = x.assignment_id and h.pupil_id = x.pupil_id and h.current)`;
}
