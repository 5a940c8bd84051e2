import { Temporal } from 'temporal-polyfill';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayAtSchool } from '#modules/today/public.ts';
import type { calendarContract } from './contract.ts';

/**
 * The weeks a month lies in, Monday to Sunday, with what kind of day each is at this school. No statement: public holidays follow from state and year, other free days are known with the school.
 *
 * @param month  `YYYY-MM`
 */
export async function monthAtSchool(ctx: Ctx, month: string): Promise<Answer<typeof calendarContract>> {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  const last = first.with({ day: first.daysInMonth });
  const count = Math.ceil((monday.until(last).days + 1) / 7);
  const weeks = Array.from({ length: count }, async (_, place) => {
    const days = Array.from({ length: 7 }, (_, later) => monday.add({ days: place * 7 + later }).toString());
    const known = await Promise.all(days.map((day) => dayAtSchool(day, ctx.school, ctx.language)));
    return { week: known[0]?.week ?? 0, days: known.map(({ day, dayKind, holiday }) => ({ day, kind: dayKind, holiday })) };
  });
  return { weeks: await Promise.all(weeks) };
}
