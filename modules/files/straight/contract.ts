import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';

/**
 * An upload is begun as all others are (tus, POST /files/uploads). When the answer carries `Upload-Straight: 1`, its bytes may be brought straight to the store
 * instead: ask what is there, ask for the address of each part and PUT it there, then say that it has arrived. Going on by tus stays open.
 */

/** Begins to bring an upload straight to the store, or goes on with it: how its parts are cut, and which are there. Repeatable. */
export const straightContract = contract({
  method: 'POST',
  path: '/files/uploads/:uploadId/straight',
  summary: 'How an upload is cut into parts for the store, and which of them are there.',
  params: T.Object({ uploadId: Id }),
  answer: T.Object({
    partBytes: T.Integer({ description: 'of every part but the last' }),
    partCount: T.Integer(),
    arrived: T.Array(T.Integer(), { description: 'numbers of parts, from 1 on; at most 1,000' }),
  }),
  refusals: ['files.not_straight'],
});

/** The address to which one part is PUT, exactly `sizeBytes` bytes of it and without any header of one's own. It holds for an hour. */
export const partContract = contract({
  method: 'GET',
  path: '/files/uploads/:uploadId/straight/parts/:number',
  summary: 'The address of the store to which one part of an upload is brought.',
  params: T.Object({ uploadId: Id, number: T.Integer({ minimum: 1, maximum: 1000 }) }),
  answer: T.Object({ address: T.String(), sizeBytes: T.Integer() }),
});

/**
 * All parts are there: the file is checked and entered as after any upload. Large files take their time: `ready: false` means ask again. A file that is ready
 * already stays as it is.
 */
export const arrivalContract = contract({
  method: 'POST',
  path: '/files/uploads/:uploadId/straight/arrival',
  summary: 'Makes a file of the parts that were brought to the store.',
  params: T.Object({ uploadId: Id }),
  answer: T.Object({ ready: T.Boolean() }),
  refusals: [
    'files.parts_missing',
    'files.not_as_announced',
    'files.program_refused',
    'files.content_mismatch',
    'files.folder_full',
    'files.read_only',
  ],
});
