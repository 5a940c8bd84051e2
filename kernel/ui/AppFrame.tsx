import type { ReactNode } from 'react';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './AppFrame.module.css';
import { Icon } from './Icon.tsx';

export interface FrameEntry {
  path: string;
  icon: string;
  title: string;
  count: number | null;
}

interface Props {
  school: string;
  /** All entries of the menu, in order; the rail shows seven, the phone's bar four, the rest stands on the page `allPath`. */
  entries: readonly FrameEntry[];
  allPath: string;
  /** The first page, behind the school's name. */
  startPath: string;
  /** At the foot of the rail: who I am. */
  person: ReactNode;
  /** Bars above everything: offline, projector, demo. */
  bars?: ReactNode;
  children: ReactNode;
}

/** The frame of every page: a rail at the left from 960 px on, a bar at the bottom on phones. */
export function AppFrame({ school, entries, allPath, startPath, person, bars, children }: Props) {
  const t = useTexts('kernel');
  return (
    <div className={classes.app}>
      <a href="#inhalt" className={classes.skip}>
        {t('shell.toContent')}
      </a>
      <nav className={`${classes.rail} not-printed`} aria-label={t('shell.mainMenu')}>
        <PageLink to={startPath} className={classes.school}>
          <span className={classes.crest} aria-hidden="true">
            {school.slice(0, 1)}
          </span>
          <span>{school}</span>
        </PageLink>
        {entries.slice(0, 7).map((entry) => (
          <RailLink key={entry.path} entry={entry} />
        ))}
        <RailLink entry={{ path: allPath, icon: 'dots', title: t('shell.all'), count: null }} />
        <div className={classes.me}>{person}</div>
      </nav>
      <div className={classes.side}>
        {bars}
        <main id="inhalt" tabIndex={-1} className={classes.main}>
          {children}
        </main>
      </div>
      <nav className={`${classes.tabs} not-printed`} aria-label={t('shell.mainMenu')}>
        {[...entries.slice(0, 4), { path: allPath, icon: 'dots', title: t('shell.more'), count: null }].map((entry) => (
          <PageLink key={entry.path} to={entry.path} className={classes.tab}>
            <span className={classes.tabIcon}>
              <Icon name={entry.icon} size={22} />
              {entry.count !== null && entry.count > 0 && (
                <span className={`${classes.dot} num`} aria-hidden="true">
                  {entry.count > 99 ? '99+' : entry.count}
                </span>
              )}
            </span>
            <span className={classes.tabTitle}>{entry.title}</span>
            <Waiting count={entry.count} />
          </PageLink>
        ))}
      </nav>
    </div>
  );
}

function RailLink({ entry }: { entry: FrameEntry }) {
  return (
    <PageLink to={entry.path} className={classes.link}>
      <Icon name={entry.icon} />
      <span className={classes.linkTitle}>{entry.title}</span>
      {entry.count !== null && entry.count > 0 && (
        <span className={`${classes.count} num`} aria-hidden="true">
          {entry.count}
        </span>
      )}
      <Waiting count={entry.count} />
    </PageLink>
  );
}

function Waiting({ count }: { count: number | null }) {
  const t = useTexts('kernel');
  return count !== null && count > 0 ? <span className="only-heard">{t('shell.waiting', { count })}</span> : null;
}
