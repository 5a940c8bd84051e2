import { useEffect, useRef, useState } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { answerContract, questionsContract } from '../contract.ts';
import { Notice } from './Notice.tsx';
import { QuestionCard } from './QuestionCard.tsx';
import classes from './roster.module.css';
import type { Shown } from './step-of.ts';

/** Rows that may be somebody who is there already: one after the other, by click or by number key. */
export function QuestionsStep({ shown, again }: { shown: Shown; again: () => void }) {
  const t = useTexts('roster');
  const list = usePages(questionsContract, { params: { importId: shown.id }, query: { limit: 200 } });
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const sending = useSend(answerContract);
  const heading = useRef<HTMLHeadingElement>(null);
  const open = list.rows.filter(({ id, answered: done }) => !done && !answered.has(id));
  const question = open[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the next question takes the focus, so that it is read out
  useEffect(() => heading.current?.focus(), [question?.id]);

  if (list.pending) return <Skeleton rows={4} />;
  if (list.error) return <ErrorState error={list.error} again={list.again} />;
  if (question === undefined) return <Notice kind="done">{t('questions.none')}</Notice>;
  const answer = async (personId: string | null) => {
    const done = await sending.send({ params: { importId: shown.id, questionId: question.id }, body: { personId } });
    if (done === undefined) return;
    setAnswered(new Set([...answered, question.id]));
    if (done.open === 0) again();
  };
  return (
    <div className={classes.step}>
      <h2 ref={heading} tabIndex={-1}>
        {t('questions.title', { count: open.length })}
      </h2>
      <p>{t('questions.why')}</p>
      <QuestionCard key={question.id} question={question} busy={sending.busy} onAnswer={(personId) => void answer(personId)} />
      <FormError error={sending.error} />
    </div>
  );
}
