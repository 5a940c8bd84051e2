import { Temporal } from 'temporal-polyfill';
import type { Language } from '#kernel/texts/texts.ts';
import { addDays } from '#kernel/time/calendar.ts';
import { holidayOn } from './holidays.ts';

/** What kind of day it is at school; days are 'YYYY-MM-DD'. */
export interface DayAtSchool {
  day: string;
  /** Calendar week (ISO 8601). */
  week: number;
  dayKind: 'school' | 'weekend' | 'holiday';
  holiday: string | null;
  /** The first school day after this one. */
  nextSchoolDay: string;
}

const known = new Map<string, Promise<DayAtSchool>>();

/**
 * Says what a day is: school day, weekend or public holiday of the state. School holidays are not known yet: they come with the timetable.
 * Everybody asks for the same day all day long: what was worked out is kept.
 *
 * @param language  of the holiday's name
 */
export function dayAtSchool(day: string, state: string, language: Language): Promise<DayAtSchool> {
  const key = `${day} ${state} ${language}`;
  let answer = known.get(key);
  if (answer === undefined) {
    if (known.size > 500) known.clear();
    answer = workOut(day, state, language);
    known.set(key, answer);
    answer.catch(() => known.delete(key));
  }
  return answer;
}

async function workOut(day: string, state: string, language: Language): Promise<DayAtSchool> {
  const holiday = await holidayOn(day, state);
  const dayKind = isWeekend(day) ? 'weekend' : holiday !== null ? 'holiday' : 'school';
  let nextSchoolDay = addDays(day, 1);
  // Christmas with its weekends is the longest run: never more than a handful of days
  while (isWeekend(nextSchoolDay) || (await holidayOn(nextSchoolDay, state)) !== null) nextSchoolDay = addDays(nextSchoolDay, 1);
  return { day, week: Temporal.PlainDate.from(day).weekOfYear ?? 0, dayKind, holiday: holiday?.[language] ?? null, nextSchoolDay };
}

function isWeekend(day: string): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek >= 6;
}
