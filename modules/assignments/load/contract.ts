import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Nullable, OneOf, PlainDate } from '#kernel/contract/types.ts';

/** What is due already for the pupils of a course or class around a day: counts and subjects, nothing of what colleagues have written. */
export const loadContract = contract({
  method: 'GET',
  path: '/assignments/load',
  summary: 'How much is due for the pupils of a course or class around a day.',
  query: T.Object({
    targetId: Id,
    day: PlainDate,
    without: T.Optional(Id),
  }),
  answer: T.Object({
    warnFrom: T.Integer({ description: 'so many pieces for one pupil on one day are many; 0: no warning' }),
    days: T.Array(
      T.Object({
        day: PlainDate,
        kind: OneOf(['school', 'weekend', 'holiday']),
        holiday: Nullable(T.String()),
        pieces: T.Integer({ description: 'pieces of work due for any of these pupils' }),
        most: T.Integer({ description: 'due for the pupil who has most of them' }),
        subjects: T.Array(T.String()),
      }),
      { description: 'the week of that day, Monday to Sunday' },
    ),
  }),
});
