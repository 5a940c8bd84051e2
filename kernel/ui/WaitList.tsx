import type { ReactNode } from 'react';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { Icon } from './Icon.tsx';
import classes from './WaitList.module.css';

export interface WaitItem {
  key: string;
  icon: string;
  title: string;
  /** "8b · abgegeben bis gestern 18:00" */
  sub?: ReactNode;
  /** How many, or when: at the right. */
  fact?: ReactNode;
  to: string;
}

interface Props {
  title: string;
  items: readonly WaitItem[];
  /** What stands there when nothing waits; without it the list is left out. */
  nothing?: string;
}

/** What waits for me, each a door: "Wartet auf Sie", "Läuft noch". */
export function WaitList({ title, items, nothing }: Props) {
  if (items.length === 0 && nothing === undefined) return null;
  return (
    <section className={classes.wait}>
      <h2>{title}</h2>
      {items.length === 0 && <p className="quiet">{nothing}</p>}
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            <PageLink to={item.to} className={classes.item}>
              <Icon name={item.icon} />
              <span className={classes.title}>{item.title}</span>
              {item.fact !== undefined && <span className={`${classes.fact} num`}>{item.fact}</span>}
              {item.sub !== undefined && <small>{item.sub}</small>}
            </PageLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
