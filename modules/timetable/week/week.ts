import { type RawBuilder, sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { addDays, dayOf } from '#kernel/time/calendar.ts';
import { placeOf } from '../lessons/happens.ts';
import { lessonsOn } from '../lessons/lessons-on.ts';
import type { Lesson } from '../lessons/pattern.ts';
import { type GridPeriods, linesOf, type PeriodRow, rowsOf } from '../lessons/rows.ts';
import { type SeenPattern, withContents } from './contents.ts';
import type { WeekLesson, weekContract } from './contract.ts';
import { daysOfWeek, isFree } from './days.ts';
import { nearOf } from './near.ts';
import { type PatternRow, patternRows, type Stretch } from './patterns.ts';
import type { Target } from './pupil-target.ts';
import { childrenOfCaller, requireTarget } from './target.ts';

/** More patterns than a year's plan of the largest class has in one week. */
const mostPatterns = 2_000;

/**
 * A week of somebody's timetable, or of a class or room. Six statements at most, however many lessons.
 *
 * @throws not found (404) for plans the caller may not see (target.ts) · `kernel.bad_request` (400) for a day that no calendar has
 */
export async function readWeek(ctx: Ctx, query: Query<typeof weekContract>): Promise<Answer<typeof weekContract>> {
  const monday = mondayOf(query.monday ?? dayOf(ctx.now()));
  const days = await daysOfWeek(ctx, monday);
  return ctx.read(async (db) => {
    const { week } = placeOf(monday);
    const at: Stretch = { schoolId: db.schoolId, firstDay: monday, lastDay: addDays(monday, 6), week, firstWeekday: 1, lastWeekday: 7 };
    const children = await childrenOfCaller(ctx, db);
    const target = await requireTarget(ctx, db, query.of ?? 'me', children, at);
    const teaching = ctx.caller.context !== 'work' || target.kind === 'pupil';
    const [patterns, { grids, hasPlan }, near] = await Promise.all([
      patternsOf(db, patternRows(target.reach, at, teaching), monday),
      gridsOf(db),
      nearOf(ctx, db, children),
    ]);
    const lessons = days.flatMap((day) => (isFree(day) ? [] : lessonsOn(day.day, patterns)));
    const rows = rowsOf(grids, lessons);
    const { of, kind, name, isOwn } = target;
    return {
      of: { of, kind, name, isOwn },
      ...{ monday, week, days, rows, hasPlan, near },
      lessons: lessons.map((lesson) => shown(lesson, rows, target)),
    };
  });
}

async function patternsOf(db: Db, rows: RawBuilder<PatternRow>, monday: string): Promise<SeenPattern[]> {
  const found = await sql<PatternRow>`${rows} limit ${mostPatterns}`.execute(db);
  return withContents(db, found.rows, monday, addDays(monday, 6));
}

/** All grids with their periods, and whether there is a plan in any of them. */
async function gridsOf(db: Db): Promise<{ grids: GridPeriods[]; hasPlan: boolean }> {
  const { rows } = await sql<GridPeriods & { hasPlan: boolean }>`select g.id as "gridId", g.is_default as "isDefault",
      (select coalesce(jsonb_agg(jsonb_build_object('number', p.number, 'starts', to_char(p.starts, 'HH24:MI'), 'ends', to_char(p.ends, 'HH24:MI')) order by p.number), '[]')
        from timetable.period p where p.school_id = g.school_id and p.grid_id = g.id) as periods,
      exists (select from timetable.pattern t where t.school_id = g.school_id and t.grid_id = g.id and t.valid_to >= t.valid_from) as "hasPlan"
    from timetable.grid g where g.school_id = ${db.schoolId}`.execute(db);
  return { grids: rows, hasPlan: rows.some(({ hasPlan }) => hasPlan) };
}

function shown(lesson: Lesson, rows: readonly PeriodRow[], { opens }: Target): WeekLesson {
  const { from, to } = linesOf(rows, lesson);
  const { id, kind, title, day, firstPeriod, lastPeriod, starts, ends, startsAt, endsAt, groups, teachers, rooms } = lesson;
  return {
    ...{ id, kind, title, day, firstPeriod, lastPeriod, fromRow: from, toRow: to, starts, ends },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    courses: lesson.courses.map(({ id: courseId, name, subject, subjectName }) => ({
      id: courseId,
      name,
      subject,
      subjectName,
      opens: opens && courseId !== null,
    })),
    groups: [...groups],
    teachers: [...teachers],
    rooms: [...rooms],
  };
}

/** @throws `kernel.bad_request` (400) for a day that no calendar has */
function mondayOf(day: string): string {
  if (Number.isNaN(Date.parse(`${day}T00:00Z`)) || new Date(`${day}T00:00Z`).toISOString().slice(0, 10) !== day)
    throw kernelRefusals.badRequest({ place: 'query/monday' });
  return addDays(day, 1 - placeOf(day).weekday);
}
