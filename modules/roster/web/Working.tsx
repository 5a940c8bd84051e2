import { Progress } from '@mantine/core';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { cancelContract, importContract } from '../contract.ts';
import classes from './roster.module.css';
import type { Shown } from './step-of.ts';

const words = ['files', 'compare', 'people', 'sets', 'memberships', 'leavers', 'access', 'commit', 'undo'] as const;

/** How far reading or applying is; it goes on when the page is closed. */
export function Working({ shown }: { shown: Shown }) {
  const t = useTexts('roster');
  const cancelling = useSend(cancelContract, { refreshes: [importContract] });
  const { step, done, total } = shown.progress ?? { step: 'files', done: 0, total: 1 };
  const word = words.find((known) => known === step) ?? 'files';
  const percent = Math.round(((done + 0.5) / total) * 100);
  return (
    <div className={classes.working}>
      <h2>{t(`states.${shown.state}`)}</h2>
      <Progress value={percent} aria-label={t(`states.${shown.state}`)} />
      <p role="status">{t(`working.${word}`)}</p>
      <p className="quiet">{t('working.mayLeave')}</p>
      {shown.state !== 'undoing' && (
        <SubmitButton kind="plain" busy={cancelling.busy} onPress={() => void cancelling.send({ params: { importId: shown.id } })}>
          {t('working.cancel')}
        </SubmitButton>
      )}
    </div>
  );
}
