import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './work.module.css';

/** Somebody has saved elsewhere: nothing was overwritten, and one says which of the two shall stand. */
export function Conflict({ onTakeTheirs, onKeepMine }: { onTakeTheirs: () => void; onKeepMine: () => void }) {
  const t = useTexts('assignments');
  return (
    <div className={classes.notice} role="alert">
      {t('editor.conflict')}
      <SubmitButton busy={false} kind="plain" onPress={onTakeTheirs}>
        {t('editor.takeTheirs')}
      </SubmitButton>
      <SubmitButton busy={false} kind="plain" onPress={onKeepMine}>
        {t('editor.keepMine')}
      </SubmitButton>
    </div>
  );
}
