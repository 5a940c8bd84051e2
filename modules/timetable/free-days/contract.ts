import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Line, Nullable, OneOf, PageOf, PlainDate, pageQuery } from '#kernel/contract/types.ts';

/** What can be said of a free span; first and last day are both free. */
const fields = {
  kind: OneOf(['school_holidays', 'movable', 'other']),
  name: Line(120),
  nameEn: Nullable(Line(120)),
  firstDay: PlainDate,
  lastDay: PlainDate,
};

const FreeSpan = T.Object({
  id: Id,
  ...fields,
  imported: T.Boolean({ description: 'came from a file; the next import keeps it up to date unless it was corrected' }),
  corrected: T.Boolean({ description: 'changed by hand since: an import leaves it alone' }),
});
/** One or more days without school, as the page shows them. */
export type FreeSpan = Static<typeof FreeSpan>;
export type FreeKind = FreeSpan['kind'];

/** Everybody at the school may know when there is none. */
export const freeDaysContract = contract({
  method: 'GET',
  path: '/timetable/free-days',
  summary: 'Days without school in a school year, in order; those taken away by themselves.',
  query: T.Object({
    schoolYear: T.Optional(
      T.Integer({ minimum: 2000, maximum: 2098, description: 'first calendar year: 2026 is 2026/27; absent: the present one' }),
    ),
    show: T.Optional(OneOf(['all', 'removed'])),
    ...pageQuery,
  }),
  answer: PageOf(FreeSpan),
});

export const saveFreeDaysContract = contract({
  method: 'PUT',
  path: '/timetable/free-days/:freeSpanId',
  summary: 'Enters or changes free days; the id is made by the caller, so that a repeat enters nothing.',
  params: T.Object({ freeSpanId: Id }),
  body: T.Object(fields),
  answer: T.Object({}),
  refusals: ['timetable.free_days', 'timetable.free_days_twice'],
});

export const removeFreeDaysContract = contract({
  method: 'DELETE',
  path: '/timetable/free-days/:freeSpanId',
  summary: 'Takes free days away; no import brings them again, and restoring does.',
  params: T.Object({ freeSpanId: Id }),
  answer: T.Object({}),
});

export const restoreFreeDaysContract = contract({
  method: 'POST',
  path: '/timetable/free-days/:freeSpanId/restore',
  summary: 'Brings free days back that were taken away.',
  params: T.Object({ freeSpanId: Id }),
  answer: T.Object({}),
  refusals: ['timetable.free_days_twice'],
});
