import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { classesOf, ownTimes, validOn, visibleAt } from '../sql.ts';
import type { OpenRow } from './open.ts';

/** A piece of work as lists show it, still without the name of its course or class. */
export type WorkRow = OpenRow & { handedIn: boolean };

/**
 * All work some pupils can see, or what they have handed in of it. The pupils' own rows are read once and looked up in memory, by `in`: PostgreSQL makes a
 * hash of those, while it would join two such lists row by row where it takes them for short ones (a year of work: ten times as dear); as a
 * condition a bare `in` is such a join, `is true` keeps it from that. Only the few with times of their own are joined. Listed pupils who are in the course or class come by that alone.
 */
export function everyWork(db: Db, pupils: RawBuilder<unknown>, now: Date, { done }: { done: boolean }): RawBuilder<WorkRow> {
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
    ${done ? sql`where (${is('handed_in')}) is true` : sql``}`;
}
