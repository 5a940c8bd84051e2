import type { ReactNode } from 'react';
import classes from './DetailSplit.module.css';

interface Props {
  list: ReactNode;
  /** The details of the chosen row, null when none is chosen. */
  detail: ReactNode | null;
  detailLabel: string;
  /** What stands beside the list while nothing is chosen. */
  nothing?: ReactNode;
}

/**
 * Details beside the list instead of in a dialog. On phones one thing per screen: the list, or the details (whose page then carries
 * `back`). Which row is chosen stands in the address.
 */
export function DetailSplit({ list, detail, detailLabel, nothing }: Props) {
  return (
    <div className={classes.split} data-chosen={detail !== null || undefined}>
      <div className={classes.list}>{list}</div>
      <section className={classes.detail} aria-label={detailLabel}>
        {detail ?? nothing}
      </section>
    </div>
  );
}
