import type { Answer } from '#kernel/contract/contract.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { isSignedIn } from '../codes/may-set-password.ts';
import { schoolsOf } from '../devices/schools-of.ts';
import { end } from '../sign-in/begun.ts';
import type { signInFinishContract } from '../sign-in/contract.ts';
import { enter } from '../sign-in/enter.ts';
import { linkAccount } from './link.ts';
import type { UnlinkedAccount } from './return.ts';

/** Somebody of the school whom an account was found to be. */
export interface Matched {
  personId: string;
  identityId: string;
  /** false for people whose rights are too great for the provider's word alone. */
  trusted: boolean;
}

/**
 * The person has said: yes, that is me. Links the account and opens the session; who is signed in here already stays so.
 *
 * @throws `identities.took_too_long` (410) the second time · `identities.outside_owner_first` (403) · `identities.suspended` (403)
 */
export async function enterLinked(ctx: PlatformCtx, account: UnlinkedAccount, who: Matched): Promise<Answer<typeof signInFinishContract>> {
  await ctx.write((db) => end(db, account.begunId));
  await ctx.inSchool(account.schoolId, (db) => linkAccount(ctx, db, account, who));
  const schools = await ctx.read(async (db) => ((await isSignedIn(ctx, db, who.identityId)) ? schoolsOf(db, who.identityId) : null));
  if (schools !== null) return { next: 'in', schools, mustChange: false, secondFactor: null };
  return enter(ctx, {
    identityId: who.identityId,
    schoolId: account.schoolId,
    kind: account.kind,
    strong: false,
    before: async () => undefined,
  });
}
