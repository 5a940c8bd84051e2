import type { Answer } from '#kernel/contract/contract.ts';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { listContract } from '../contract.ts';

type Delivery = Answer<typeof listContract>['items'][number]['deliveries'][number];

/** "Mail: gesendet heute 08:02", "Gerät: nicht gesendet (abgeschaltet)". */
export function DeliveryWords({ delivery: { channel, state, reason, at } }: { delivery: Delivery }) {
  const t = useTexts('notices');
  const when = useTimes().when(at);
  const words = t(`state.${state}`, { channel: t(`channel.${channel}`), when });
  // the server names one of the reasons of the texts; a newer one than ours is left out
  const known = reason !== null && isReason(reason) ? t(`reason.${reason}`, { when }) : null;
  return <span className="num">{known === null ? words : `${words} (${known})`}</span>;
}

const reasons = [
  'off',
  'pupil',
  'no_address',
  'no_device',
  'quiet',
  'digest',
  'later',
  'refused',
  'gave_up',
  'unclear',
  'device_gone',
  'push_failed',
] as const;

function isReason(reason: string): reason is (typeof reasons)[number] {
  return reasons.some((known) => known === reason);
}
