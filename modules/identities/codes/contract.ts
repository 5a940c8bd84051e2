import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Instant, Nullable, OneOf } from '#kernel/contract/types.ts';
import { DeviceKindField, OpaqueMessage, Sealed, SignInStep, Stretching } from '../sign-in/contract.ts';

/** A code as typed (`abcd efgh jklm`), or the secret of a link in a mail. */
const Secret = T.String({ minLength: 8, maxLength: 60 });
const School = T.Object({ slug: T.String(), name: T.String() });

export const openCodeContract = contract({
  method: 'POST',
  path: '/code/open',
  scope: 'platform',
  summary: 'What a code or a link opens; wrong, used and expired ones are all the same.',
  body: T.Object({ code: Secret }),
  answer: T.Object({
    school: Nullable(School),
    name: Nullable(T.String({ description: 'the person, as the school calls them' })),
    handle: Nullable(T.String({ description: 'what to sign in with later' })),
    hasPassword: T.Boolean(),
    opens: OneOf(['password', 'owner_first']),
    opensAt: Nullable(
      T.String({ ...Instant, description: 'from when on it opens without the owner, unless they sign in before; null: never' }),
    ),
    signedIn: OneOf(['no', 'same', 'other']),
  }),
  refusals: ['identities.code_invalid'],
});

export const registerStartContract = contract({
  method: 'POST',
  path: '/code/register-start',
  scope: 'platform',
  summary: 'Begins setting a password with a code, with the codes of all schools of a sign-in, or with a link from a mail.',
  body: T.Object({ codes: T.Array(Secret, { minItems: 1, maxItems: 5 }), registrationRequest: OpaqueMessage }),
  answer: T.Object({ registrationResponse: OpaqueMessage, sealed: Sealed, stretching: Stretching }),
  refusals: ['identities.code_invalid', 'identities.owner_must_confirm'],
});

export const registerFinishContract = contract({
  method: 'POST',
  path: '/code/register-finish',
  scope: 'platform',
  summary: 'Sets the password, spends the code, signs in.',
  body: T.Object({ sealed: Sealed, registrationRecord: OpaqueMessage, deviceKind: DeviceKindField }),
  answer: SignInStep,
  refusals: ['identities.code_invalid', 'identities.owner_must_confirm', 'identities.took_too_long', 'identities.suspended'],
});

export const joinContract = contract({
  method: 'POST',
  path: '/code/join',
  scope: 'platform',
  summary: 'Joins the person of a code to the sign-in that is open in this browser.',
  body: T.Object({ code: Secret }),
  answer: T.Object({ school: School }),
  refusals: ['identities.code_invalid', 'identities.join_other_way', 'identities.already_here'],
});
