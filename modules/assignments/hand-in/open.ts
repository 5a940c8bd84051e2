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
}

/** More than any pupils have open at once. */
const most = 1_000;

/**
 * The open work of some pupils, soonest due first, for start pages: of all statements the one that is asked most. What is handed in or closed is left out
 * before anything else is looked up; names come from elsewhere, order is made here.
 *
 * @param pupils  a query with one column, ids of pupils
 */
export async function openWork(db: Db, pupils: RawBuilder<unknown>, now: Date): Promise<OpenWork[]> {
  const day = dayOf(now);
  const school = db.schoolId;
  // whoever has times of their own is asked for once, and few have: the rows below meet them in memory
  const open = (pupil: RawBuilder<unknown>) =>
    sql`a.school_id = ${school} and ${visibleAt(now)} and (a.closes_at is null or a.closes_at > ${now} or (${pupil}, a.id) in (select o.pupil_id, o.assignment_id from own o))`;
  const member = sql`m.person_id`;
  const columns = sql`a.id, a.title, a.due_at, a.closes_at`;
  const { rows } = await sql<Omit<OpenWork, keyof TargetLabel> & { targetId: string }>`
with own as materialized (select r.pupil_id, r.assignment_id, r.due_at, r.closes_at from assignments.recipient r
      where r.school_id = ${school} and r.pupil_id in (${pupils}) and r.own_times)
    select w.id, w.pupil_id as "pupilId", w.title, case when o.pupil_id is null then w.due_at else o.due_at end as "dueAt",
      case when o.pupil_id is null then w.closes_at else o.closes_at end as "closesAt", w.target_id as "targetId",
      exists (select from assignments.recipient r where r.school_id = ${school} and r.pupil_id = w.pupil_id and r.assignment_id = w.id and r.seen) as seen,
      exists (select from assignments.hand_in_draft d where d.school_id = ${school} and d.pupil_id = w.pupil_id and d.assignment_id = w.id) as begun
    from (select m.person_id as pupil_id, m.course_id as target_id, ${columns} from courses.pub_member m
        join assignments.assignment a on a.course_id = m.course_id and a.whole and ${open(member)}
        where m.school_id = ${school} and m.person_id in (${pupils}) and ${validOn('m', day)}
      union all select m.person_id, m.group_id, ${columns} from groups.pub_member m
        join assignments.assignment a on a.group_id = m.group_id and a.whole and ${open(member)}
        where m.school_id = ${school} and m.person_id in (${pupils}) and m.part in ${pupilParts} and ${validOn('m', day)}
      union all select r.pupil_id, coalesce(a.course_id, a.group_id), ${columns} from assignments.recipient r
        join assignments.assignment a on a.id = r.assignment_id and not a.whole and ${open(sql`r.pupil_id`)}
        where r.school_id = ${school} and r.pupil_id in (${pupils}) and r.chosen) w
    left join own o on o.pupil_id = w.pupil_id and o.assignment_id = w.id
    where (o.pupil_id is null or o.closes_at is null or o.closes_at > ${now}) and not exists (select from assignments.hand_in h where h.school_id = ${school} and h.pupil_id = w.pupil_id and h.assignment_id = w.id and h.current)
    limit ${most}`.execute(db);
  const work = inOrder(rows);
  const labels = await targetLabels(
    db,
    work.map(({ targetId }) => targetId),
  );
  return work.map(({ targetId, ...row }) => ({ ...row, ...(labels.get(targetId) ?? { name: '', subject: null, subjectName: null }) }));
}

/** Each piece once (a class representative is a member twice), soonest due first, without a due date last. */
function inOrder<R extends { id: string; pupilId: string; dueAt: Date | null }>(rows: readonly R[]): R[] {
  const once = new Map(rows.map((row) => [row.id + row.pupilId, row]));
  const due = ({ dueAt }: R) => dueAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return [...once.entries()]
    .sort(([a, one], [b, other]) => (due(one) === due(other) ? (a < b ? -1 : 1) : due(one) - due(other)))
    .map(([, row]) => row);
}
