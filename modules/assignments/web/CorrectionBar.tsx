import { useEffect } from 'react';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { giveBackContract, pupilsContract, remindContract } from '../answer/contract.ts';
import { assignmentContract, setListContract } from '../set/contract.ts';
import classes from './correction.module.css';
import type { Work } from './shown-work.ts';
import { heads, type Unit } from './together/units.ts';
import type { Answers } from './use-answers.ts';

interface Props {
  work: Work | undefined;
  rows: readonly Unit[];
  answers: Answers;
  assignmentId: string;
  /** On phones: back to the list of names. */
  onList: () => void;
}

/** What is being answered, how far it is, and giving back all that is finished. */
export function CorrectionBar({ work, rows, answers, assignmentId, onList }: Props) {
  const t = useTexts('assignments');
  const params = { assignmentId };
  const refreshes = [assignmentContract, pupilsContract, setListContract];
  const giving = useSend(giveBackContract, { refreshes });
  const reminder = useSend(remindContract, { refreshes });
  const title = work?.title ?? t('correction.title');
  useEffect(() => {
    document.title = title;
  }, [title]);
  const handedIn = heads(rows.filter(({ handIn }) => handIn !== null));
  const finished = rows.filter((row) => answers.of(row).finished);
  const toGive = finished.filter(({ answer }) => answer === null || answer.givenBackAt === null || answer.changedSince);
  const giveBack = async () => {
    if (await answers.settle()) await giving.send({ params, body: { pupilIds: null } });
  };
  return (
    <header className={classes.bar}>
      <PageLink to={`aufgaben/${assignmentId}`} className={classes.back}>
        <Icon name="back" size={18} />
        {work?.target.name ?? t('back')}
      </PageLink>
      <div className={classes.title}>
        <h1>{title}</h1>
        <p className="num">{t('correction.sub', { handedIn, of: heads(rows), answered: heads(finished) })}</p>
      </div>
      <div className={classes.acts}>
        <span role="status">
          {giving.answer && t('overview.givenBack', { count: giving.answer.givenBack })}
          {reminder.answer && t('overview.reminded', { count: reminder.answer.reminded })}
        </span>
        <FormError error={giving.error ?? reminder.error} />
        <span className={classes.phoneOnly}>
          <SubmitButton busy={false} kind="plain" icon="list" onPress={onList}>
            {t('correction.showList')}
          </SubmitButton>
        </span>
        {work?.mayRemind && (
          <span className={classes.listOnly}>
            <SubmitButton busy={reminder.busy} kind="plain" icon="bell" onPress={() => void reminder.send({ params })}>
              {t('overview.remind', { count: heads(rows) - handedIn })}
            </SubmitButton>
          </span>
        )}
        <span className={classes.listOnly}>
          <SubmitButton busy={giving.busy} icon="send" disabled={toGive.length === 0} onPress={() => void giveBack()}>
            {t('overview.giveBack', { count: heads(toGive) })}
          </SubmitButton>
        </span>
      </div>
    </header>
  );
}
