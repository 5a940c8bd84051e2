import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { CallFailed } from '#kernel/web/call.ts';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './shell.module.css';

/** A page or the shell could not be shown: what happened, what is safe, again. The rest of the frame stays. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const t = useTexts('kernel');
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  return (
    <div className={classes.pending}>
      <ErrorState error={error} again={again} />
      {!(error instanceof CallFailed && error.offline) && (
        <a href="/" className="link">
          {t('failed.toStart')}
        </a>
      )}
    </div>
  );
}
