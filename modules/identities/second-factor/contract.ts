import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Line } from '#kernel/contract/types.ts';
import { DeviceKindField, Sealed, SignInStep } from '../sign-in/contract.ts';

/** What the browser's credential API gives and takes (WebAuthn level 3, JSON forms); checked by the library that reads it. */
const BrowserJson = T.Object({}, { additionalProperties: true, description: 'JSON of the Web Authentication API' });

export const enrolTotpContract = contract({
  method: 'POST',
  path: '/my-access/totp',
  summary: 'Makes a secret for an authenticator app; it counts only after it was confirmed with a code.',
  answer: T.Object({
    secret: T.String({ description: 'base32, to type where no camera is' }),
    uri: T.String({ description: 'otpauth://' }),
    picture: T.String({ description: 'QR code as a data: address' }),
  }),
});

export const confirmTotpContract = contract({
  method: 'POST',
  path: '/my-access/totp/confirm',
  summary: 'Confirms the authenticator app with a code; answers recovery codes, shown once.',
  body: T.Object({ code: Line(12) }),
  answer: T.Object({ recoveryCodes: T.Array(T.String()) }),
  refusals: ['identities.wrong_second_factor', 'identities.wait'],
});

export const dropTotpContract = contract({
  method: 'DELETE',
  path: '/my-access/totp',
  summary: 'Takes the authenticator app and the recovery codes away.',
  answer: T.Object({}),
  refusals: ['identities.last_second_factor'],
});

export const proveCodeContract = contract({
  method: 'POST',
  path: '/my-access/prove',
  summary: 'Shows the second factor on this device by a code.',
  body: T.Object({ code: Line(40) }),
  answer: T.Object({}),
  refusals: ['identities.wrong_second_factor', 'identities.wait'],
});

export const passkeyOptionsContract = contract({
  method: 'POST',
  path: '/my-access/passkeys/options',
  summary: 'What the browser needs to make a passkey.',
  answer: T.Object({ options: BrowserJson, sealed: Sealed }),
});

export const addPasskeyContract = contract({
  method: 'POST',
  path: '/my-access/passkeys',
  summary: 'Stores a passkey the browser has made.',
  body: T.Object({ sealed: Sealed, credential: BrowserJson, label: Line(60) }),
  answer: T.Object({}),
  refusals: ['identities.passkey_refused', 'identities.took_too_long'],
});

export const dropPasskeyContract = contract({
  method: 'DELETE',
  path: '/my-access/passkeys/:passkeyId',
  summary: 'Takes a passkey away.',
  params: T.Object({ passkeyId: T.String({ minLength: 10, maxLength: 1_400, pattern: '^[A-Za-z0-9_-]+$' }) }),
  answer: T.Object({}),
  refusals: ['identities.last_second_factor'],
});

export const passkeySignInStartContract = contract({
  method: 'POST',
  path: '/sign-in/passkey/start',
  scope: 'platform',
  summary: 'What the browser needs to sign in with a passkey, alone or after the password.',
  body: T.Object({ sealed: T.Optional(Sealed) }),
  answer: T.Object({ options: BrowserJson, sealed: Sealed }),
  refusals: ['identities.took_too_long'],
});

export const passkeySignInFinishContract = contract({
  method: 'POST',
  path: '/sign-in/passkey/finish',
  scope: 'platform',
  summary: 'Ends a sign-in with a passkey.',
  body: T.Object({ sealed: Sealed, credential: BrowserJson, deviceKind: DeviceKindField }),
  answer: SignInStep,
  refusals: ['identities.passkey_refused', 'identities.took_too_long', 'identities.suspended'],
});
