import { Tag } from '#kernel/ui/Tag.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { DayItem } from './day-words.ts';

const kinds = { new: 'plain', begun: 'plain', changed: 'changed', done: 'done', late: 'wrong', past: 'plain', off: 'plain' } as const;

/** The state of something on the day in a word; nothing when it is in no particular state. */
export function StateTag({ state }: { state: DayItem['state'] }) {
  const t = useTexts('today');
  if (state === 'plain') return null;
  return <Tag kind={kinds[state]}>{t(`state.${state}`)}</Tag>;
}
