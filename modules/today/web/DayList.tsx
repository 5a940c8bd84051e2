import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { Timeline } from '#kernel/ui/Timeline.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { DayEntry } from './DayEntry.tsx';
import type { DayItem } from './day-words.ts';
import { ItemSub } from './ItemSub.tsx';
import { dueOn, isBefore, isOn } from './item-times.ts';
import { StateTag } from './StateTag.tsx';

interface Props {
  parts: { timeline: DayItem[]; due: DayItem[]; running: DayItem[] };
  day: string;
}

/** The timeline of the day; around it what is overdue and what is due soon. Until there are lessons, what is due today stands on the timeline. */
export function DayList({ parts, day }: Props) {
  const t = useTexts('today');
  const hasLessons = parts.timeline.length > 0;
  const today = dueOn(parts, day);
  const entries = hasLessons ? parts.timeline : today;
  // the day first; without lessons, what is overdue is what there is to do
  const overdue = <DueList title={t('overdue')} items={parts.due.filter((item) => isBefore(item, day))} />;
  return (
    <>
      {!hasLessons && overdue}
      {entries.length > 0 && (
        <Section title={hasLessons ? t('timeline') : t('dueToday')}>
          <Timeline label={hasLessons ? t('timeline') : t('dueToday')}>
            {entries.map((item) => (
              <DayEntry key={`${item.module} ${item.key}`} item={item} />
            ))}
          </Timeline>
        </Section>
      )}
      {hasLessons && overdue}
      <DueList title={t('dueToday')} items={hasLessons ? today : []} />
      <DueList title={t('dueSoon')} items={parts.due.filter((item) => !isBefore(item, day) && !isOn(item, day))} />
    </>
  );
}

/** What is due or runs, one row each, as it comes; nothing without items. */
export function DueList({ title, items }: { title: string; items: readonly DayItem[] }) {
  const t = useTexts('today');
  if (items.length === 0) return null;
  return (
    <Section title={title}>
      <DataList label={title} list={items} idOf={(item) => `${item.module} ${item.key}`}>
        {(item) => (
          <DataRow
            icon={item.icon}
            title={item.title}
            sub={
              <>
                <ItemSub item={item} />
                {item.sub !== '' && item.at !== null && ' · '}
                {item.at !== null && <RelativeTime at={item.at} words={(when) => t('until', { time: when })} />}
              </>
            }
            fact={<StateTag state={item.state} />}
            to={item.path}
          />
        )}
      </DataList>
    </Section>
  );
}
