import type { ReactNode } from 'react';
import { PageLink } from '#kernel/web/PageLink.tsx';
import classes from './DataList.module.css';
import { Icon } from './Icon.tsx';

interface Props {
  title: ReactNode;
  /** Second line, quiet. */
  sub?: ReactNode;
  /** At the right: a tag, a number, a time; below the words where it does not fit beside them. */
  fact?: ReactNode;
  icon?: string;
  /** Where Enter and a click lead, below the school. */
  to?: string;
  /** Instead of an address: what a click does. */
  onOpen?: () => void;
  /** The row whose details are shown beside the list. */
  current?: boolean;
  /** Buttons of this row, after its link. */
  actions?: ReactNode;
}

/** One row of a `DataList`: a link over its whole width, with title, sub line and a fact. */
export function DataRow({ title, sub, fact, icon, to, onOpen, current, actions }: Props) {
  const inside = (
    <>
      {icon !== undefined && <Icon name={icon} />}
      <span className={classes.main}>
        <span className={classes.words}>
          <span className={classes.title}>{title}</span>
          {sub !== undefined && <small className={classes.sub}>{sub}</small>}
        </span>
        {fact !== undefined && <span className={`${classes.fact} num`}>{fact}</span>}
      </span>
    </>
  );
  const mark = current ? { 'aria-current': 'true' as const } : {};
  return (
    <>
      {to !== undefined ? (
        <PageLink to={to} className={classes.row} data-row {...mark}>
          {inside}
        </PageLink>
      ) : onOpen !== undefined ? (
        <button type="button" className={classes.row} data-row onClick={onOpen} {...mark}>
          {inside}
        </button>
      ) : (
        <div className={classes.row}>{inside}</div>
      )}
      {actions !== undefined && <div className={`${classes.rowActions} not-printed`}>{actions}</div>}
    </>
  );
}
