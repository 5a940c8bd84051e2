import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { giveBackContract, pupilsContract, remindContract } from '../answer/contract.ts';
import { assignmentContract, setListContract } from '../set/contract.ts';
import { type PageAct, PageMenu } from './PageMenu.tsx';
import { PupilTable } from './PupilTable.tsx';
import type { Work } from './shown-work.ts';
import { TargetName } from './TargetName.tsx';
import { TaskPreview } from './TaskPreview.tsx';

/** A piece of work as its teachers see it: who has opened and handed in, what is answered, what to do next. */
export function OverviewPage({ assignmentId }: { assignmentId: string }) {
  const t = useTexts('assignments');
  const ask = useAsk(assignmentContract, { params: { assignmentId } }, { topic: `assignments/assignment/${assignmentId}` });
  const work = ask.data;
  return (
    <Page
      title={work?.title ?? t('title')}
      back={{ to: 'aufgaben', title: t('back') }}
      {...(work && { sub: <Sub work={work} />, actions: <Actions work={work} />, aside: <TaskPreview work={work} /> })}
    >
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={10} />}>
        {(shown) => <PupilTable work={shown} />}
      </WhenAnswered>
    </Page>
  );
}

function Sub({ work }: { work: Work }) {
  const t = useTexts('assignments');
  return (
    <>
      <TargetName target={work.target} full /> ·{' '}
      {t('overview.sub', { handedIn: work.handedIn, of: work.recipients, seen: work.seen, givenBack: work.givenBack })}
    </>
  );
}

function Actions({ work }: { work: Work }) {
  const t = useTexts('assignments');
  const params = { assignmentId: work.id };
  const refreshes = [assignmentContract, pupilsContract, setListContract];
  const reminder = useSend(remindContract, { refreshes });
  const giving = useSend(giveBackContract, { refreshes });
  const to = (page: string) => `aufgaben/${work.id}/${page}`;
  const acts: PageAct[] = [
    { icon: 'edit', words: t('overview.edit'), to: to('bearbeiten') },
    ...(work.mayRemind
      ? [{ icon: 'bell' as const, words: t('overview.remind', { count: work.open }), onPress: () => void reminder.send({ params }) }]
      : []),
    { icon: 'clock', words: t('times.change'), to: to('fristen') },
    { icon: 'timetable', words: t('assessment.open'), to: to('bewertung') },
    { icon: 'archive', words: t('zip.sub'), to: to('korrekturen') },
    ...(work.teams !== 'none' ? [{ icon: 'group' as const, words: t('team.title'), to: to('gruppen') }] : []),
    { icon: 'exchange', words: t('peer.manage'), to: to('gutachten') },
  ];
  return (
    <>
      <span role="status">
        {reminder.answer && t('overview.reminded', { count: reminder.answer.reminded })}
        {giving.answer && t('overview.givenBack', { count: giving.answer.givenBack })}
      </span>
      <FormError error={reminder.error ?? giving.error} />
      <PageMenu acts={acts} />
      {work.finished > 0 && (
        <SubmitButton busy={giving.busy} kind="plain" icon="send" onPress={() => void giving.send({ params, body: { pupilIds: null } })}>
          {t('overview.giveBack', { count: work.finished })}
        </SubmitButton>
      )}
      <ButtonLink to={`aufgaben/${work.id}/antworten`} icon="message" main>
        {t('overview.answerAll')}
      </ButtonLink>
    </>
  );
}
