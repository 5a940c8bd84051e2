import { Temporal } from 'temporal-polyfill';
import type { School } from '#kernel/module/school.ts';
import type { Language } from '#kernel/texts/texts.ts';
import { addDays } from '#kernel/time/calendar.ts';
import { holidayOn } from './holidays.ts';

/** What kind of day it is at school; days are 'YYYY-MM-DD'. */
export interface DayAtSchool {
  day: string;
  /** Calendar week (ISO 8601). */
  week: number;
  dayKind: 'school' | 'weekend' | 'holiday';
  /** The public holiday or, without one, what the school calls its free days; weekends may have a name, too. */
  holiday: string | null;
  /** The first school day after this one. */
  nextSchoolDay: string;
}

/** What decides about days: public holidays follow from the state, the school says which others are free. */
type Days = Pick<School, 'state' | 'freeSpans'>;

/** No holidays are longer; a school that is closed for ever has no next day either. */
const mostFreeDays = 400;

const known = new WeakMap<Days['freeSpans'], Map<string, Promise<DayAtSchool>>>();

/**
 * Says what a day is: school day, weekend or free, by the public holidays of the state and the free days of the school.
 * Everybody asks for the same day all day long: what was worked out is kept as long as the school's free days are remembered.
 *
 * @param language  of the holiday's name
 */
export function dayAtSchool(day: string, school: Days, language: Language): Promise<DayAtSchool> {
  let ofSchool = known.get(school.freeSpans);
  if (ofSchool === undefined) {
    ofSchool = new Map();
    known.set(school.freeSpans, ofSchool);
  }
  const key = `${day} ${school.state} ${language}`;
  let answer = ofSchool.get(key);
  if (answer === undefined) {
    if (ofSchool.size > 500) ofSchool.clear();
    answer = workOut(day, school, language);
    ofSchool.set(key, answer);
    answer.catch(() => ofSchool.delete(key));
  }
  return answer;
}

async function workOut(day: string, school: Days, language: Language): Promise<DayAtSchool> {
  const holiday = await nameOf(day, school);
  const dayKind = isWeekend(day) ? 'weekend' : holiday !== null ? 'holiday' : 'school';
  let nextSchoolDay = addDays(day, 1);
  for (let later = 1; later < mostFreeDays && (await isFree(nextSchoolDay, school)); later += 1) nextSchoolDay = addDays(nextSchoolDay, 1);
  return { day, week: Temporal.PlainDate.from(day).weekOfYear ?? 0, dayKind, holiday: holiday?.[language] ?? null, nextSchoolDay };
}

async function isFree(day: string, school: Days): Promise<boolean> {
  return isWeekend(day) || (await nameOf(day, school)) !== null;
}

/** The public holiday first: on Christmas Day it is Christmas, not the Christmas holidays. */
async function nameOf(day: string, { state, freeSpans }: Days): Promise<Readonly<Record<Language, string>> | null> {
  const holiday = await holidayOn(day, state);
  return holiday ?? freeSpans.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay)?.name ?? null;
}

function isWeekend(day: string): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek >= 6;
}
