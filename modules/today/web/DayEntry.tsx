import { subjectHue } from '#kernel/ui/subject-hue.ts';
import { TimelineEntry } from '#kernel/ui/Timeline.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { DayItem } from './day-words.ts';
import { ItemSub } from './ItemSub.tsx';
import { clockOf } from './item-times.ts';
import { StateTag } from './StateTag.tsx';

/** One entry of the day: a lesson from–until, or something due at a time. */
export function DayEntry({ item }: { item: DayItem }) {
  const t = useTexts('today');
  const now = useNow();
  const from = item.at === null ? Number.POSITIVE_INFINITY : Date.parse(item.at);
  const until = item.until === null ? from : Date.parse(item.until);
  const state = item.state === 'off' ? 'off' : now > until ? 'past' : now >= from ? 'now' : 'ahead';
  return (
    <TimelineEntry
      time={item.at === null ? '–' : clockOf(item.at)}
      title={item.title}
      to={item.path}
      state={state}
      {...(item.slot !== undefined && { timeNote: item.slot })}
      {...(item.slot === undefined && item.until === null && { timeNote: t('dueNote') })}
      {...(item.sub !== '' && { group: <ItemSub item={item} /> })}
      {...(item.place !== undefined && { place: item.place })}
      {...(item.count !== null && { place: item.count })}
      {...(item.subject !== null && { hue: subjectHue(item.subject) })}
      {...(item.state !== 'plain' && { note: <StateTag state={item.state} /> })}
    />
  );
}
