import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, pageQuery } from '#kernel/contract/types.ts';

const Clock = T.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });
const Quiet = T.Object({ on: T.Boolean(), from: Clock, to: Clock, weekends: T.Boolean() });
const MailChoice = OneOf(['at_once', 'digest', 'off']);

const Delivery = T.Object({
  channel: OneOf(['mail', 'push']),
  state: OneOf(['waiting', 'held', 'sending', 'sent', 'not_sent']),
  /** Key under `reason` in the texts. */
  reason: Nullable(T.String()),
  /** When it went out or was given up; for what is to go out, when. */
  at: Instant,
});

const NoticeRow = T.Object({
  id: Id,
  area: T.String({ description: 'title of the service that tells' }),
  title: T.String(),
  body: T.String(),
  path: T.String(),
  madeAt: Instant,
  deliveries: T.Array(Delivery),
});

/** Newest first; unread and read are two lists, so that reading one does not move the others. */
export const listContract = contract({
  method: 'GET',
  path: '/notices',
  summary: 'What the caller has been told, and by which ways it went out.',
  query: T.Object({ state: OneOf(['unread', 'read']), ...pageQuery }),
  answer: PageOf(NoticeRow),
});

/** Without ids: all. Ids of others change nothing. */
export const readContract = contract({
  method: 'POST',
  path: '/notices/read',
  summary: 'Marks notices as read.',
  body: T.Object({ ids: T.Optional(T.Array(Id, { minItems: 1, maxItems: 200 })) }),
  answer: T.Object({ unread: T.Integer() }),
});

export const choicesContract = contract({
  method: 'GET',
  path: '/notices/choices',
  summary: 'How the caller wants to be told what.',
  answer: T.Object({
    kinds: T.Array(T.Object({ id: T.String(), area: T.String(), title: T.String(), mail: MailChoice, push: T.Boolean() })),
    quiet: T.Object({ value: Quiet, own: T.Boolean(), usual: Quiet }),
    mail: T.Object({
      address: Nullable(T.String()),
      possible: T.Boolean({ description: 'false for pupils' }),
      withContent: T.Boolean(),
      digestHour: T.Integer(),
    }),
    push: T.Object({
      publicKey: T.String(),
      devices: T.Integer(),
      possible: T.Boolean({ description: 'false on a device others use as well' }),
    }),
  }),
});

export const saveChoiceContract = contract({
  method: 'PUT',
  path: '/notices/choices/:kind',
  summary: 'Sets how the caller wants to be told one kind of thing.',
  params: T.Object({ kind: T.String({ maxLength: 100 }) }),
  body: T.Object({ mail: MailChoice, push: T.Boolean() }),
  answer: T.Object({}),
});

/** null goes back to what the school has set. */
export const saveQuietContract = contract({
  method: 'PUT',
  path: '/notices/quiet',
  summary: 'Sets the caller’s own quiet hours.',
  body: T.Object({ quiet: Nullable(Quiet) }),
  answer: T.Object({}),
});

/** As the browser's PushSubscription says it. Again with the same browser changes nothing. */
export const subscribeContract = contract({
  method: 'POST',
  path: '/notices/push',
  summary: 'This browser takes push for the caller.',
  body: T.Object({
    endpoint: T.String({ maxLength: 1000 }),
    p256dh: T.String({ pattern: '^[A-Za-z0-9_-]{80,100}=*$' }),
    auth: T.String({ pattern: '^[A-Za-z0-9_-]{20,30}=*$' }),
  }),
  answer: T.Object({}),
  refusals: ['notices.shared_device', 'notices.unknown_push_service'],
});

export const unsubscribeContract = contract({
  method: 'POST',
  path: '/notices/push/end',
  summary: 'This browser takes no more push for the caller.',
  body: T.Object({ endpoint: T.String({ maxLength: 1000 }) }),
  answer: T.Object({}),
});
