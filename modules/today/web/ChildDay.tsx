import { Icon } from '#kernel/ui/Icon.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { DayItem, TodayAnswer } from './day-words.ts';
import { ItemSub } from './ItemSub.tsx';
import { isOn, spanOf } from './item-times.ts';
import { StateTag } from './StateTag.tsx';
import classes from './today.module.css';

interface Props {
  child: TodayAnswer['children'][number];
  day: string;
  /** The child's school, when it is another than the page's. */
  school?: { slug: string; name: string };
}

/** One child's day, as guardians see it beside the others. */
export function ChildDay({ child, day, school }: Props) {
  const t = useTexts('today');
  const items = [...child.timeline, ...child.due, ...child.waiting, ...child.running];
  const dueToday = child.due.some((item) => isOn(item, day) && item.state !== 'done');
  return (
    <section className={classes.child}>
      <h2>
        <Person name={child.name} />
      </h2>
      {school !== undefined && <p className="quiet">{school.name}</p>}
      {!dueToday && <p className="quiet">{t('childNothing')}</p>}
      <ul>
        {items.map((item) => (
          <li key={`${item.module} ${item.key}`}>
            <ChildItem item={item} {...(school && { school: school.slug })} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChildItem({ item, school }: { item: DayItem; school?: string }) {
  const t = useTexts('today');
  return (
    <PageLink to={item.path} className={classes.childItem} {...(school !== undefined && { school })}>
      <Icon name={item.icon} />
      <span className={classes.childTitle}>{item.title}</span>
      {item.state !== 'plain' && (
        <span className={classes.childState}>
          <StateTag state={item.state} />
        </span>
      )}
      <small>
        {item.at !== null && item.until !== null && (
          <span className="num">
            {[spanOf(item.at, item.until), item.place].filter(Boolean).join(' · ')}
            {item.sub !== '' && ' · '}
          </span>
        )}
        <ItemSub item={item} />
        {item.sub !== '' && item.at !== null && item.until === null && ' · '}
        {item.at !== null && item.until === null && <RelativeTime at={item.at} words={(when) => t('until', { time: when })} />}
      </small>
    </PageLink>
  );
}
