import * as oidc from 'openid-client';
import { guardedFetch, OutsideFault, type OutsideReason } from './guarded-fetch.ts';

/** What is needed to talk to a provider. */
export interface Reach {
  issuer: string;
  clientId: string;
  secret: string;
  innerAllowed: boolean;
}

export type Problem = OutsideReason | 'no_openid' | 'other_issuer' | 'no_code';

/** A provider's configuration holds for so long without asking again: at eight o'clock hundreds come at once. */
const keepMilliseconds = 10 * 60_000;
const mostKept = 500;
const kept = new Map<string, { config: Promise<oidc.Configuration>; until: number }>();

/**
 * The provider's own configuration (OpenID Connect Discovery 1.0), remembered for ten minutes. Outside call: never inside a transaction.
 *
 * @throws whatever `problemOf` can name
 */
export function connect(reach: Reach): Promise<oidc.Configuration> {
  const key = JSON.stringify([reach.issuer, reach.clientId, reach.secret, reach.innerAllowed]);
  const known = kept.get(key);
  if (known !== undefined && known.until > performance.now()) return known.config;
  const config = discover(reach);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, { config, until: performance.now() + keepMilliseconds });
  config.catch(() => kept.delete(key));
  return config;
}

/** The same, asked anew each time. */
export async function discover(reach: Reach): Promise<oidc.Configuration> {
  const { issuer, clientId, secret, innerAllowed } = reach;
  const config = await oidc.discovery(new URL(issuer), clientId, { client_secret: secret }, authenticate(secret), {
    [oidc.customFetch]: (address, { method, headers, body }) => {
      if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof URLSearchParams))
        throw new TypeError('a form was expected');
      return guardedFetch(address, { method, headers, body: body ?? undefined }, innerAllowed);
    },
    // the guard itself decides where plain http may be spoken
    execute: [oidc.allowInsecureRequests],
  });
  const { response_types_supported: types, authorization_endpoint: door } = config.serverMetadata();
  if (door === undefined || (types !== undefined && !types.includes('code'))) throw new NoCode();
  const { protocol } = new URL(door);
  // the browser is sent there: never to `javascript:` or anything else that is no page
  if (protocol !== 'https:' && !(protocol === 'http:' && innerAllowed)) throw new OutsideFault('not_https');
  return config;
}

class NoCode extends Error {}

/** By header where the provider knows it (the standard's default), else in the form. */
function authenticate(secret: string): oidc.ClientAuth {
  const byHeader = oidc.ClientSecretBasic(secret);
  const inForm = oidc.ClientSecretPost(secret);
  return (server, client, body, headers) => {
    const known = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (known.includes('client_secret_basic') ? byHeader : inForm)(server, client, body, headers);
  };
}

/** What is wrong with a provider, from what `connect` has thrown; null when it is none of the expected things. */
export function problemOf(fault: unknown): Problem | null {
  if (fault instanceof OutsideFault) return fault.reason;
  if (fault instanceof NoCode) return 'no_code';
  if (!(fault instanceof Error)) return null;
  const inner = fault.cause === undefined ? null : problemOf(fault.cause);
  if (inner !== null) return inner;
  const code = 'code' in fault ? String(fault.code) : '';
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') return 'other_issuer';
  if (code.startsWith('OAUTH_') || fault instanceof SyntaxError) return 'no_openid';
  return null;
}
