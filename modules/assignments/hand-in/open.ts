import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { type Or, prepared } from '#kernel/db/prepared.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { classesOf, pupilParts, validOn, visibleAt } from '../sql.ts';
import { type TargetLabel, targetLabels, unknownTarget } from '../target-labels.ts';

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

/** As it is indexed (migrations/0010-open-work.sql). */
const closesAt = sql`case when a.closes_at is null then 'infinity'::timestamptz else a.closes_at end`;
/** More than any pupils have open at once. */
const most = 1_000;

/**
 * A pupil's own open work, soonest due first, for start pages: of all statements the one that is asked most. Names come from elsewhere, order is made here.
 * The ids of what is to be reviewed travel in the same statement: few pupils have any.
 */
export async function ownOpenWork(db: Db, pupilId: string, now: Date): Promise<{ work: OpenWork[]; reviewIds: string[] }> {
  const rows = await ownRows(db, { schoolId: db.schoolId, pupilId, now, day: dayOf(now) });
  const work = rows.filter(({ reviewId }) => reviewId === null).map(({ reviewId: _, ...row }) => row);
  return { work: await named(db, work), reviewIds: rows.flatMap(({ reviewId }) => reviewId ?? []) };
}

/**
 * The open work of some pupils, soonest due first.
 *
 * @param pupils  a query with one column, ids of pupils
 */
export async function openWork(db: Db, pupils: RawBuilder<unknown>, now: Date): Promise<OpenWork[]> {
  const { rows } = await sql<OpenRow>`${openRows(pupils, { schoolId: db.schoolId, now, day: dayOf(now) })} limit ${most}`.execute(db);
  return named(db, rows);
}

const ownRows = prepared<{ schoolId: string; pupilId: string; now: Date; day: string }, OpenRow & { reviewId: string | null }>(
  ['schoolId', 'pupilId', 'now', 'day'],
  (at) => sql`select o.*, null::uuid as "reviewId" from (${openRows(sql`select ${at.pupilId}::uuid as pupil_id`, at)}) o
    union all select v.assignment_id, v.reviewer_id, '', null, null, v.assignment_id, false, false, v.id
      from assignments.review v where v.school_id = ${at.schoolId} and v.reviewer_id = ${at.pupilId} and v.handed_in_at is null
    limit ${most}`,
);

async function named(db: Db, rows: readonly OpenRow[]): Promise<OpenWork[]> {
  const labels = await targetLabels(
    db,
    rows.map(({ targetId }) => targetId),
  );
  return inOrder(rows).map(({ targetId, ...row }) => ({ ...row, ...(labels.get(targetId) ?? unknownTarget) }));
}

/** Open work without the name of its course or class. */
export type OpenRow = Omit<OpenWork, keyof TargetLabel> & { targetId: string };

/**
 * A query for the open work of some pupils. What is closed or handed in is left out before anything else is looked up; those few with times of their own
 * are found by an index of theirs.
 *
 * @param pupils  a query with one column, ids of pupils
 */
export function openRows(
  pupils: RawBuilder<unknown>,
  { schoolId: school, now, day }: { schoolId: Or<string>; now: Or<Date>; day: Or<string> },
): RawBuilder<OpenRow> {
  const open = sql`a.school_id = ${school} and ${visibleAt(now)} and ${closesAt} > ${now}`;
  const columns = sql`a.id, a.title, a.due_at, a.closes_at`;
  return sql<OpenRow>`select w.id, w.pupil_id as "pupilId", w.title, w.due_at as "dueAt", w.closes_at as "closesAt", w.target_id as "targetId",
      coalesce(s.seen, false) as seen, coalesce(s.begun, false) as begun
    from (select m.person_id as pupil_id, m.course_id as target_id, ${columns} from courses.pub_member m
        join assignments.assignment a on a.course_id = m.course_id and a.whole and ${open}
        where m.school_id = ${school} and m.person_id in (${pupils}) and ${validOn('m', day)}
      union all select m.person_id, m.group_id, ${columns} from (${classesOf(school, pupils, day)}) m
        join assignments.assignment a on a.group_id = m.group_id and a.whole and ${open}
      union all select r.pupil_id, coalesce(a.course_id, a.group_id), ${columns} from assignments.recipient r
        join assignments.assignment a on a.id = r.assignment_id and not a.whole and ${open}
        where r.school_id = ${school} and r.pupil_id in (${pupils}) and r.chosen) w
    left join assignments.recipient s on s.school_id = ${school} and s.pupil_id = w.pupil_id and s.assignment_id = w.id
    where not coalesce(s.handed_in or s.own_times, false)
    union all select a.id, r.pupil_id, a.title, r.due_at, r.closes_at, coalesce(a.course_id, a.group_id), r.seen, r.begun from assignments.recipient r
    join assignments.assignment a on a.school_id = ${school} and a.id = r.assignment_id and ${visibleAt(now)}
    where r.school_id = ${school} and r.pupil_id in (${pupils}) and r.own_times and not r.handed_in and (r.closes_at is null or r.closes_at > ${now})
      and case when a.whole then ${stillThere(day)} else r.chosen end`;
}

/** Whether the pupil of the recipient row `r` is in the course or class of assignment `a`. */
function stillThere(day: Or<string>): RawBuilder<boolean> {
  return sql`(exists (select from courses.pub_member m where m.school_id = a.school_id and m.course_id = a.course_id and m.person_id = r.pupil_id and ${validOn('m', day)})
    or exists (select from groups.pub_member m where m.school_id = a.school_id and m.group_id = a.group_id and m.person_id = r.pupil_id
      and m.part in ${pupilParts} and ${validOn('m', day)}))`;
}

/** Soonest due first, without a due date last. */
function inOrder<R extends { id: string; pupilId: string; dueAt: Date | null }>(rows: readonly R[]): R[] {
  const due = ({ dueAt }: R) => dueAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const key = ({ id, pupilId }: R) => id + pupilId;
  return rows.toSorted((one, other) => (due(one) === due(other) ? (key(one) < key(other) ? -1 : 1) : due(one) - due(other)));
}
