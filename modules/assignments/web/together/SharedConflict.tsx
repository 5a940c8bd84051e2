import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from '../work.module.css';

/** Somebody of the team has saved meanwhile: nothing was overwritten, and one says which of the two shall stand. */
export function SharedConflict({ onTakeTheirs, onKeepMine }: { onTakeTheirs: () => void; onKeepMine: () => void }) {
  const t = useTexts('assignments');
  return (
    <div className={classes.notice} role="alert">
      {t('team.conflict')}
      <SubmitButton busy={false} kind="plain" onPress={onTakeTheirs}>
        {t('team.takeTheirs')}
      </SubmitButton>
      <SubmitButton busy={false} kind="plain" onPress={onKeepMine}>
        {t('team.keepMine')}
      </SubmitButton>
    </div>
  );
}
