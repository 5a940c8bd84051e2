import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';

/** Lies in the zip beside the pupils' folders, hidden by its dot, so that folders that were renamed are still known when the zip comes back. */
export const manifestName = '.schulhof.json';

/** Whose folder is whose, and which hand-in lies in it. */
export const Manifest = T.Object({
  assignmentId: Id,
  folders: T.Record(T.String({ maxLength: 300 }), T.Object({ pupilId: Id, handInId: Id })),
});
export type Manifest = Static<typeof Manifest>;
