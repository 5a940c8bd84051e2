import type { Answer, Body } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireOwnFiles } from '#modules/files/public.ts';
import { requireReceived } from '../access.ts';
import { refusals } from '../refusals.ts';
import { isClosed } from '../state.ts';
import type { saveDraftContract } from './contract.ts';
import { currentHandIn } from './current.ts';

/**
 * Keeps what a pupil has typed and uploaded, so that it is there on the next device; empty, it is forgotten.
 *
 * @throws `assignments.closed` (409) from the closing time on
 * @throws not found (404) when the work is not for the caller, or a file is not the caller's
 */
export async function saveDraft(
  ctx: Ctx,
  assignmentId: string,
  { text, fileIds }: Body<typeof saveDraftContract>,
): Promise<Answer<typeof saveDraftContract>> {
  return ctx.write(async (db) => {
    const work = await requireReceived(db, ctx, assignmentId);
    if (isClosed(work.closesAt, ctx.now())) throw refusals.closed({ closedAt: work.closesAt?.toISOString() });
    const pupilId = ctx.caller.personId;
    const earlier = fileIds.length === 0 ? null : await currentHandIn(db, assignmentId, pupilId);
    await requireOwnFiles(db, ctx.caller, fileIds, earlier === null ? undefined : { module: 'assignments', subjectId: earlier.id });
    if (text === '' && fileIds.length === 0) {
      await db
        .deleteFrom('assignments.hand_in_draft')
        .where('school_id', '=', db.schoolId)
        .where('assignment_id', '=', assignmentId)
        .where('pupil_id', '=', pupilId)
        .execute();
    } else {
      await db
        .insertInto('assignments.hand_in_draft')
        .values({ school_id: db.schoolId, id: newId(), assignment_id: assignmentId, pupil_id: pupilId, text, file_ids: [...fileIds] })
        .onConflict((conflict) =>
          conflict.columns(['school_id', 'assignment_id', 'pupil_id']).doUpdateSet({ text, file_ids: [...fileIds] }),
        )
        .execute();
    }
    return { savedAt: ctx.now().toISOString() };
  });
}
