import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Private } from '#kernel/ui/Beamer.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useDraft } from '#kernel/web/drafts.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { bulkAnswerContract, pupilsContract } from '../answer/contract.ts';
import { assignmentContract, setListContract } from '../set/contract.ts';
import { CommentBox } from './CommentBox.tsx';
import classes from './correction.module.css';
import type { Answers } from './use-answers.ts';

interface Props {
  assignmentId: string;
  pupilIds: readonly string[];
  names: readonly string[];
  answers: Answers;
}

/** The same words to several pupils at once, or calling them finished; giving back stays a step of its own. */
export function BulkColumn({ assignmentId, pupilIds, names, answers }: Props) {
  const t = useTexts('assignments');
  const draft = useDraft(`assignments.bulk.${assignmentId}`, '');
  const [finished, setFinished] = useState(false);
  const sending = useSend(bulkAnswerContract, { refreshes: [assignmentContract, pupilsContract, setListContract] });
  const ready = draft.value.trim() !== '' || finished;
  const send = async () => {
    // what is being typed for single pupils is saved first, so that the same words go below it
    if (!(await answers.settle())) return;
    const body = { pupilIds: [...pupilIds], text: draft.value, finished };
    if ((await sending.send({ params: { assignmentId }, body })) === undefined) return;
    draft.clear();
    setFinished(false);
  };
  if (pupilIds.length === 0)
    return (
      <div className={classes.sheet} data-bulk>
        <EmptyState icon="people" title={t('bulk.none')}>
          {sending.answer && t('bulk.done', { count: sending.answer.answered })}
        </EmptyState>
      </div>
    );
  return (
    <section className={`${classes.answer} ${classes.bulk}`} aria-label={t('bulk.text')}>
      <h2>{t('bulk.title', { count: pupilIds.length })}</h2>
      <p className={classes.facts}>
        <Private>{names.join(' · ')}</Private>
      </p>
      <Private>
        <CommentBox label={t('bulk.text')} value={draft.value} onChange={draft.change} maxLength={4_000} />
      </Private>
      <p className="quiet">{t('bulk.textHelp')}</p>
      <Checkbox label={t('bulk.finished')} checked={finished} onChange={(event) => setFinished(event.currentTarget.checked)} />
      <FormError error={sending.error} />
      <span role="status">{sending.answer && t('bulk.done', { count: sending.answer.answered })}</span>
      <SubmitButton busy={sending.busy} icon="check" disabled={!ready} onPress={() => void send()}>
        {t('bulk.send')}
      </SubmitButton>
      {!ready && <p className="quiet">{t('bulk.nothing')}</p>}
    </section>
  );
}
