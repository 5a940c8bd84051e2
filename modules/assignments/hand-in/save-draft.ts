import type { Answer, Body } from '#kernel/contract/contract.ts';
import { inOrder } from '#kernel/db/in-order.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireReceived } from '../access.ts';
import { refusals } from '../refusals.ts';
import { isClosed } from '../state.ts';
import { requireUsableFiles, writeDraft } from '../teams/draft.ts';
import { actingFor, requireSeen, tellTeam } from '../teams/members.ts';
import type { saveDraftContract } from './contract.ts';
import { currentHandIn } from './current.ts';
import { lockTurn } from './turn.ts';

/**
 * Keeps what a pupil has typed and uploaded, so that it is there on the next device; empty, it is forgotten. In a team it is the
 * draft of all members.
 *
 * @throws `assignments.changed_meanwhile` (409) in a team, when another member has saved since: nothing is overwritten
 * @throws `assignments.closed` (409) from the closing time on
 * @throws not found (404) when the work is not for the caller, or a file is not the caller's
 */
export async function saveDraft(
  ctx: Ctx,
  assignmentId: string,
  { text, fileIds, revision }: Body<typeof saveDraftContract>,
): Promise<Answer<typeof saveDraftContract>> {
  return ctx.write(async (db) => {
    const pupilId = ctx.caller.personId;
    const [work] = await inOrder(requireReceived(db, ctx, assignmentId), lockTurn(db, assignmentId, pupilId));
    const { teamId } = work;
    if (isClosed(work.closesAt, ctx.now())) throw refusals.closed({ closedAt: work.closesAt?.toISOString() });
    const pupilIds = await actingFor(db, teamId, pupilId);
    if (teamId !== null) await requireSeen(db, teamId, revision);
    const before = fileIds.length === 0 ? null : await currentHandIn(db, assignmentId, pupilId);
    const earlier = before === null ? undefined : { module: 'assignments', subjectId: before.id };
    await requireUsableFiles(db, ctx.caller, { assignmentId, teamId, fileIds, earlier });
    const next = await writeDraft(db, { assignmentId, pupilIds, teamId, text, fileIds });
    if (teamId !== null) await tellTeam(db, { assignmentId, pupilIds: pupilIds.filter((id) => id !== pupilId) });
    return { savedAt: ctx.now().toISOString(), revision: next };
  });
}
