import { Button } from '@mantine/core';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './DraftNote.module.css';
import { Icon } from './Icon.tsx';
import { useTimes } from './RelativeTime.tsx';

interface Props {
  /** From `useDraft` or `useForm(…).draft`. */
  draft: { fromEarlier: number | null; clear: () => void };
}

/** Says that what stands in the form was typed in an earlier visit, and lets one start afresh. */
export function DraftNote({ draft }: Props) {
  const t = useTexts('kernel');
  const { when } = useTimes();
  if (draft.fromEarlier === null) return null;
  return (
    <p className={classes.note} role="status">
      <Icon name="history" size={18} />
      {t('form.draft', { when: when(new Date(draft.fromEarlier).toISOString()) })}
      <Button size="compact-sm" variant="subtle" onClick={draft.clear}>
        {t('form.draftDrop')}
      </Button>
    </p>
  );
}
