import type { School } from '#kernel/module/school.ts';
import type { HolidayProblem, TakenIn } from '#modules/timetable/public.ts';
import type { Output } from './command.ts';

type Say = (key: string, more?: Record<string, unknown>) => string;

/** What is wrong in a file, with its place before it. */
export function sayProblem(say: Say, { file, row, column, code, values }: HolidayProblem): string {
  const place = row === null ? file : column === null ? say('placeRow', { file, row }) : say('place', { file, row, column });
  return `${place}: ${say(`problem.${code}`, values)}`;
}

/** What changed or would change, school by school; what the operator should know goes to the errors. */
export function describeHolidays(
  say: Say,
  done: readonly { school: School; taken: TakenIn }[],
  skipped: number,
  { out, err }: Output,
): void {
  if (skipped > 0) out(say('skipped', { count: skipped }));
  for (const { school, taken } of done) {
    const { slug, state } = school;
    if (taken.isNothing) {
      err(say('nothingFor', { state }));
      continue;
    }
    const counts = { new: taken.new.length, changed: taken.changed.length, gone: taken.gone.length, same: taken.same };
    out(say('school', { slug, state, ...counts }));
    for (const span of taken.new) out(`  + ${days(span)}`);
    for (const { before, after } of taken.changed) out(`  ~ ${days(before)} → ${days(after)}`);
    for (const span of taken.gone) out(`  − ${days(span)}`);
    if (taken.byHand > 0) out(`  ${say('byHand', { count: taken.byHand })}`);
    if (taken.hasCalendars) out(say('calendars', { slug, state, calendar: say(`calendar.${taken.calendar}`) }));
    for (const part of taken.unknownParts) err(say('part', { slug, part }));
  }
}

function days({ name, firstDay, lastDay }: { name: string; firstDay: string; lastDay: string }): string {
  return `${name}: ${firstDay === lastDay ? firstDay : `${firstDay} bis ${lastDay}`}`;
}
