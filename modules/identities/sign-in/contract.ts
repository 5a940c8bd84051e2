import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Line, Nullable, OneOf } from '#kernel/contract/types.ts';

/** A message of the OPAQUE protocol (RFC 9807) as the library writes it. */
export const OpaqueMessage = T.String({ minLength: 20, maxLength: 1_000, pattern: '^[A-Za-z0-9_-]+$' });
/** A state of ours that travels through the client, closed. */
export const Sealed = T.String({ minLength: 20, maxLength: 6_000, pattern: '^[A-Za-z0-9_-]+$' });
/** How the password is stretched on the device. */
export const Stretching = OneOf(['memory-constrained']);
/** `shared`: others use this device afterwards; nothing stays on it. */
export const DeviceKindField = OneOf(['lasting', 'shared']);
export const SchoolSlug = T.String({ minLength: 1, maxLength: 41 });

/** What follows a right password: in, or a second factor first. */
export const SignInStep = T.Object({
  next: OneOf(['in', 'second_factor']),
  schools: T.Array(T.Object({ slug: T.String(), name: T.String() }), {
    description: 'where one is in now; empty before the second factor',
  }),
  mustChange: T.Boolean({ description: 'the password must be changed first' }),
  secondFactor: Nullable(
    T.Object({
      sealed: Sealed,
      code: T.Boolean({ description: 'a code from an authenticator app, or a recovery code' }),
      passkey: T.Boolean(),
    }),
  ),
});

export const signInStartContract = contract({
  method: 'POST',
  path: '/sign-in/start',
  scope: 'platform',
  summary: 'Begins a sign-in by password; the same answer whether the name exists or not.',
  body: T.Object({
    school: Nullable(SchoolSlug),
    handle: Line(254),
    startLoginRequest: OpaqueMessage,
  }),
  answer: T.Object({ loginResponse: OpaqueMessage, sealed: Sealed, stretching: Stretching }),
  refusals: ['identities.wait'],
});

export const signInFinishContract = contract({
  method: 'POST',
  path: '/sign-in/finish',
  scope: 'platform',
  summary: 'Ends a sign-in by password.',
  body: T.Object({ sealed: Sealed, finishLoginRequest: OpaqueMessage, deviceKind: DeviceKindField }),
  answer: SignInStep,
  refusals: ['identities.wrong_password', 'identities.took_too_long', 'identities.suspended'],
});

export const signInCodeContract = contract({
  method: 'POST',
  path: '/sign-in/second-factor',
  scope: 'platform',
  summary: 'Ends a sign-in with a code from the authenticator app or a recovery code.',
  body: T.Object({ sealed: Sealed, code: Line(40) }),
  answer: SignInStep,
  refusals: ['identities.wrong_second_factor', 'identities.took_too_long', 'identities.wait'],
});

export const doorContract = contract({
  method: 'GET',
  path: '/door',
  scope: 'platform',
  summary: 'What the sign-in page shows: the school of the address, who is signed in, the doors of a demo.',
  query: T.Object({ school: T.Optional(SchoolSlug) }),
  answer: T.Object({
    school: Nullable(T.Object({ slug: T.String(), name: T.String(), accent: Nullable(T.String()) })),
    signedIn: T.Array(T.Object({ slug: T.String(), name: T.String() }), { description: 'schools of who is signed in on this browser' }),
    demo: T.Array(T.Object({ role: T.String(), schoolSlug: T.String(), schoolName: T.String() })),
  }),
});

export const findSchoolsContract = contract({
  method: 'GET',
  path: '/door/schools',
  scope: 'platform',
  summary: 'Schools of this installation by a part of their name.',
  query: T.Object({ q: T.String({ minLength: 2, maxLength: 60 }) }),
  answer: T.Object({ schools: T.Array(T.Object({ slug: T.String(), name: T.String() }), { description: 'at most 8' }) }),
});

export const demoEnterContract = contract({
  method: 'POST',
  path: '/demo/enter',
  scope: 'platform',
  summary: 'Enters a demo as one of its roles; there only where the database was seeded as a demo.',
  body: T.Object({ role: Line(60) }),
  answer: T.Object({ schoolSlug: T.String() }),
});
