import { sql } from 'kysely';
import type { Answer, Params } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { endCodes } from '#modules/identities/public.ts';
import { requireMayIssue } from '../may-issue.ts';
import type { withdrawInvitationContract } from './contract.ts';

/**
 * Takes an invitation back, as when it went to a wrong address: the link in the mail opens nothing any more, and what waits is not sent.
 * Other unused codes of the person end with it. Repeatable.
 *
 * @throws as `requireMayIssue`
 */
export async function withdrawInvitation(
  ctx: Ctx,
  { params: { personId } }: { params: Params<typeof withdrawInvitationContract> },
): Promise<Answer<typeof withdrawInvitationContract>> {
  return ctx.write(async (db) => {
    await requireMayIssue(ctx, db, [personId]);
    const { rows } = await sql`update directory.invitation set outcome = 'withdrawn', done_at = coalesce(done_at, ${ctx.now()})
      where school_id = ${db.schoolId} and person_id = ${personId} and (outcome is null or outcome = 'sent') returning id`.execute(db);
    if (rows.length === 0) return { withdrawn: false };
    await endCodes(db, personId);
    await db.audit({ act: 'directory.invitation_withdrawn', subject: { type: 'person', id: personId } });
    return { withdrawn: true };
  });
}
