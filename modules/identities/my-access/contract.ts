import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Nullable, PlainDate } from '#kernel/contract/types.ts';
import { OpaqueMessage, Sealed, Stretching } from '../sign-in/contract.ts';

export const myAccessContract = contract({
  method: 'GET',
  path: '/my-access',
  summary: 'My sign-in: names, password, second factors, devices.',
  answer: T.Object({
    handle: Nullable(T.String()),
    email: Nullable(T.String({ description: 'confirmed address' })),
    mayHaveEmail: T.Boolean({ description: 'adults may recover by mail' }),
    passwordSetOn: Nullable(PlainDate),
    hasTotp: T.Boolean(),
    recoveryCodesLeft: T.Integer(),
    passkeys: T.Array(T.Object({ id: T.String(), label: T.String(), createdOn: PlainDate, lastUsedOn: Nullable(PlainDate) })),
    outside: T.Array(T.Object({ id: Id, host: T.String({ description: 'of the provider' }), linkedOn: PlainDate }), {
      description: 'accounts outside with which I sign in at this school',
    }),
    strong: T.Boolean({ description: 'a second factor was shown on this device' }),
    secondFactorNeeded: T.Boolean({ description: 'my rights ask for a second factor' }),
    devices: T.Array(
      T.Object({
        id: Id,
        label: T.String(),
        createdOn: PlainDate,
        lastUsedOn: PlainDate,
        shared: T.Boolean(),
        here: T.Boolean({ description: 'the device that asks' }),
      }),
    ),
  }),
});

export const sharedDeviceContract = contract({
  method: 'GET',
  path: '/my-access/shared-device',
  summary: 'How long I stay signed in on this shared device.',
  answer: T.Object({ secondsLeft: Nullable(T.Integer({ description: 'null: this device is not shared' })) }),
});

export const closeDeviceContract = contract({
  method: 'DELETE',
  path: '/my-access/devices/:deviceId',
  summary: 'Signs me out on another device.',
  params: T.Object({ deviceId: Id }),
  answer: T.Object({}),
});

export const dropOutsideContract = contract({
  method: 'DELETE',
  path: '/my-access/outside/:linkId',
  summary: 'Unlinks an outside account from my sign-in.',
  params: T.Object({ linkId: Id }),
  answer: T.Object({}),
  refusals: ['identities.last_way_in'],
});

export const passwordStartContract = contract({
  method: 'POST',
  path: '/my-access/password/start',
  summary: 'Begins changing my password by showing the old one.',
  body: T.Object({ startLoginRequest: OpaqueMessage, registrationRequest: OpaqueMessage }),
  answer: T.Object({ loginResponse: OpaqueMessage, registrationResponse: OpaqueMessage, sealed: Sealed, stretching: Stretching }),
  refusals: ['identities.wait'],
});

export const passwordFinishContract = contract({
  method: 'POST',
  path: '/my-access/password/finish',
  summary: 'Changes my password; signs me out on every other device.',
  body: T.Object({ sealed: Sealed, finishLoginRequest: OpaqueMessage, registrationRecord: OpaqueMessage }),
  answer: T.Object({}),
  refusals: ['identities.wrong_old_password', 'identities.took_too_long'],
});
