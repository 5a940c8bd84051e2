import { type ReactNode, useEffect, useRef } from 'react';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useShellIfThere } from '#kernel/web/shell.ts';
import { Private, usePrivateText } from './Beamer.tsx';
import { Icon } from './Icon.tsx';
import classes from './Page.module.css';
import { SearchOpener } from './SearchOpener.tsx';

interface Props {
  /** The heading; also the window's title. */
  title: string;
  /** The heading names a person: hidden in projector mode, in the window's title too. */
  namesPerson?: boolean;
  /** One quiet line below: where, how many, until when. */
  sub?: ReactNode;
  /** What one can do here, the main thing last. */
  actions?: ReactNode;
  /** Where one comes from: `{ to: 'aufgaben', title: 'Aufgaben' }`. */
  back?: { to: string; title: string };
  /** `text` keeps lines at 72 characters, `list` suits rows, `wide` tables and plans. */
  width?: 'text' | 'list' | 'wide';
  /** Beside the content from 1100 px on, below it on less. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One page: heading, sub line, actions, content. Takes the focus when one has come here, so that it is read out. */
export function Page({ title, namesPerson = false, sub, actions, back, width = 'list', aside, children }: Props) {
  const school = useShellIfThere()?.school.name;
  const heading = useRef<HTMLHeadingElement>(null);
  const privately = usePrivateText();
  const shown = namesPerson ? privately(title) : title;
  useEffect(() => {
    document.title = school === undefined ? shown : `${shown} – ${school}`;
  }, [shown, school]);
  useEffect(() => {
    if (document.activeElement?.closest('main, [role=dialog]') === null) heading.current?.focus({ preventScroll: true });
  }, []);
  const acts = actions !== undefined && actions !== false && actions !== null;
  return (
    <div className={classes.page} data-width={width} data-aside={aside !== undefined || undefined}>
      <header className={classes.top} data-acts={acts || undefined}>
        <div className={classes.title}>
          {back && (
            <PageLink to={back.to} className={`${classes.back} not-printed`}>
              <Icon name="back" size={18} />
              {back.title}
            </PageLink>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {namesPerson ? <Private>{title}</Private> : title}
          </h1>
          {sub !== undefined && <p className={`${classes.sub} num`}>{sub}</p>}
        </div>
        {acts && <div className={`${classes.actions} not-printed`}>{actions}</div>}
        <SearchOpener small={acts} />
      </header>
      <div className={classes.content}>{children}</div>
      {aside !== undefined && <aside className={classes.aside}>{aside}</aside>}
    </div>
  );
}

/** A part of a page with its own heading. */
export function Section({ title, actions, children }: { title: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionTop}>
        <h2>{title}</h2>
        <div className={classes.sectionActions}>{actions}</div>
      </div>
      {children}
    </section>
  );
}
