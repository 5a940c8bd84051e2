import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { TodayItem, TodayPart } from '#kernel/module/today.ts';
import { berlin, dayOf } from '#kernel/time/calendar.ts';
import { pupilParts, teachingOf, validOn, visibleAt } from '../sql.ts';
import { type TargetLabel, targetLabels, unknownTarget } from '../target-labels.ts';
import { unanswered } from './list.ts';

/** A start page is read at a glance; the rest stands in the list. */
const most = 12;
/** More pieces of work at once than any teacher has. */
const mostTaught = 300;

interface Taught extends TargetLabel {
  id: string;
  title: string;
  dueAt: Date | null;
  toAnswer: number;
  /** Of work that still runs; else null. */
  handedIn: number | null;
  recipients: number | null;
}

/** Hand-ins to answer once work is due (or everybody has handed in), and work that still runs. */
export async function workOfTeacher(ctx: Ctx, db: Db): Promise<TodayPart> {
  const rows = await taughtWork(ctx, db);
  const running = rows.filter(({ handedIn, recipients }) => handedIn !== null && recipients !== null && handedIn < recipients);
  const waiting = rows.filter((row) => row.toAnswer > 0 && !running.includes(row));
  const total = waiting.reduce((sum, { toAnswer }) => sum + toAnswer, 0);
  return {
    waiting: waiting.slice(0, most).map((row) => teacherItem(ctx, row, 'toAnswer')),
    running: running.slice(0, most).map((row) => teacherItem(ctx, row, 'handedIn')),
    counts: total > 0 ? { 'assignments.list': total } : {},
  };
}

/**
 * One statement. Of all that was ever set, only what waits or runs is counted further. Who receives running work is counted once per course or class:
 * its pupils, and beside them those who are listed by name, by the rule of `recipientsOf`.
 */
async function taughtWork(ctx: Ctx, db: Db): Promise<Taught[]> {
  const now = ctx.now();
  const day = dayOf(now);
  const school = db.schoolId;
  const columns = sql`a.id, a.title, a.due_at, a.whole, a.group_id is not null as in_class, coalesce(a.due_at > ${now}, false) as runs`;
  const active = sql`join people.pub_person p on p.school_id = ${school} and p.id = m.person_id and p.status = 'active'`;
  const { rows } = await sql<
    Omit<Taught, keyof TargetLabel> & { targetId: string }
  >`with teaching as materialized (${teachingOf(school, ctx.caller.personId, day)}),
    live as (
      select ${columns}, a.course_id as target_id from teaching t
        join assignments.assignment a on a.school_id = ${school} and a.course_id = t.course_id and ${visibleAt(now)}
      union all select ${columns}, a.group_id from teaching t
        join assignments.assignment a on a.school_id = ${school} and a.group_id = t.group_id and ${visibleAt(now)}),
    counted as materialized (select a.*, (select count(*)::int from assignments.hand_in h
        where h.school_id = ${school} and h.assignment_id = a.id and h.current and ${unanswered}) as to_answer from live a),
    pupils as materialized (select m.course_id as target_id, m.person_id as pupil_id from (select distinct target_id from counted where runs and whole and not in_class) t
        join courses.pub_member m on m.school_id = ${school} and m.course_id = t.target_id and ${validOn('m', day)} ${active}
      union all select distinct m.group_id, m.person_id from (select distinct target_id from counted where runs and whole and in_class) t
        join groups.pub_member m on m.school_id = ${school} and m.group_id = t.target_id and m.part in ${pupilParts} and ${validOn('m', day)} ${active}),
    sizes as (select target_id, count(*)::int as pupils from pupils group by target_id)
    select a.id, a.title, a.due_at as "dueAt", a.target_id as "targetId", a.to_answer as "toAnswer",
      case when a.runs then (select count(*)::int from assignments.hand_in h where h.school_id = ${school} and h.assignment_id = a.id and h.current) end as "handedIn",
      case when a.runs then coalesce(s.pupils, 0) + (select count(*)::int from assignments.recipient r
        where r.school_id = ${school} and r.assignment_id = a.id and r.listed
          and not (a.whole and (r.pupil_id, a.target_id) in (select p.pupil_id, p.target_id from pupils p))) end as recipients
    from counted a left join sizes s on a.whole and s.target_id = a.target_id
    where a.to_answer > 0 or a.runs order by a.due_at nulls last, a.id limit ${mostTaught}`.execute(db);
  const labels = await targetLabels(
    db,
    rows.map(({ targetId }) => targetId),
  );
  return rows.map(({ targetId, ...row }) => ({ ...row, ...(labels.get(targetId) ?? unknownTarget) }));
}

function teacherItem(ctx: Ctx, row: Taught, kind: 'toAnswer' | 'handedIn'): TodayItem {
  const { name, subjectName } = row;
  // most courses bear their subject's name already
  const place = subjectName === null || name.includes(subjectName) ? name : `${name} · ${subjectName}`;
  return {
    key: row.id,
    module: 'assignments',
    icon: 'assignment',
    title: row.title,
    sub: kind === 'toAnswer' ? place : `${place} · ${progressOf(ctx, row)}`,
    path: kind === 'toAnswer' ? `aufgaben/${row.id}/antworten` : `aufgaben/${row.id}`,
    at: null,
    until: null,
    subject: row.subject,
    state: 'plain',
    count: kind === 'toAnswer' ? row.toAnswer : null,
  };
}

function progressOf(ctx: Ctx, { dueAt, handedIn, recipients }: Taught): string {
  const due = dueAt === null ? '' : shortDay(dueAt, ctx.language);
  return ctx.say(ctx.language, 'assignments:today.running', { due, count: handedIn ?? 0, of: recipients ?? 0 });
}

/** "24.11." or "24/11", at school. */
function shortDay(instant: Date, language: 'de' | 'en'): string {
  const { day, month } = berlin(instant);
  return language === 'de' ? `${day}.${month}.` : `${day}/${month}`;
}
