import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Private } from '#kernel/ui/Beamer.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { keyOf } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { AttachedFiles } from '#modules/files/web/public.tsx';
import { takeBackContract, taskContract, workListContract } from '../hand-in/contract.ts';
import { besideText } from '../typed-pictures/contract.ts';
import { fileAddress } from './file-address.ts';
import { HandInForm } from './HandInForm.tsx';
import type { Task } from './shown-work.ts';
import { HandedText } from './typed/HandedText.tsx';
import classes from './work.module.css';

/** What is handed in with its receipt, or the form to do so. */
export function HandInPart({ task }: { task: Task }) {
  const t = useTexts('assignments');
  const [changing, setChanging] = useState(task.handIn !== null && task.draft !== null);
  const { handIn } = task;
  const client = useQueryClient();
  // counts how often what the team has was taken over what was typed here: a new form each time
  const [taken, setTaken] = useState(0);
  const takeTheirs = async () => {
    await client.invalidateQueries({ queryKey: keyOf(taskContract) });
    setTaken((before) => before + 1);
  };
  const isTick = handIn !== null && handIn.text === '' && handIn.files.length === 0;
  const takingBack = useSend(takeBackContract, { refreshes: [taskContract, workListContract] });
  const onlyTick = task.handInKinds.length === 1 && task.handInKinds[0] === 'tick' && isTick;
  return (
    <Section title={t('task.yourWork')}>
      {handIn !== null && (
        <>
          <div className={classes.receipt} role="status">
            <Icon name="check" />
            <RelativeTime
              at={handIn.handedInAt}
              words={(when) =>
                isTick
                  ? t('task.receiptTick', { when })
                  : handIn.version > 1
                    ? t('task.receiptVersion', { when, version: handIn.version })
                    : t('task.receipt', { when })
              }
            />
            {handIn.by !== null && <small>{t('team.by', { name: handIn.by })}</small>}
            {handIn.late && <small>{t('task.lateNote')}</small>}
          </div>
          {!changing && (
            <Private>
              <HandedText className={classes.typed} text={handIn.text} files={handIn.files} addressOf={fileAddress(task.id)} />
              <AttachedFiles label={t('task.files')} files={besideText(handIn.files, handIn.text)} addressOf={fileAddress(task.id)} />
            </Private>
          )}
        </>
      )}
      {!task.mayHandIn && <p className="quiet">{t('task.closedNote')}</p>}
      {task.mayHandIn && handIn !== null && !changing && (
        <>
          {!onlyTick && <p className={`${classes.foot} quiet`}>{t('task.againNote')}</p>}
          <FormError error={takingBack.error} />
          <div className={classes.buttons}>
            {!onlyTick && (
              <SubmitButton busy={false} kind="plain" icon="edit" onPress={() => setChanging(true)}>
                {t('task.change')}
              </SubmitButton>
            )}
            {task.mayTakeBack && (
              <SubmitButton
                busy={takingBack.busy}
                kind="plain"
                icon="undo"
                onPress={() => void takingBack.send({ params: { assignmentId: task.id } })}
              >
                {t(isTick ? 'task.untick' : 'task.takeBack')}
              </SubmitButton>
            )}
          </div>
        </>
      )}
      {task.mayHandIn && (handIn === null || changing) && (
        <HandInForm
          key={`${task.team?.id ?? ''} ${taken}`}
          task={task}
          onDone={() => setChanging(false)}
          onTheirs={() => void takeTheirs()}
        />
      )}
    </Section>
  );
}
