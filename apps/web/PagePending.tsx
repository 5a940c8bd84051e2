import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import classes from './shell.module.css';

/** While a page's code or the shell is on its way. */
export function PagePending() {
  return (
    <div className={classes.pending}>
      <Skeleton rows={6} of="entry" />
    </div>
  );
}
