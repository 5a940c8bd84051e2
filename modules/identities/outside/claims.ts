import * as oidc from 'openid-client';
import { Refusal } from '#kernel/errors/refusal.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { connect, problemOf } from './connect.ts';
import type { Flow } from './flow.ts';
import type { Provider } from './provider.ts';
import { redirectUri } from './redirect-uri.ts';

/** Who the provider says has signed in. `value`: what the school compares with its people; null when the provider did not say. */
export interface OutsideAccount {
  subject: string;
  value: string | null;
}

const mostOfValue = 200;

/**
 * Trades the code in the return address for who has signed in (OpenID Connect Core 1.0, sections 3.1.2.7 to 3.1.3.7). The library checks
 * state, issuer (RFC 9207), PKCE, signature, audience, times and nonce. Outside call: never inside a transaction.
 *
 * @throws `identities.outside_denied` (422) when the person or the provider said no · `identities.outside_failed` (422) for whatever does
 *   not belong to this flow or was used before · `identities.outside_unavailable` (503)
 */
export async function redeem(ctx: PlatformCtx, provider: Provider, flow: Flow, query: string): Promise<OutsideAccount> {
  const address = new URL(`${redirectUri(ctx)}?${query.replace(/^\?/, '')}`);
  try {
    const config = await connect(provider.reach);
    const tokens = await oidc.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: flow.verifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    });
    const token = tokens.claims();
    if (token === undefined || token.sub === '' || token.sub.length > 255) throw refusals.outsideFailed();
    if (provider.claim === 'sub') return { subject: token.sub, value: token.sub };
    const inToken = claimIn(token, provider.claim);
    if (inToken !== null || config.serverMetadata().userinfo_endpoint === undefined) return { subject: token.sub, value: inToken };
    const more = await oidc.fetchUserInfo(config, tokens.access_token, token.sub);
    return { subject: token.sub, value: claimIn(more, provider.claim) };
  } catch (fault) {
    throw outsideRefusal(ctx, provider, fault);
  }
}

/** A claim as text; for `name` without the claim itself the names it is made of. */
function claimIn(claims: Readonly<Record<string, unknown>>, claim: string): string | null {
  const found = claims[claim];
  if (typeof found === 'number') return String(found);
  if (typeof found === 'string' && found.trim() !== '') return found.trim().slice(0, mostOfValue);
  const { given_name: given, family_name: family } = claims;
  return claim === 'name' && typeof given === 'string' && typeof family === 'string' ? `${given} ${family}`.slice(0, mostOfValue) : null;
}

/** Only the library and the guarded fetch run above: what they throw has a code or a named problem; anything else is a bug of ours. */
function outsideRefusal(ctx: PlatformCtx, provider: Provider, fault: unknown): unknown {
  if (fault instanceof Refusal || !(fault instanceof Error)) return fault;
  if (fault instanceof oidc.AuthorizationResponseError) return refusals.outsideDenied();
  const problem = problemOf(fault);
  if (!('code' in fault) && problem === null) return fault;
  // the kind of fault only: neither the code nor what came with it
  ctx.log.warn({ school: provider.school.slug, kind: fault.name, problem }, 'outside sign-in failed');
  return problem === null || problem === 'no_openid' || problem === 'other_issuer'
    ? refusals.outsideFailed()
    : refusals.outsideUnavailable();
}
