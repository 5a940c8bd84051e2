import { Private } from '#kernel/ui/Beamer.tsx';
import type { DayItem } from './day-words.ts';

/** The second line of something on the day; where it names people, the projector mode hides it. */
export function ItemSub({ item }: { item: Pick<DayItem, 'sub' | 'namesPeople'> }) {
  return item.namesPeople ? <Private>{item.sub}</Private> : item.sub;
}
