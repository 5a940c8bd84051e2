import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';

/** Copies a folder or file of a group space to every member's own files, into a folder named after the group; by those who lead. */
export const handOutContract = contract({
  method: 'POST',
  path: '/files/:fileId/hand-outs',
  summary: 'Copies a folder or file of a group space to every member’s own files.',
  params: T.Object({ fileId: Id }),
  answer: T.Object({ members: T.Integer({ description: 'how many get a copy' }) }),
  refusals: ['files.read_only', 'files.too_many', 'files.nobody_to_hand_out_to', 'files.handed_in_stays'],
});

/** Copies what members have put into a hand-in folder to the caller's own files, one folder per member; by those who lead. */
export const collectContract = contract({
  method: 'POST',
  path: '/files/:fileId/collections',
  summary: 'Copies what members have put into a hand-in folder to the caller’s own files.',
  params: T.Object({ fileId: Id }),
  answer: T.Object({ folderId: Id, members: T.Integer({ description: 'whose files were collected' }) }),
  refusals: ['files.read_only', 'files.nothing_to_collect', 'files.quota_full', 'files.too_many'],
});
