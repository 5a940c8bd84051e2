import { sql } from 'kysely';
import type { Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { addDays, dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import type { saveYearContract } from './contract.ts';
import { refusals } from './refusals.ts';

/** A school year and its halves; days are inclusive, 'YYYY-MM-DD'. */
export interface SchoolYear {
  /** First calendar year: 2026 is 2026/27. */
  year: number;
  firstDay: string;
  lastDay: string;
  /** First day of the second half-year. */
  secondHalfFrom: string;
  /** Whether the school has set it; else it is the usual one. */
  own: boolean;
}

/** 1 August to 31 July, second half from 1 February: the year in law of all states (the teaching differs, see the school's own days). */
function usualYear(year: number): SchoolYear {
  return { year, firstDay: `${year}-08-01`, lastDay: `${year + 1}-07-31`, secondHalfFrom: `${year + 1}-02-01`, own: false };
}

/** School years from one to another, each as the school set it or as usual. One statement. */
export async function schoolYears(db: Db, from: number, to: number): Promise<SchoolYear[]> {
  const { rows } =
    await sql<SchoolYear>`select year, first_day as "firstDay", last_day as "lastDay", second_half_from as "secondHalfFrom", true as own
    from schools.school_year where school_id = ${db.schoolId} and year between ${from} and ${to} order by year`.execute(db);
  const set = new Map(rows.map((row) => [row.year, row]));
  return Array.from({ length: to - from + 1 }, (_, at) => set.get(from + at) ?? usualYear(from + at));
}

/** The school year in which a day lies, with the half (1 or 2) the day belongs to. */
export async function schoolYearOn(db: Db, day: string): Promise<SchoolYear & { half: 1 | 2 }> {
  const middle = schoolYearOf(day);
  const years = await schoolYears(db, middle - 1, middle + 1);
  const year = years.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay) ?? usualYear(middle);
  return { ...year, half: day < year.secondHalfFrom ? 1 : 2 };
}

/** Years a school looks at: the last one to the one after next. */
export function yearsInSight(now: Date): { from: number; to: number } {
  const present = schoolYearOf(dayOf(now));
  return { from: present - 1, to: present + 2 };
}

/**
 * Sets the days of a school year. Years follow each other without overlapping; a gap is closed by nothing (days between belong to the usual year).
 *
 * @throws `schools.year_days` (422) when the days are not in order, not about a year long, or overlap a neighbouring year
 */
export async function saveYear(ctx: Ctx, year: number, wish: Body<typeof saveYearContract>): Promise<void> {
  const { firstDay, lastDay, secondHalfFrom } = wish;
  const inOrder = isDay(firstDay) && isDay(lastDay) && isDay(secondHalfFrom) && firstDay < secondHalfFrom && secondHalfFrom <= lastDay;
  if (!inOrder || lastDay < addDays(firstDay, 180) || lastDay > addDays(firstDay, 420)) throw refusals.yearDays({ year });
  if (Math.abs(Number(firstDay.slice(0, 4)) - year) > 0) throw refusals.yearDays({ year });
  await ctx.write(async (db) => {
    const [before, , after] = await schoolYears(db, year - 1, year + 1);
    const overlaps = (before?.own && before.lastDay >= firstDay) || (after?.own && after.firstDay <= lastDay);
    if (overlaps) throw refusals.yearDays({ year });
    await sql`insert into schools.school_year (school_id, year, first_day, last_day, second_half_from)
      values (${db.schoolId}, ${year}, ${firstDay}, ${lastDay}, ${secondHalfFrom})
      on conflict (school_id, year) do update set first_day = excluded.first_day, last_day = excluded.last_day, second_half_from = excluded.second_half_from`.execute(
      db,
    );
    await db.audit({ act: 'schools.year_saved', data: { year: `${year}/${String(year + 1).slice(2)}`, firstDay, lastDay } });
  });
}

/** 2026-02-30 fits the pattern and is no day. */
function isDay(text: string): boolean {
  return !Number.isNaN(Date.parse(`${text}T00:00Z`)) && new Date(`${text}T00:00Z`).toISOString().startsWith(text);
}
