import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { pupilParts, validOn, visibleAt } from '../sql.ts';
import { type TargetLabel, targetLabels } from '../target-labels.ts';

/** A piece of work that a pupil can still hand in. */
export interface OpenWork extends TargetLabel {
  id: string;
  pupilId: string;
  title: string;
  dueAt: Date | null;
  closesAt: Date | null;
  seen: boolean;
  begun: boolean;
  /** How many there are in all. */
  open: number;
}

/** What is read of a piece of work; nothing of other modules, whose names are kept elsewhere. */
const columns = sql`p.pupil_id, a.id, a.title, a.due_at, a.closes_at, a.course_id, a.group_id`;
const order = sql`coalesce(due_at, '9999-12-31'::timestamptz), id, pupil_id`;

/**
 * The open work of some pupils, soonest due first, for start pages: of all statements the one that is asked most. What is handed in or closed is left out
 * before anything else is looked up.
 *
 * @param pupils  a query with the one column `pupil_id`
 */
export async function openWork(db: Db, pupils: RawBuilder<unknown>, now: Date, limit: number): Promise<OpenWork[]> {
  const day = dayOf(now);
  const school = db.schoolId;
  const open = sql`${visibleAt(now)} and (a.closes_at is null or a.closes_at > ${now})`;
  const { rows } = await sql<Omit<OpenWork, keyof TargetLabel> & { targetId: string }>`with pupils as (${pupils}), live as (
      select ${columns} from pupils p join courses.pub_member m on m.school_id = ${school} and m.person_id = p.pupil_id and ${validOn('m', day)}
        join assignments.assignment a on a.school_id = ${school} and a.course_id = m.course_id and a.whole and ${open}
      union all select ${columns} from (select distinct p.pupil_id, m.group_id from pupils p join groups.pub_member m on m.school_id = ${school}
          and m.person_id = p.pupil_id and m.part in ${pupilParts} and ${validOn('m', day)}) p
        join assignments.assignment a on a.school_id = ${school} and a.group_id = p.group_id and a.whole and ${open}
      union all select ${columns} from pupils p join assignments.recipient r on r.school_id = ${school} and r.pupil_id = p.pupil_id and r.chosen
        join assignments.assignment a on a.school_id = ${school} and a.id = r.assignment_id and not a.whole and ${open}),
    w as materialized (select a.*, (count(*) over ())::int as open from live a
      where not exists (select from assignments.hand_in h where h.school_id = ${school} and h.pupil_id = a.pupil_id and h.assignment_id = a.id and h.current)
      order by ${order} limit ${limit})
    select w.id, w.pupil_id as "pupilId", w.title, w.due_at as "dueAt", w.closes_at as "closesAt", coalesce(w.course_id, w.group_id) as "targetId", w.open,
      exists (select from assignments.recipient r where r.school_id = ${school} and r.pupil_id = w.pupil_id and r.assignment_id = w.id and r.seen) as seen,
      exists (select from assignments.hand_in_draft d where d.school_id = ${school} and d.pupil_id = w.pupil_id and d.assignment_id = w.id) as begun
    from w order by ${order}`.execute(db);
  const labels = await targetLabels(
    db,
    rows.map(({ targetId }) => targetId),
  );
  return rows.map(({ targetId, ...row }) => ({ ...row, ...(labels.get(targetId) ?? { name: '', subject: null, subjectName: null }) }));
}
