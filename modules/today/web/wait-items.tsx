import type { WaitItem } from '#kernel/ui/WaitList.tsx';
import type { DayItem } from './day-words.ts';
import { ItemSub } from './ItemSub.tsx';
import { clockOf, isOn } from './item-times.ts';

/** What waits, as the list beside the day wants it: a number at the right, else the time when it is today. */
export function waitItems(items: readonly DayItem[], day: string): WaitItem[] {
  return items.map(({ key, module, icon, title, sub, namesPeople, path, count, at }) => ({
    key: `${module} ${key}`,
    icon,
    title,
    to: path,
    ...(sub !== '' && { sub: <ItemSub item={{ sub, ...(namesPeople && { namesPeople }) }} /> }),
    ...(count !== null ? { fact: count } : at !== null && isOn({ at }, day) ? { fact: clockOf(at) } : {}),
  }));
}
