import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { TodayItem, TodayPart } from '#kernel/module/today.ts';
import { berlin, dayOf } from '#kernel/time/calendar.ts';
import { readablePupils } from './access.ts';
import { isOpen, type PupilWorkRow, pupilWork, stateOf } from './hand-in/list.ts';
import { unanswered } from './set/list.ts';
import { recipientsOf, type TargetRow, targetColumns, targetJoins, teachingOf } from './sql.ts';

/** A start page is read at a glance; the rest stands in the list. */
const most = 12;
/** More pieces of work at once than any teacher has. */
const mostTaught = 300;

/** Work on the start page: what is due and new for pupils and children, what is to be answered and still runs for teachers. */
export async function today(ctx: Ctx, db: Db, span: { from: Date; to: Date }): Promise<TodayPart> {
  const parts: TodayPart[] = [];
  if (ctx.caller.context === 'work' && ctx.caller.permissions.has('assignments.set')) parts.push(await forTeacher(ctx, db));
  const follows = ['assignments.hand_in', 'assignments.follow_children', 'assignments.follow_accompanied'].some((right) =>
    ctx.caller.permissions.has(right),
  );
  if (follows) parts.push(await forPupils(ctx, db, span));
  return parts.reduce<TodayPart>(
    (sum, part) => ({
      due: [...(sum.due ?? []), ...(part.due ?? [])],
      waiting: [...(sum.waiting ?? []), ...(part.waiting ?? [])],
      running: [...(sum.running ?? []), ...(part.running ?? [])],
      counts: { ...sum.counts, ...part.counts },
    }),
    {},
  );
}

/** Open work of the caller, or of each child: overdue and due within the span under `due`, other new work under `waiting`. */
async function forPupils(ctx: Ctx, db: Db, span: { to: Date }): Promise<TodayPart> {
  const now = ctx.now();
  const rows: (PupilWorkRow & { open: number })[] = await db
    .selectFrom(pupilWork(db, await readablePupils(db, ctx), now).as('w'))
    .selectAll()
    .select(sql<number>`(count(*) over ())::int`.as('open'))
    .where(isOpen(now))
    .orderBy('w.due_order')
    .orderBy('w.id')
    .orderBy('w.pupil_id')
    .limit(most * 3)
    .execute();
  const due = rows.filter((row) => row.due_at !== null && row.due_at <= span.to).slice(0, most);
  const fresh = rows.filter((row) => !due.includes(row) && stateOf(row, now) === 'new').slice(0, most);
  const open = rows[0]?.open ?? 0;
  return {
    due: due.map((row) => pupilItem(ctx, row, now)),
    waiting: fresh.map((row) => pupilItem(ctx, row, now)),
    counts: open > 0 && ctx.caller.context !== 'work' ? { 'assignments.list': open } : {},
  };
}

const itemStates = { new: 'new', begun: 'begun', done: 'done', overdue: 'late', past: 'past' } as const;

function pupilItem(ctx: Ctx, row: PupilWorkRow, now: Date): TodayItem {
  const own = row.pupil_id === ctx.caller.personId;
  const forGuardian = ctx.caller.context === 'guardian';
  return {
    key: `${row.id}/${row.pupil_id}`,
    module: 'assignments',
    icon: 'assignment',
    title: row.title,
    // a guardian's children stand side by side under their names; an assistant's do not
    sub: [own || forGuardian ? null : row.pupil_name, row.subjectName ?? row.targetName].filter((part) => part !== null).join(' · '),
    ...(!own && !forGuardian && { namesPeople: true }),
    path: own ? `aufgaben/${row.id}` : `aufgaben/${row.id}?kind=${row.pupil_id}`,
    at: row.due_at?.toISOString() ?? null,
    until: null,
    subject: row.subject,
    state: itemStates[stateOf(row, now)],
    count: null,
    ...(forGuardian && { childId: row.pupil_id }),
  };
}

interface Taught extends TargetRow {
  id: string;
  title: string;
  dueAt: Date | null;
  handedIn: number;
  toAnswer: number;
  recipients: number;
}

/** Hand-ins to answer once work is due (or everybody has handed in), and work that still runs. One statement. */
async function forTeacher(ctx: Ctx, db: Db): Promise<TodayPart> {
  const now = ctx.now();
  const day = dayOf(now);
  const { rows } = await sql<Taught>`with teaching as materialized (${teachingOf(db.schoolId, ctx.caller.personId, day)}), live as (
      select b.* from teaching t join assignments.assignment b on b.school_id = ${db.schoolId} and b.course_id = t.course_id
      union all select b.* from teaching t join assignments.assignment b on b.school_id = ${db.schoolId} and b.group_id = t.group_id),
    counted as (select a.id, a.title, a.due_at as "dueAt", a.whole, a.school_id, a.course_id, a.group_id, ${targetColumns}, work.handed_in as "handedIn", work.to_answer as "toAnswer"
      from live a ${targetJoins}
      cross join lateral (select count(*)::int as handed_in, (count(*) filter (where ${unanswered}))::int as to_answer from assignments.hand_in h
        where h.school_id = a.school_id and h.assignment_id = a.id and h.current) work
      where a.deleted_at is null and a.published_at is not null and (a.starts_at is null or a.starts_at <= ${now})
        and (work.to_answer > 0 or a.due_at > ${now}))
    select a.id, a.title, a."dueAt", a."courseId", a."groupId", a."targetName", a.subject, a."subjectName", a."handedIn", a."toAnswer",
      (select count(*)::int from (${recipientsOf(day)}) x) as recipients
    from counted a order by a."dueAt" nulls last, a.id limit ${mostTaught}`.execute(db);
  const running = rows.filter(({ dueAt, handedIn, recipients }) => dueAt !== null && dueAt > now && handedIn < recipients);
  const waiting = rows.filter((row) => row.toAnswer > 0 && !running.includes(row));
  const total = waiting.reduce((sum, { toAnswer }) => sum + toAnswer, 0);
  return {
    waiting: waiting.slice(0, most).map((row) => teacherItem(ctx, row, 'toAnswer')),
    running: running.slice(0, most).map((row) => teacherItem(ctx, row, 'handedIn')),
    counts: total > 0 ? { 'assignments.list': total } : {},
  };
}

function teacherItem(ctx: Ctx, row: Taught, kind: 'toAnswer' | 'handedIn'): TodayItem {
  const { targetName, subjectName } = row;
  // most courses bear their subject's name already
  const place = subjectName === null || targetName.includes(subjectName) ? targetName : `${targetName} · ${subjectName}`;
  const due = row.dueAt === null ? '' : shortDay(row.dueAt, ctx.language);
  const progress = ctx.say(ctx.language, 'assignments:today.running', { due, count: row.handedIn, of: row.recipients });
  return {
    key: row.id,
    module: 'assignments',
    icon: 'assignment',
    title: row.title,
    sub: kind === 'toAnswer' ? place : `${place} · ${progress}`,
    path: kind === 'toAnswer' ? `aufgaben/${row.id}/antworten` : `aufgaben/${row.id}`,
    at: null,
    until: null,
    subject: row.subject,
    state: 'plain',
    count: kind === 'toAnswer' ? row.toAnswer : null,
  };
}

/** "24.11." or "24/11", at school. */
function shortDay(instant: Date, language: 'de' | 'en'): string {
  const { day, month } = berlin(instant);
  return language === 'de' ? `${day}.${month}.` : `${day}/${month}`;
}
