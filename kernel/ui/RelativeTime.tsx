import { currentLanguage, type Say, useTexts } from '#kernel/web/texts.ts';
import { sayDay, sayExactly, sayInstant } from './say-when.ts';
import { useNow } from './use-now.ts';

/** Speaks of times in the person's language: `when(instant)`, `day('2026-11-23')`, `exactly(instant)`; new each minute. */
export function useTimes() {
  const now = useNow();
  const say = useTexts('kernel') as Say; // times.* are among its keys
  const speak = { language: currentLanguage(), say };
  return {
    when: (instant: string) => sayInstant(instant, now, speak),
    day: (day: string) => sayDay(day, now, speak),
    exactly: (instant: string) => sayExactly(instant, speak),
  };
}

interface Props {
  /** ISO 8601 in UTC. */
  at: string;
  /** Puts words around the time: `(when) => t('due', { when })`. */
  words?: (when: string) => string;
}

/** "bis morgen 18:00"; the exact time stands in the tip and is what screen readers say. */
export function RelativeTime({ at, words = (when) => when }: Props) {
  const { when, exactly } = useTimes();
  const exact = exactly(at);
  return (
    <time dateTime={at} title={exact} className="num">
      <span aria-hidden="true">{words(when(at))}</span>
      <span className="only-heard">{words(exact)}</span>
    </time>
  );
}
