import { useEffect, useState } from 'react';
import { Page } from '#kernel/ui/Page.tsx';
import { Steps } from '#kernel/ui/Steps.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { importContract } from '../contract.ts';
import { DetectedStep } from './DetectedStep.tsx';
import { DifferenceStep } from './DifferenceStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { FilesStep } from './FilesStep.tsx';
import { Notice } from './Notice.tsx';
import { QuestionsStep } from './QuestionsStep.tsx';
import { type Shown, stepOf, stepWords } from './step-of.ts';
import { Working } from './Working.tsx';

const busyStates = ['reading', 'applying', 'undoing'];

/** One import as a guided run: files, what was found in them, open questions, the difference, done. */
export default function ImportPage() {
  const t = useTexts('roster');
  const importId = usePathPart('importId');
  const [isBusy, setBusy] = useState(false);
  const ask = useAsk(importContract, { params: { importId } }, { topic: `roster/import/${importId}`, everySeconds: isBusy && 2 });
  const state = ask.data?.state;
  useEffect(() => setBusy(state !== undefined && busyStates.includes(state)), [state]);
  return (
    <Page title={t('run.title')} sub={t('run.sub')} back={{ to: 'import', title: t('list.title') }} width="wide">
      <WhenAnswered ask={ask}>
        {(shown) => <Run key={`${shown.state} ${shown.digest}`} shown={shown} again={() => void ask.refetch()} />}
      </WhenAnswered>
    </Page>
  );
}

/** The step one is at, by the state of the import; earlier ones can be gone back to. */
function Run({ shown, again }: { shown: Shown; again: () => void }) {
  const t = useTexts('roster');
  const reached = stepOf(shown);
  const [chosen, setChosen] = useState<number | null>(null);
  const step = chosen ?? reached;
  const mayGoBack = shown.state === 'read' || shown.state === 'open' || (shown.state === 'failed' && shown.appliedAt === null);
  const body = () => {
    if (busyStates.includes(shown.state)) return <Working shown={shown} />;
    if (step === 0) return <FilesStep shown={shown} again={again} />;
    if (step === 1) return <DetectedStep shown={shown} again={again} />;
    if (step === 2) return <QuestionsStep shown={shown} again={again} />;
    if (step === 3) return <DifferenceStep shown={shown} again={again} />;
    return <DoneStep shown={shown} again={again} />;
  };
  return (
    <Steps
      label={t('run.title')}
      steps={stepWords.map((word) => t(`steps.${word}`))}
      current={step}
      {...(mayGoBack && { onStep: setChosen })}
    >
      {shown.failure !== null && (
        <Notice kind={shown.failure === 'cancelled' ? 'plain' : 'wrong'}>{t(`failures.${failureWord(shown.failure)}`)}</Notice>
      )}
      {body()}
    </Steps>
  );
}

const failureWords = ['internal', 'died', 'cancelled', 'changed_since', 'busy', 'unsure', 'stopped', 'has_errors', 'undo_over'] as const;

function failureWord(code: string): (typeof failureWords)[number] {
  return failureWords.find((word) => word === code) ?? 'internal';
}
