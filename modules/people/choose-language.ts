import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { languageContract } from '#kernel/module/own-contracts.ts';
import { setLanguage } from './persons.ts';

/** The caller chooses the language of pages, mails and letters to them in this school. */
export async function chooseOwnLanguage(
  ctx: Ctx,
  { body }: { body: Body<typeof languageContract> },
): Promise<Answer<typeof languageContract>> {
  await ctx.write((db) => setLanguage(db, ctx.caller.personId, body.language));
  return {};
}
