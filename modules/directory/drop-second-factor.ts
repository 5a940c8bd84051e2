import type { Answer, Params } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dropSecondFactors } from '#modules/identities/public.ts';
import type { dropSecondFactorContract } from './contract.ts';
import { requireMayIssue } from './may-issue.ts';
import { refusals } from './refusals.ts';

/**
 * Takes the second factors from somebody who has lost them, for those who may issue a code for that person. Told to the person and in the
 * audit trail. One's own are changed under »Mein Zugang«, where the last one stays.
 *
 * @throws as `requireMayIssue` · `directory.own_factor` (409) · `identities.factor_of_others` (403) when the sign-in has a person elsewhere
 */
export async function dropSecondFactor(
  ctx: Ctx,
  { params: { personId } }: { params: Params<typeof dropSecondFactorContract> },
): Promise<Answer<typeof dropSecondFactorContract>> {
  if (personId === ctx.caller.personId) throw refusals.ownFactor();
  return ctx.write(async (db) => {
    await requireMayIssue(ctx, db, [personId]);
    return { dropped: await dropSecondFactors(ctx, db, personId) };
  });
}
