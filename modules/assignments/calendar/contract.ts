import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Nullable, OneOf, PlainDate } from '#kernel/contract/types.ts';

const CalendarDay = T.Object({ day: PlainDate, kind: OneOf(['school', 'weekend', 'holiday']), holiday: Nullable(T.String()) });
/** A day of the calendar: whether there is school, and which public holiday of the state it is. */
export type CalendarDay = Static<typeof CalendarDay>;

/** A month as calendars show it. What is due comes from the lists, by their range of due times. */
export const calendarContract = contract({
  method: 'GET',
  path: '/assignments/calendar',
  summary: 'The days of a month in whole weeks, with weekends and public holidays.',
  query: T.Object({ month: T.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }) }),
  answer: T.Object({
    weeks: T.Array(T.Object({ week: T.Integer({ description: 'ISO 8601' }), days: T.Array(CalendarDay) }), {
      description: 'Monday to Sunday; the first and last may begin and end in another month',
    }),
  }),
});
