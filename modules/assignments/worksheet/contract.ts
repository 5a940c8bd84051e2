import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { assignmentId } from '../contract.ts';

/** Gives the pupil an own copy of every worksheet of the work, once each; one that is gone is made anew. */
export const takeWorksheetsContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/worksheets',
  summary: 'Makes the caller’s own copies of the worksheets, which then lie among their files and in what they have begun.',
  params: T.Object(assignmentId),
  answer: T.Object({ made: T.Integer() }),
});
