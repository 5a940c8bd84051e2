import { contract } from '#kernel/contract/contract.ts';
import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, OneOf } from '#kernel/contract/types.ts';
import { assignmentId } from '../contract.ts';

/** As many changes and unknown files as an answer names one by one. */
export const mostNamed = 200;

const body = T.Object({ fileId: Id });
const refusals = [
  'files.not_a_zip',
  'files.locked',
  'files.zip_broken',
  'files.zip_encrypted',
  'files.zip_entry_refused',
  'files.zip_too_many',
  'files.zip_too_large',
  'files.zip_bomb',
  'assignments.zip_of_other_work',
  'assignments.zip_foreign',
];

/** What a zip of corrected hand-ins would change. */
export const Corrections = T.Object({
  files: T.Integer({ description: 'changed or new files' }),
  pupils: T.Integer({ description: 'for so many pupils' }),
  unchanged: T.Integer({ description: 'files that are as they were handed in, or lie in the answer already' }),
  unmatched: T.Integer({ description: 'files of which it is not known whose they are, or that are not taken' }),
  changes: T.Array(T.Object({ pupilId: Id, name: T.String(), fileName: T.String(), sizeBytes: T.Integer() }), {
    maxItems: mostNamed,
    description: 'the first of them, by name of the pupil',
  }),
  leftOut: T.Array(T.Object({ path: T.String(), why: OneOf(['unknown', 'handed_in_again', 'too_many']) }), { maxItems: mostNamed }),
});
export type Corrections = Static<typeof Corrections>;

/** Says what a zip of corrected hand-ins, uploaded among the caller's own files, would change; changes nothing. */
export const previewCorrectionsContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/corrections/preview',
  summary: 'What a zip of corrected hand-ins would change.',
  params: T.Object(assignmentId),
  body,
  answer: Corrections,
  refusals,
});

/** Puts the changed files into the answers of their pupils; all or none, repeatable. Nothing is given back by it. */
export const applyCorrectionsContract = contract({
  method: 'POST',
  path: '/assignments/:assignmentId/corrections',
  summary: 'Puts the changed files of a zip into the answers of their pupils; gives nothing back.',
  params: T.Object(assignmentId),
  body,
  answer: T.Object({ files: T.Integer(), pupils: T.Integer() }),
  refusals: [
    ...refusals,
    'assignments.handed_in_again',
    'assignments.changed_meanwhile',
    'files.program_refused',
    'files.content_mismatch',
    'files.zip_harmful',
  ],
});
