import type { Ctx } from '#kernel/module/ctx.ts';
import { addDays } from '#kernel/time/calendar.ts';
import { dayAtSchool } from '#modules/today/public.ts';
import type { DayOfWeek } from './contract.ts';

/** The seven days from a Monday on, with what kind of day each is at this school. No statement. */
export function daysOfWeek(ctx: Pick<Ctx, 'school' | 'language'>, monday: string): Promise<DayOfWeek[]> {
  const days = Array.from({ length: 7 }, (_, later) => addDays(monday, later));
  return Promise.all(days.map((day) => dayOfWeek(ctx, day)));
}

/** What kind of day it is at this school. */
export async function dayOfWeek({ school, language }: Pick<Ctx, 'school' | 'language'>, day: string): Promise<DayOfWeek> {
  const { dayKind, holiday } = await dayAtSchool(day, school, language);
  return { day, kind: dayKind, name: holiday };
}

/** Whether no lesson takes place. Weekends alone stop none: some schools teach on Saturdays, and then their patterns say so. */
export function isFree({ kind, name }: Pick<DayOfWeek, 'kind' | 'name'>): boolean {
  return kind === 'holiday' || name !== null;
}
