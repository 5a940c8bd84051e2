import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';
import { assignmentId } from '../contract.ts';

/** Never more than one reads. */
export const mostPairs = 200;

export const similarContract = contract({
  method: 'GET',
  path: '/assignments/:assignmentId/similar',
  summary:
    'Hand-ins of one piece of work whose texts resemble each other, most alike first; nothing where the school has not switched it on.',
  params: T.Object(assignmentId),
  answer: T.Object({
    pairs: T.Array(
      T.Object({ pupilIds: T.Array(Id, { minItems: 2, maxItems: 2 }), percent: T.Integer({ description: 'of the words both share' }) }),
      { maxItems: mostPairs },
    ),
  }),
});
