import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, PageOf, pageQuery } from '#kernel/contract/types.ts';
import { assignmentId } from '../contract.ts';

const OwnTimes = {
  dueAt: Nullable(Instant),
  closesAt: Nullable(Instant),
};

/** Gives some pupils due and closing times of their own, or takes them back. A closing time ahead re-opens what is closed. */
export const setTimesContract = contract({
  method: 'PUT',
  path: '/assignments/:assignmentId/times',
  summary: 'Due and closing time of some pupils, instead of the work’s own.',
  params: T.Object(assignmentId),
  body: T.Object({
    pupilIds: T.Array(Id, { minItems: 1, maxItems: 500 }),
    times: Nullable(T.Object(OwnTimes, { description: 'null: the times of the work again' })),
  }),
  answer: T.Object({ changed: T.Integer({ description: 'pupils whose times are others than before' }) }),
  refusals: ['assignments.times_disordered'],
});

export const timesContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/times',
  summary: 'Pupils with due and closing times of their own.',
  params: T.Object(assignmentId),
  query: T.Object(pageQuery),
  answer: PageOf(T.Object({ pupilId: Id, name: T.String({ description: 'family name first' }), ...OwnTimes })),
});

/** Opens work again for everybody until a new closing time. Who had longer, keeps it. */
export const reopenContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/reopening',
  summary: 'Opens closed work again for everybody.',
  params: T.Object(assignmentId),
  body: T.Object({ closesAt: Nullable(Instant) }),
  answer: T.Object({ revision: T.Integer() }),
  refusals: ['assignments.times_disordered'],
});
