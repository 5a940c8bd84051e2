import { type RawBuilder, sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { namesOf } from '#modules/people/public.ts';
import { readablePupils } from '../access.ts';
import { classesOf, ownTimes, validOn, visibleAt } from '../sql.ts';
import { workState } from '../state.ts';
import { type TargetLabel, targetLabels, unknownTarget } from '../target-labels.ts';
import type { PupilWork, workListContract } from './contract.ts';
import { type OpenRow, openRows } from './open.ts';

type WorkRow = OpenRow & { handedIn: boolean };
type ListedRow = WorkRow & { dueOrder: Date; late: boolean; answered: boolean };

/**
 * A pupil's own work, or that of a guardian's or assistant's children: open work by due time, soonest first; done and all of it latest first,
 * except from a day on.
 * One statement for pupils, beside names that are mostly known already; one more for guardians (the setting), and one for the pupils' names.
 */
export async function listWork(ctx: Ctx, query: Query<typeof workListContract>): Promise<Answer<typeof workListContract>> {
  const now = ctx.now();
  const show = query.show ?? 'open';
  return ctx.read(async (db) => {
    const pupils = await readablePupils(db, ctx, query.pupilId);
    // the same rule as `workState`: open is what can still be handed in
    const work =
      show === 'open'
        ? sql<WorkRow>`select o.*, false as "handedIn" from (${openRows(pupils, { schoolId: db.schoolId, now, day: dayOf(now) })}) o`
        : everyWork(db, pupils, now, { done: show === 'done' });
    let rows = db.selectFrom(listed(work).as('w')).selectAll().select(columnsOfPage(db, show));
    if (query.targetId !== undefined) rows = rows.where('w.targetId', '=', query.targetId);
    if (query.dueFrom !== undefined) rows = rows.where('w.dueAt', '>=', new Date(query.dueFrom));
    if (query.dueBefore !== undefined) rows = rows.where('w.dueAt', '<', new Date(query.dueBefore));
    const soonest = show === 'open' || query.dueFrom !== undefined;
    const page = await paged(
      rows,
      [
        { column: 'w.dueOrder', type: 'timestamptz', of: (row) => row.dueOrder.toISOString() },
        { column: 'w.id', type: 'uuid', of: (row) => row.id },
        { column: 'w.pupilId', type: 'uuid', of: (row) => row.pupilId },
      ],
      query,
      soonest ? 'asc' : 'desc',
    );
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

/**
 * All work some pupils can see, or what they have handed in of it. The pupils' own rows are read once and looked up in memory, by `in`: PostgreSQL makes a
 * hash of those, while it would join two such lists row by row where it takes them for short ones (a year of work: ten times as dear). Only the few with times of
 * their own are joined. Listed pupils who are in the course or class come by that alone.
 */
function everyWork(db: Db, pupils: RawBuilder<unknown>, now: Date, { done }: { done: boolean }): RawBuilder<WorkRow> {
  const school = db.schoolId;
  const day = dayOf(now);
  const columns = sql`a.id, a.title, a.due_at, a.closes_at, coalesce(a.course_id, a.group_id) as target_id`;
  const visible = sql`a.school_id = ${school} and ${visibleAt(now)}`;
  const is = (flag: 'seen' | 'begun' | 'handed_in') =>
    sql<boolean>`(a.pupil_id, a.id) in (select o.pupil_id, o.assignment_id from own o where o.${sql.raw(flag)})`;
  return sql<WorkRow>`with own as materialized (select r.pupil_id, r.assignment_id, r.listed, r.seen, r.begun, r.handed_in
      from assignments.recipient r where r.school_id = ${school} and r.pupil_id in (${pupils})),
    times as materialized (select r.pupil_id, r.assignment_id, r.own_times, r.due_at, r.closes_at
      from assignments.recipient r where r.school_id = ${school} and r.pupil_id in (${pupils}) and r.own_times),
    there as materialized (select m.person_id as pupil_id, ${columns} from courses.pub_member m
        join assignments.assignment a on a.course_id = m.course_id and a.whole and ${visible}
        where m.school_id = ${school} and m.person_id in (${pupils}) and ${validOn('m', day)}
      union all select m.person_id, ${columns} from (${classesOf(school, pupils, day)}) m
        join assignments.assignment a on a.group_id = m.group_id and a.whole and ${visible}),
    work as (select * from there
      union all select r.pupil_id, ${columns} from own r join assignments.assignment a on a.id = r.assignment_id and ${visible}
        where r.listed and (r.pupil_id, r.assignment_id) not in (select t.pupil_id, t.id from there t))
    select a.id, a.pupil_id as "pupilId", a.title, ${ownTimes.dueAt} as "dueAt", ${ownTimes.closesAt} as "closesAt", a.target_id as "targetId",
      ${is('seen')} as seen, ${is('begun')} as begun, ${is('handed_in')} as "handedIn"
    from work a left join times r on r.pupil_id = a.pupil_id and r.assignment_id = a.id
    ${done ? sql`where ${is('handed_in')}` : sql``}`;
}

/** With what the order needs. */
function listed(work: RawBuilder<WorkRow>): RawBuilder<WorkRow & { dueOrder: Date }> {
  return sql`(select w.*, coalesce(w."dueAt", '9999-12-31'::timestamptz) as "dueOrder" from (${work}) w)`;
}

/** What is looked up for the rows of one page alone; nothing open is handed in, be it late. */
function columnsOfPage(db: Db, show: 'open' | 'done' | 'all') {
  const of = (alias: 'h' | 'n') => {
    const row = sql.raw(alias);
    return sql`${row}.school_id = ${db.schoolId} and ${row}.pupil_id = w."pupilId" and ${row}.assignment_id = w.id`;
  };
  return [
    (show === 'open'
      ? sql<boolean>`false`
      : sql<boolean>`exists (select from assignments.hand_in h where ${of('h')} and h.current and h.late)`
    ).as('late'),
    sql<boolean>`exists (select from assignments.answer n where ${of('n')} and n.given_back_at is not null)`.as('answered'),
  ];
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
