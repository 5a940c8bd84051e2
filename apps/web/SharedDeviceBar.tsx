import { useEffect, useState } from 'react';
import { berlinClock } from '#kernel/ui/berlin.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { sharedDeviceContract } from '#modules/identities/my-access/contract.ts';
import { useSharedEnd } from './own-settings.ts';
import classes from './shell.module.css';

/** So long before the end it is said: time enough to send what is on the page. */
const saidBeforeMs = 5 * 60_000;

/**
 * On a shared device: says shortly before that the sign-in ends with the lesson and what is not sent then goes, and leaves when it is time. The
 * server ends the sign-in by itself; the page leaves so that the next person finds nothing on the screen.
 */
export default function SharedDeviceBar() {
  const t = useTexts('kernel');
  const leave = useSharedEnd();
  const { data, dataUpdatedAt } = useAsk(sharedDeviceContract, {});
  const seconds = data?.secondsLeft ?? null;
  const endsAt = seconds === null ? null : dataUpdatedAt + seconds * 1000;
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (endsAt === null) return;
    const look = () => {
      setNow(Date.now());
      if (Date.now() >= endsAt) leave();
    };
    const timer = setInterval(look, 5_000);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [endsAt, leave]);
  const near = endsAt !== null && endsAt - now <= saidBeforeMs;
  return (
    <div role="status">
      {near && (
        <div className={`${classes.ending} not-printed`}>
          {t('shell.sharedEnds', { time: berlinClock(new Date(endsAt).toISOString()).slice(11, 16) })}
        </div>
      )}
    </div>
  );
}
