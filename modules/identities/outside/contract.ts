import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Line, Nullable, OneOf } from '#kernel/contract/types.ts';
import { DeviceKindField, SchoolSlug, Sealed, SignInStep } from '../sign-in/contract.ts';

export const outsideDoorContract = contract({
  method: 'GET',
  path: '/outside',
  scope: 'platform',
  summary: 'Whether a school lets people sign in with an outside account, and what the button says.',
  query: T.Object({ school: SchoolSlug }),
  answer: T.Object({ label: Nullable(T.String()) }),
});

export const outsideStartContract = contract({
  method: 'POST',
  path: '/outside/start',
  scope: 'platform',
  summary: 'Begins a sign-in with an outside account (OpenID Connect, authorization code with PKCE).',
  body: T.Object({ school: SchoolSlug, deviceKind: DeviceKindField }),
  answer: T.Object({ redirectTo: T.String({ description: 'page of the provider, to be opened in the same window' }) }),
  refusals: ['identities.outside_off', 'identities.outside_unavailable'],
});

export const outsideReturnContract = contract({
  method: 'POST',
  path: '/outside/return',
  scope: 'platform',
  summary: 'Takes what the provider has put into the address of the return page.',
  body: T.Object({ query: T.String({ maxLength: 6_000, description: 'the query of the address, as it stands' }) }),
  answer: T.Object({
    step: Nullable(SignInStep),
    school: SchoolSlug,
    label: T.String(),
    sealed: Nullable(T.String({ description: 'an account that is not linked yet: who it is must be confirmed' })),
  }),
  refusals: [
    'identities.outside_off',
    'identities.outside_unavailable',
    'identities.outside_failed',
    'identities.outside_denied',
    'identities.took_too_long',
    'identities.suspended',
  ],
});

export const outsideMatchContract = contract({
  method: 'POST',
  path: '/outside/match',
  scope: 'platform',
  summary: 'Whom of the school an account outside is, to be confirmed by the person. Tells of nobody else.',
  body: T.Object({ sealed: Sealed }),
  answer: T.Object({
    name: T.String(),
    className: Nullable(T.String()),
    school: T.Object({ slug: T.String(), name: T.String() }),
    way: OneOf(['alone', 'signed_in', 'owner_first']),
  }),
  refusals: ['identities.outside_unknown', 'identities.took_too_long'],
});

export const outsideConfirmContract = contract({
  method: 'POST',
  path: '/outside/confirm',
  scope: 'platform',
  summary: 'Yes, that is me: links the account and signs in.',
  body: T.Object({ sealed: Sealed }),
  answer: SignInStep,
  refusals: ['identities.outside_unknown', 'identities.outside_owner_first', 'identities.took_too_long', 'identities.suspended'],
});

const MatchBy = OneOf(['source_id', 'handle', 'name']);
const Issuer = T.String({ minLength: 8, maxLength: 300, pattern: '^https?://[^\\s?#]+$' });
const Claim = T.String({ minLength: 1, maxLength: 80, pattern: '^[A-Za-z0-9_.:/-]+$' });

const Provider = {
  issuer: Issuer,
  clientId: Line(200),
  matchBy: MatchBy,
  claim: Claim,
  label: Line(40),
  enabled: T.Boolean(),
};

export const readProviderContract = contract({
  method: 'GET',
  path: '/outside-provider',
  summary: 'The school’s outside provider as it is set up; the secret is never shown.',
  answer: T.Object({
    provider: Nullable(T.Object({ ...Provider, linked: T.Integer({ description: 'people who have linked an account' }) })),
    redirectUri: T.String({ description: 'to be entered at the provider' }),
  }),
});

export const saveProviderContract = contract({
  method: 'PUT',
  path: '/outside-provider',
  summary: 'Sets up or changes the school’s outside provider.',
  body: T.Object({
    ...Provider,
    secret: Nullable(T.String({ minLength: 1, maxLength: 500, description: 'null: stays as it is' })),
  }),
  answer: T.Object({}),
  refusals: ['identities.outside_secret_needed'],
});

export const checkProviderContract = contract({
  method: 'POST',
  path: '/outside-provider/check',
  summary: 'Asks an issuer for its configuration, without signing anybody in.',
  body: T.Object({ issuer: Issuer }),
  answer: T.Object({
    problem: Nullable(
      OneOf(['not_https', 'private_address', 'too_large', 'too_slow', 'unreachable', 'no_openid', 'other_issuer', 'no_code']),
    ),
    opensAt: Nullable(T.String({ description: 'host at which people sign in' })),
    claims: T.Array(T.String(), { description: 'claims the provider names' }),
  }),
});
