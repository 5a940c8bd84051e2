import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { ShownTarget } from '../contract.ts';

export const Missing = T.Object({
  assignmentId: Id,
  title: T.String(),
  target: ShownTarget,
  pupilId: Id,
  name: T.String({ description: 'family name first' }),
  dueAt: Nullable(Instant),
  closed: T.Boolean({ description: 'nothing is taken from this pupil any more' }),
  remindedToday: T.Boolean(),
});
export type Missing = Static<typeof Missing>;

export const missingContract = contract({
  method: 'GET',
  path: '/assignments/missing',
  summary: 'Who has not handed in yet, over all work of the caller’s courses and classes, by due time or by pupil.',
  query: T.Object({
    ...pageQuery,
    show: T.Optional(OneOf(['overdue', 'ahead', 'closed'])),
    by: T.Optional(OneOf(['work', 'pupil'])),
    targetId: T.Optional(Id),
  }),
  answer: PageOf(Missing),
});

/** Reminds these pupils of this work; whoever has handed in, can no more, or was reminded today is left out. */
export const remindMissingContract = contract({
  method: 'POST',
  path: '/assignments/missing/reminders',
  summary: 'Reminds pupils of work they have not handed in; once a day of each.',
  body: T.Object({ of: T.Array(T.Object({ assignmentId: Id, pupilId: Id }), { minItems: 1, maxItems: 2_000 }) }),
  answer: T.Object({ reminded: T.Integer() }),
});
