import { useEffect } from 'react';
import { Private } from '#kernel/ui/Beamer.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { AttachedFiles } from '#modules/files/web/public.tsx';
import { seenContract, taskContract, workListContract } from '../hand-in/contract.ts';
import { AnswerShown, CriteriaAhead } from './AnswerShown.tsx';
import { DueTime } from './DueTime.tsx';
import { fileAddress } from './file-address.ts';
import { HandInPart } from './HandInPart.tsx';
import { RichText } from './RichText.tsx';
import { StateTag } from './StateTag.tsx';
import type { Task } from './shown-work.ts';
import { TargetName } from './TargetName.tsx';
import { PeerPart } from './together/PeerPart.tsx';
import { TeamPart } from './together/TeamPart.tsx';
import { WorksheetGate } from './together/WorksheetGate.tsx';
import classes from './work.module.css';

/** A task as its pupil sees it, with the hand-in; guardians see it without. */
export function TaskPage({ assignmentId, pupilId }: { assignmentId: string; pupilId: string }) {
  const t = useTexts('assignments');
  const { person } = useShell();
  const input = { params: { assignmentId }, query: pupilId === '' ? {} : { pupilId } };
  const ask = useAsk(taskContract, input, { topic: `assignments/person/${pupilId === '' ? person.id : pupilId}` });
  const seen = useSend(seenContract, { refreshes: [workListContract] });
  const isNew = ask.data?.pupilName === null && ask.data.state === 'new';
  const { send } = seen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per opened task; `send` is new with every drawing
  useEffect(() => {
    if (isNew) void send({ params: { assignmentId } });
  }, [isNew, assignmentId]);
  return (
    <Page
      title={ask.data?.title ?? t('title')}
      back={{ to: 'aufgaben', title: t('back') }}
      width="text"
      {...(ask.data && { sub: <Sub task={ask.data} /> })}
    >
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={8} of="text" />}>
        {(task) => <Content key={task.id} task={task} />}
      </WhenAnswered>
    </Page>
  );
}

function Sub({ task }: { task: Task }) {
  const t = useTexts('assignments');
  return (
    <>
      {task.pupilName !== null && (
        <>
          <Person name={task.pupilName} />
          {' · '}
        </>
      )}
      <TargetName target={task.target} />
      {task.teacher !== null && (
        <>
          {' · '}
          <Private>{t('task.from', { name: task.teacher })}</Private>
        </>
      )}
    </>
  );
}

function Content({ task }: { task: Task }) {
  const t = useTexts('assignments');
  const now = useNow();
  const address = fileAddress(task.id);
  const closed = task.closesAt !== null && Date.parse(task.closesAt) <= now;
  return (
    <>
      <p className={classes.facts}>
        <StateTag state={task.state} late={task.handIn?.late ?? false} />
        <DueTime dueAt={task.dueAt} />
        {task.closesAt !== null && task.closesAt !== task.dueAt && (
          <RelativeTime at={task.closesAt} words={(when) => t(closed ? 'closedAt' : 'closes', { when })} />
        )}
      </p>
      <AnswerShown task={task} />
      {task.body !== '' && (
        <div className={classes.part}>
          <RichText html={task.body} picturesAt={address} />
        </div>
      )}
      {task.files.length > 0 && (
        <div className={classes.part}>
          <Section title={t('task.material')}>
            <AttachedFiles label={t('task.material')} files={task.files} addressOf={address} />
          </Section>
        </div>
      )}
      <CriteriaAhead task={task} />
      {task.pupilName === null && (
        <div className={classes.part}>
          <TeamPart task={task} />
          <WorksheetGate task={task}>
            <HandInPart task={task} />
          </WorksheetGate>
        </div>
      )}
      {task.reviews && <PeerPart task={task} />}
    </>
  );
}
