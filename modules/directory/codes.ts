import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx, SchoolCtx } from '#kernel/module/ctx.ts';
import { createIdentities, identitiesOf, issueCodes } from '#modules/identities/public.ts';
import type { issueCodesContract } from './contract.ts';
import { requireMayIssue, type Wanted } from './may-issue.ts';
import { codeDays } from './settings.ts';

/** Somebody who gets a code, with what the letter needs. */
export interface Recipient extends Wanted {
  handle: string | null;
  code: string;
  /** When it was made: the code is told apart from later ones by it. */
  madeAt: Date;
  validUntil: Date;
  /** `YYYY-MM-DD`, the last day on which the code holds: what people are shown. */
  lastDay: string;
}

/**
 * New codes for single people, to be read out or printed at once. They stand in this answer only.
 *
 * @throws as `requireMayIssue`
 */
export async function issue(ctx: Ctx, { body }: { body: Body<typeof issueCodesContract> }): Promise<Answer<typeof issueCodesContract>> {
  const recipients = await ctx.write(async (db) => codesFor(ctx, db, await requireMayIssue(ctx, db, body.personIds), ctx.caller.personId));
  return {
    items: recipients.map(({ personId, name, handle, code, validUntil, lastDay }) => ({
      personId,
      name,
      handle,
      code,
      link: codeLink(ctx, code),
      validUntil: validUntil.toISOString(),
      lastDay,
    })),
  };
}

/** The address that opens with a code, also as QR. Behind `#`, so that it reaches no log. */
export function codeLink(ctx: Ctx, code: string): string {
  return `${ctx.services.origin}/code#${code}`;
}

/**
 * Makes codes for people, in the order given, for whom the one who asked may (`requireMayIssue`). People without a sign-in get one.
 *
 * @param madeBy  who asked
 */
export async function codesFor(ctx: SchoolCtx, db: Db, wanted: readonly Wanted[], madeBy: string | null): Promise<Recipient[]> {
  const madeAt = ctx.now();
  await createIdentities(
    db,
    wanted.map(({ personId, firstName, lastName, language }) => ({ personId, first: firstName, last: lastName, language })),
    madeAt,
  );
  const access = await identitiesOf(
    db,
    wanted.map(({ personId }) => personId),
  );
  const validDays = await ctx.setting(db, codeDays);
  const codes = await issueCodes(
    { services: ctx.services, now: () => madeAt },
    db,
    wanted.map(({ personId, name, guardian }) => ({
      personId,
      name,
      purpose: access.get(personId)?.hasPassword ? ('lost' as const) : guardian ? ('invite' as const) : ('first' as const),
      validDays,
      madeBy,
    })),
  );
  const byPerson = new Map(codes.map((code) => [code.personId, code]));
  return wanted.flatMap((person) => {
    const code = byPerson.get(person.personId);
    return code === undefined ? [] : [{ ...person, handle: access.get(person.personId)?.handle ?? null, madeAt, ...code }];
  });
}
