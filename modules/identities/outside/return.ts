import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import type { DeviceKind } from '../devices/open-device.ts';
import { refusals } from '../refusals.ts';
import { openState, sealState } from '../sealing.ts';
import { end } from '../sign-in/begun.ts';
import { enter } from '../sign-in/enter.ts';
import { redeem } from './claims.ts';
import type { outsideReturnContract } from './contract.ts';
import { beginOnce, takeFlow } from './flow.ts';
import { findLink } from './link.ts';
import { opensAlone } from './opens-alone.ts';
import { type MatchBy, requireProvider } from './provider.ts';

/** An account whose person must be confirmed; travels through the page, closed. */
export interface UnlinkedAccount {
  begunId: string;
  slug: string;
  schoolId: string;
  issuer: string;
  subject: string;
  matchBy: MatchBy;
  value: string | null;
  /** Whose account it is already, when only the owner's word is missing. */
  personId: string | null;
  kind: DeviceKind;
}

const use = 'outside-account';
const confirmSeconds = 600;

/**
 * Somebody comes back from the provider. A linked account is in; any other must say once who it is. Each flow is answered once.
 *
 * @throws `identities.took_too_long` (410) for a flow that is not this browser's, too old or answered before · `identities.outside_off` (404)
 *   · `identities.outside_denied`, `identities.outside_failed` (422) · `identities.outside_unavailable` (503) · `identities.suspended` (403)
 */
export async function returnFromOutside(
  ctx: PlatformCtx,
  body: Body<typeof outsideReturnContract>,
): Promise<Answer<typeof outsideReturnContract>> {
  const flow = takeFlow(ctx);
  await ctx.write((db) => end(db, flow.begunId));
  const provider = await requireProvider(ctx, flow.slug);
  // set up anew while somebody was away
  if (provider.issuer !== flow.issuer) throw refusals.tookTooLong();
  const { subject, value } = await redeem(ctx, provider, flow, body.query);
  const { issuer, label, matchBy, school } = provider;
  const link = await ctx.inSchool(school.id, (db) => findLink(db, { issuer, subject }));
  const may = link === undefined ? false : link.ownerConfirmed || (await ctx.read((db) => opensAlone(db, link.identityId, school.id)));
  if (link !== undefined && may) {
    const step = await enter(ctx, {
      identityId: link.identityId,
      schoolId: school.id,
      kind: flow.kind,
      strong: false,
      before: async () => undefined,
    });
    return { step, school: school.slug, label, sealed: null };
  }
  const account: UnlinkedAccount = {
    begunId: await beginOnce(ctx),
    slug: school.slug,
    schoolId: school.id,
    issuer,
    subject,
    matchBy,
    value,
    personId: link?.personId ?? null,
    kind: flow.kind,
  };
  return { step: null, school: school.slug, label, sealed: sealState(ctx, use, account, confirmSeconds) };
}

/**
 * The account in the page's hands.
 *
 * @throws `identities.took_too_long` (410)
 */
export function openAccount(ctx: PlatformCtx, sealed: string): UnlinkedAccount {
  const account = openState<UnlinkedAccount>(ctx, use, sealed);
  if (account === null) throw refusals.tookTooLong();
  return account;
}
