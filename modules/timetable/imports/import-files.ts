import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { addDays, dayOf } from '#kernel/time/calendar.ts';
import { schoolYearOn } from '#modules/schools/public.ts';
import { choiceKey } from '../plan/look-up.ts';
import { type Counts, planTimetable, type TimetablePlan } from '../plan/plan.ts';
import { readPresent } from '../plan/present.ts';
import { usualSpan } from '../plan/wanted-lessons.ts';
import { refusals } from '../refusals.ts';
import { aWeeks } from '../settings.ts';
import { problemsOf, type UntisProblem } from '../untis/problem.ts';
import type { UntisFile } from '../untis/read-rows.ts';
import { readUntis, type UntisExport } from '../untis/read-untis.ts';
import { applyPlan, holdTimetable } from './apply.ts';

/** What came of an import. */
export interface TimetableImport {
  applied: boolean;
  counts: Counts;
  problems: { file: string; row: number | null; column: string | null; code: string; message: string }[];
  /** The files have errors; nothing was compared. */
  hasErrors: boolean;
}

export interface ImportWish {
  apply: boolean;
  /** The files name a part of the plan only: classes they do not name, and lessons without a class, are left alone without a word. */
  isPart?: boolean;
  /** The files name everything: classes they do not name have no lessons any more. */
  isWhole?: boolean;
  /** The day from which the plan holds; left out: today, and for the first plan of a year its first day. */
  from?: string;
  /** Which course is meant where several fit: `class/subject` → name of the course. */
  chosen?: ReadonlyMap<string, string>;
  madeBy?: string;
}

/**
 * Reads Untis' files, compares them with the school's timetable and, if wanted and the files have no errors, makes it what they say, in one transaction. What is
 * unknown or unsure is kept by its name, never guessed.
 *
 * @throws `timetable.busy` (409) while another import of the school runs, `timetable.plan_day` (422) when `from` is no day
 */
export async function importTimetable(ctx: SchoolCtx, files: readonly UntisFile[], wish: ImportWish): Promise<TimetableImport> {
  if (wish.from !== undefined && !isDay(wish.from)) throw refusals.planDay({ day: wish.from });
  const { content, problems } = readUntis(files);
  const isBroken = problems.some(isError);
  const compared = async (db: Db) => compare(ctx, db, content, wish);
  if (isBroken || !wish.apply) {
    const { plan, notes } = await ctx.read(compared);
    // what is missing of a broken file would only be told as gone
    return answer(ctx, false, plan.counts, [...problems, ...(isBroken ? notes.filter(isError) : notes)]);
  }
  return ctx.write(async (db) => {
    await holdTimetable(db);
    const { plan, notes } = await compared(db);
    const isRight = !notes.some(isError);
    if (isRight) await applyPlan(ctx, db, plan, wish.madeBy ?? null);
    return answer(ctx, isRight, plan.counts, [...problems, ...notes]);
  });
}

async function compare(
  ctx: SchoolCtx,
  db: Db,
  content: UntisExport,
  wish: ImportWish,
): Promise<{ plan: TimetablePlan; notes: UntisProblem[] }> {
  const today = dayOf(ctx.now());
  const year = await schoolYearOn(db, wish.from ?? today);
  const { rows } = await sql`select 1 from timetable.pattern
    where school_id = ${db.schoolId} and source is not null and valid_to >= ${year.firstDay}::date limit 1`.execute(db);
  // days of Untis count where they lie in this year: a plan for February holds from February on
  const said = usualSpan(content);
  const within = (day: string | null | undefined) => (day != null && year.firstDay <= day && day <= year.lastDay ? day : null);
  const first = rows.length === 0 ? year.firstDay : today;
  const begins = within(said?.from);
  const from = wish.from ?? (begins !== null && begins > first ? begins : first);
  const ends = within(said?.to);
  const lastDay = ends !== null && ends >= from ? ends : await lastDayOf(db, from, year.lastDay);
  const present = await readPresent(db, year, from, lastDay);
  const weeks = await ctx.setting(db, aWeeks);
  const { report, all } = problemsOf();
  if (said !== null && ((begins === null && ends === null) || (ends !== null && ends < from)))
    report({ file: content.lessons[0]?.file ?? '' }, 'dates_elsewhere', { from: said.from ?? '–', to: said.to ?? '–' });
  const plan = planTimetable(
    content,
    present,
    {
      ...{ from, lastDay, year, aWeeks: weeks },
      isPart: wish.isPart ?? false,
      isWhole: wish.isWhole ?? false,
      chosen: new Map([...(wish.chosen ?? [])].map(([asked, name]) => [choiceKey(asked), name])),
    },
    report,
  );
  return { plan, notes: all() };
}

/** A plan that says no last day holds until the next one begins, if one is there already, else to the end of the year. */
async function lastDayOf(db: Db, from: string, lastDay: string): Promise<string> {
  // what has a first day of its own in its key is a lesson of one half-year, no plan
  const { rows } = await sql<{ begins: string | null }>`select min(valid_from) as begins from timetable.pattern
    where school_id = ${db.schoolId} and source is not null and valid_from > ${from}::date and valid_from <= ${lastDay}::date and valid_to >= valid_from
      and split_part(source_key, '|', 4) = ''`.execute(db);
  const begins = rows[0]?.begins ?? null;
  return begins === null ? lastDay : addDays(begins, -1);
}

function answer(ctx: SchoolCtx, applied: boolean, counts: Counts, problems: readonly UntisProblem[]): TimetableImport {
  const hasErrors = problems.some(isError);
  return {
    ...{ applied, hasErrors },
    // with errors nothing would be applied
    counts: hasErrors ? { ...counts, new: 0, changed: 0, cancelled: 0 } : counts,
    problems: [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))].map(
      ({ file, row, column, code, values }) => ({
        ...{ file, row, column, code },
        message: ctx.say('de', `timetable:import.problems.${code}`, values),
      }),
    ),
  };
}

function isError({ severity }: UntisProblem): boolean {
  return severity === 'error';
}

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00Z`)) &&
    new Date(`${text}T00:00Z`).toISOString().startsWith(text)
  );
}
