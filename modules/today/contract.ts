import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Nullable, OneOf, PlainDate } from '#kernel/contract/types.ts';
import { Shell } from '#kernel/module/shell-contract.ts';
import { TodayItem } from '#kernel/module/today.ts';

/** What stands on a day: on its timeline, due, waiting, running. */
const parts = {
  timeline: T.Array(TodayItem),
  due: T.Array(TodayItem),
  waiting: T.Array(TodayItem),
  running: T.Array(TodayItem),
};

/** One day of one person at one school. */
export const Today = T.Object({
  day: PlainDate,
  week: T.Integer({ description: 'calendar week, ISO 8601' }),
  dayKind: OneOf(['school', 'weekend', 'holiday']),
  holiday: Nullable(T.String({ description: 'name of the public holiday, else of the school’s free days' })),
  nextSchoolDay: PlainDate,
  ...parts,
  /** For guardians: each child's own part; items about no child in particular stand above. */
  children: T.Array(T.Object({ id: Id, name: T.String(), ...parts })),
});

/** The start page in one request: menu and day together, so that a cold start asks once. */
export const startContract = contract({
  method: 'GET',
  path: '/start',
  summary: 'Everything around the page and the caller’s day.',
  answer: T.Object({ shell: Shell, today: Today }),
});

/** For people with several schools: each school's day, each from a transaction of its own. */
export const heuteContract = contract({
  method: 'GET',
  path: '/heute',
  scope: 'platform',
  summary: 'The day of one sign-in at all its schools.',
  query: T.Object({
    context: T.Optional(OneOf(['work', 'pupil', 'guardian'])),
    without: T.Optional(T.String({ maxLength: 41, description: 'slug of a school to leave out' })),
  }),
  answer: T.Object({
    schools: T.Array(T.Object({ slug: T.String(), name: T.String(), context: OneOf(['work', 'pupil', 'guardian']), today: Today })),
  }),
});
