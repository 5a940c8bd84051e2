import type { Static } from 'typebox';
import { nextLoud } from './quiet-hours.ts';
import type { QuietHours } from './settings.ts';

/** Why nothing goes out by a way, or why it goes later; words stand in the texts under `reason.*`. */
export type Reason =
  | 'off'
  | 'pupil'
  | 'no_address'
  | 'no_device'
  | 'quiet'
  | 'digest'
  | 'later'
  | 'refused'
  | 'gave_up'
  | 'unclear'
  | 'device_gone'
  | 'push_failed';

/** What is known of one addressee for one kind of notice. */
export interface Addressee {
  personId: string;
  /** More than a pupil: only adults get mail. */
  adult: boolean;
  /** Confirmed e-mail address. */
  address: string | null;
  mail: 'at_once' | 'digest' | 'off';
  push: boolean;
  /** Has a browser that takes push. */
  hasDevice: boolean;
  quiet: Static<typeof QuietHours>;
}

export interface PlannedDelivery {
  channel: 'mail' | 'push';
  state: 'waiting' | 'held' | 'not_sent';
  reason: Reason | null;
  digest: boolean;
  dueAt: Date | null;
}

/** What goes out to somebody besides the app, and when; for each way that stays closed the reason. */
export function planDeliveries(now: Date, to: Addressee): PlannedDelivery[] {
  return [planMail(now, to), planPush(now, to)];
}

function planMail(now: Date, to: Addressee): PlannedDelivery {
  if (!to.adult) return closed('mail', 'pupil');
  if (to.mail === 'off') return closed('mail', 'off');
  if (to.address === null) return closed('mail', 'no_address');
  if (to.mail === 'digest') return { channel: 'mail', state: 'waiting', reason: 'digest', digest: true, dueAt: null };
  return open('mail', now, to);
}

function planPush(now: Date, to: Addressee): PlannedDelivery {
  if (!to.push) return closed('push', 'off');
  if (!to.hasDevice) return closed('push', 'no_device');
  return open('push', now, to);
}

function open(channel: 'mail' | 'push', now: Date, { quiet }: Addressee): PlannedDelivery {
  const dueAt = nextLoud(now, quiet);
  const held = dueAt > now;
  return { channel, state: held ? 'held' : 'waiting', reason: held ? 'quiet' : null, digest: false, dueAt };
}

function closed(channel: 'mail' | 'push', reason: Reason): PlannedDelivery {
  return { channel, state: 'not_sent', reason, digest: false, dueAt: null };
}
