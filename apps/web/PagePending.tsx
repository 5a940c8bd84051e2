import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { WaitingPanel } from '#kernel/ui/WaitingPanel.tsx';
import { useShellIfThere } from '#kernel/web/shell.ts';
import { useWaiting } from '#kernel/web/use-waiting.ts';
import classes from './shell.module.css';

/** While a page's code or the shell is on its way, or the server has no room for this device yet. */
export function PagePending() {
  const isAlone = useShellIfThere() === null;
  const waits = useWaiting() !== null;
  if (isAlone && waits)
    return (
      <main id="inhalt" className={classes.pending}>
        <WaitingPanel isPage />
      </main>
    );
  return (
    <div className={classes.pending}>
      <Skeleton rows={6} of="entry" />
    </div>
  );
}
