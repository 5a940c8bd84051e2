import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { OneOf } from '#kernel/contract/types.ts';
import { DeviceKindField, OpaqueMessage, Sealed, SignInStep, Stretching } from '../sign-in/contract.ts';

const letters = '[ABCDEFGHJKMNPQRSTUVWXYZ2-9]';
const Finder = T.String({ pattern: `^${letters}{12}$`, description: 'the first twelve letters of the code' });
const CardCode = T.String({ pattern: `^${letters}{28}$`, description: 'the whole code without dashes' });

export const openCardContract = contract({
  method: 'POST',
  path: '/card/open',
  scope: 'platform',
  summary: 'What comes next with a card: pictures are to be chosen, or to be shown. Unknown cards are answered as known ones.',
  body: T.Object({ finder: Finder }),
  answer: T.Object({ next: OneOf(['choose', 'show']) }),
});

export const cardStartContract = contract({
  method: 'POST',
  path: '/card/start',
  scope: 'platform',
  summary: 'Begins a sign-in by card and pictures; the same answer whether the card exists or not.',
  body: T.Object({ finder: Finder, startLoginRequest: OpaqueMessage }),
  answer: T.Object({ loginResponse: OpaqueMessage, sealed: Sealed, stretching: Stretching }),
  refusals: ['identities.wait'],
});

export const cardFinishContract = contract({
  method: 'POST',
  path: '/card/finish',
  scope: 'platform',
  summary: 'Ends a sign-in by card and pictures.',
  body: T.Object({ sealed: Sealed, finishLoginRequest: OpaqueMessage, deviceKind: DeviceKindField }),
  answer: SignInStep,
  refusals: ['identities.card_wrong', 'identities.took_too_long', 'identities.suspended'],
});

export const chooseStartContract = contract({
  method: 'POST',
  path: '/card/choose-start',
  scope: 'platform',
  summary: 'Begins the choosing of pictures with a card that has none yet.',
  body: T.Object({ code: CardCode, registrationRequest: OpaqueMessage }),
  answer: T.Object({ registrationResponse: OpaqueMessage, sealed: Sealed, stretching: Stretching }),
  refusals: ['identities.card_wrong'],
});

export const chooseFinishContract = contract({
  method: 'POST',
  path: '/card/choose-finish',
  scope: 'platform',
  summary: 'Keeps the chosen pictures and signs in.',
  body: T.Object({ sealed: Sealed, registrationRecord: OpaqueMessage, deviceKind: DeviceKindField }),
  answer: SignInStep,
  refusals: ['identities.card_wrong', 'identities.took_too_long', 'identities.suspended'],
});
