import * as oidc from 'openid-client';
import type { Answer, Body, Query } from '#kernel/contract/contract.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { connect, problemOf } from './connect.ts';
import type { outsideDoorContract, outsideStartContract } from './contract.ts';
import { beginOnce, rememberFlow } from './flow.ts';
import { providerRow, requireProvider } from './provider.ts';
import { redirectUri } from './redirect-uri.ts';

/** The words on the button of a school's outside provider; null without one. */
export async function readOutsideDoor(
  ctx: PlatformCtx,
  query: Query<typeof outsideDoorContract>,
): Promise<Answer<typeof outsideDoorContract>> {
  const school = await ctx.schoolBySlug(query.school);
  const row = school === null ? undefined : await ctx.inSchool(school.id, providerRow);
  return { label: row?.enabled ? row.label : null };
}

/**
 * Begins a sign-in at the school's outside provider: authorization code with PKCE (RFC 7636), state and nonce, all bound to this browser.
 *
 * @throws `identities.outside_off` (404) · `identities.outside_unavailable` (503) when the provider does not answer as it should
 */
export async function startOutside(
  ctx: PlatformCtx,
  body: Body<typeof outsideStartContract>,
): Promise<Answer<typeof outsideStartContract>> {
  const provider = await requireProvider(ctx, body.school);
  const config = await connect(provider.reach).catch((fault: unknown) => {
    if (problemOf(fault) === null) throw fault;
    ctx.log.warn({ problem: problemOf(fault), school: provider.school.slug }, 'outside provider does not answer');
    throw refusals.outsideUnavailable();
  });
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri(ctx),
    scope: scopeFor(config, provider.claim),
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const begunId = await beginOnce(ctx);
  rememberFlow(ctx, { begunId, slug: provider.school.slug, issuer: provider.issuer, state, nonce, verifier, kind: body.deviceKind });
  return { redirectTo: url.href };
}

/** `profile` brings names and `preferred_username`; IServ has a scope of its own for `uuid`. Nothing else is asked for: no address, no groups. */
function scopeFor(config: oidc.Configuration, claim: string): string {
  if (claim === 'sub') return 'openid';
  const known = config.serverMetadata().scopes_supported ?? [];
  return ['openid', 'profile', ...(known.includes(claim) && claim !== 'email' ? [claim] : [])].join(' ');
}
