import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { addDays, dayOf, startOfDay } from '#kernel/time/calendar.ts';
import { dayAtSchool } from '#modules/today/public.ts';
import { requireTarget } from '../set/targets.ts';
import { loadWarning } from '../settings.ts';
import { ownTimes, pupilsOf, workOf } from '../sql.ts';
import type { loadContract } from './contract.ts';

type Load = Answer<typeof loadContract>;

/**
 * What is due for the pupils of a course or class in the week of a day, of all teachers: counts and subjects. Days of single pupils count as they are
 * for them. One statement beside those for right and setting.
 *
 * @throws `kernel.bad_request` (400) for a day that is none
 * @throws not found (404) for a course or class the caller does not teach
 */
export async function loadAround(ctx: Ctx, { targetId, day, without }: Query<typeof loadContract>): Promise<Load> {
  const monday = mondayOf(day);
  const days = Array.from({ length: 7 }, (_, place) => addDays(monday, place));
  return ctx.read(async (db) => {
    await requireTarget(db, ctx, targetId);
    const [due, warnFrom] = await Promise.all([dueOn(db, ctx, { targetId, without, monday }), ctx.setting(db, loadWarning)]);
    const shown = days.map(async (each) => {
      const { dayKind, holiday } = await dayAtSchool(each, ctx.school, ctx.language);
      const { pieces = 0, most = 0, subjects = [] } = due.get(each) ?? {};
      return { day: each, kind: dayKind, holiday, pieces, most, subjects };
    });
    return { warnFrom, days: await Promise.all(shown) };
  });
}

function mondayOf(day: string): string {
  try {
    const date = Temporal.PlainDate.from(day, { overflow: 'reject' });
    return date.subtract({ days: date.dayOfWeek - 1 }).toString();
  } catch {
    throw kernelRefusals.badRequest({ place: 'query/day' });
  }
}

interface Due {
  day: string;
  pieces: number;
  most: number;
  subjects: string[];
}

async function dueOn(
  db: Db,
  ctx: Ctx,
  { targetId, without, monday }: { targetId: string; without: string | undefined; monday: string },
): Promise<Map<string, Due>> {
  const today = dayOf(ctx.now());
  const pupils = sql`select m.person_id as pupil_id from (select ${targetId}::uuid as target_id) a cross join lateral (${pupilsOf(db.schoolId, today)}) m`;
  const { rows } = await sql<Due>`with due as (
      select (${ownTimes.dueAt} at time zone 'Europe/Berlin')::date as day, x.pupil_id, a.id, coalesce(c.subject_name, c.name) as subject
      from (${workOf(db.schoolId, pupils, today)}) x
      join assignments.assignment a on a.school_id = ${db.schoolId} and a.id = x.assignment_id and a.published_at is not null and a.deleted_at is null
      left join courses.pub_course c on c.school_id = a.school_id and c.id = a.course_id
      left join assignments.recipient r on r.school_id = a.school_id and r.assignment_id = x.assignment_id and r.pupil_id = x.pupil_id
      where ${ownTimes.dueAt} >= ${startOfDay(monday)} and ${ownTimes.dueAt} < ${startOfDay(addDays(monday, 7))} ${without === undefined ? sql`` : sql`and a.id <> ${without}`}),
    each as (select day, pupil_id, count(*)::int as pieces from due group by day, pupil_id)
    select d.day::text as day, count(distinct d.id)::int as pieces, (select max(e.pieces) from each e where e.day = d.day) as most,
      coalesce(array_agg(distinct d.subject) filter (where d.subject is not null), '{}') as subjects
    from due d group by d.day`.execute(db);
  return new Map(rows.map((row) => [row.day, row]));
}
