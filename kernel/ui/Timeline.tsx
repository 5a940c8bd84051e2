import type { CSSProperties, ReactNode } from 'react';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './Timeline.module.css';

/** The spine of a day: entries in the order of time. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {children}
    </ol>
  );
}

interface EntryProps {
  /** "08:45" */
  time: string;
  /** Below the time: "2. Std." */
  timeNote?: string;
  title: string;
  /** Beside the title: the group. */
  group?: ReactNode;
  /** At the right: the room. What no longer holds stands in `<span className="was">`. */
  place?: ReactNode;
  /** `past` fades, `now` is large, `off` is struck through (say why in `note`). */
  state?: 'past' | 'now' | 'ahead' | 'off';
  /** A colour, usually `subjectHue(short)`. */
  hue?: string;
  /** Below the title: tags and words. */
  note?: ReactNode;
  /** How much of the present entry is over, 0 to 1, and what that means in words. */
  progress?: { share: number; words: string };
  /** Where the entry leads. */
  to?: string;
  /** Doors, material: only for the present entry, which is large. */
  children?: ReactNode;
}

/** One entry: time at the left, a bar in its hue, title, group, place. */
export function TimelineEntry({ time, timeNote, title, group, place, state = 'ahead', hue, note, progress, to, children }: EntryProps) {
  const t = useTexts('kernel');
  const words = state === 'ahead' ? null : t(`timeline.${state}`);
  const style = hue === undefined || state === 'off' ? undefined : ({ '--hue': hue } as CSSProperties); // React's type knows no custom properties
  return (
    <li className={classes.entry} data-state={state} style={style} aria-current={state === 'now' ? 'time' : undefined}>
      <p className={`${classes.time} num`}>
        <b>{time}</b>
        {timeNote}
      </p>
      <div className={classes.card}>
        <div className={classes.head}>
          {to === undefined ? (
            <span className={classes.title}>{title}</span>
          ) : (
            <PageLink to={to} className={classes.title}>
              {title}
            </PageLink>
          )}
          {words !== null && <span className="only-heard">({words})</span>}
          {group !== undefined && <span className={classes.group}>{group}</span>}
          {place !== undefined && <span className={classes.place}>{place}</span>}
        </div>
        {progress && (
          <div className={classes.bar} role="img" aria-label={progress.words}>
            <i style={{ width: `${Math.round(Math.min(1, Math.max(0, progress.share)) * 100)}%` }} />
          </div>
        )}
        {note !== undefined && <div className={classes.note}>{note}</div>}
        {children}
      </div>
    </li>
  );
}

/** A break, a duty, the way home: small, between entries. */
export function TimelinePause({ time, children }: { time: string; children: ReactNode }) {
  return (
    <li className={`${classes.pause} num`}>
      <span>{time}</span>
      <span>{children}</span>
    </li>
  );
}

/** The buttons of the present entry; the main one first. */
export function Doors({ children }: { children: ReactNode }) {
  return <div className={`${classes.doors} not-printed`}>{children}</div>;
}

/** Material inside the present entry: icon, link, a fact at the right. */
export function Inside({ items }: { items: readonly { key: string; icon: ReactNode; what: ReactNode; fact?: ReactNode }[] }) {
  return (
    <ul className={classes.inside}>
      {items.map((item) => (
        <li key={item.key}>
          {item.icon}
          <span className={classes.what}>{item.what}</span>
          {item.fact !== undefined && <span className={`${classes.fact} num`}>{item.fact}</span>}
        </li>
      ))}
    </ul>
  );
}
