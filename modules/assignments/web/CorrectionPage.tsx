import { useEffect, useMemo, useRef } from 'react';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useFilter, usePathPart } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type PupilResult, pupilsContract } from '../answer/contract.ts';
import { assignmentContract } from '../set/contract.ts';
import { AnswerColumn } from './AnswerColumn.tsx';
import { CorrectionBar } from './CorrectionBar.tsx';
import classes from './correction.module.css';
import { PupilColumn } from './PupilColumn.tsx';
import { useAnswers } from './use-answers.ts';
import { WorkColumn } from './WorkColumn.tsx';

/**
 * `aufgaben/$assignmentId/antworten?wer=`: one pupil after the other, names at the left, work in the middle, answer at the right; on phones one
 * thing per screen. All of it came with one request, so going on is instant. J and K walk, Ctrl+Enter is done and next, / finds a name.
 */
export default function CorrectionPage() {
  const t = useTexts('assignments');
  const assignmentId = usePathPart('assignmentId');
  const [who, setWho] = useFilter('wer');
  const topic = `assignments/assignment/${assignmentId}`;
  const ask = useAsk(assignmentContract, { params: { assignmentId } }, { topic });
  const list = usePages(pupilsContract, { params: { assignmentId }, query: { limit: 200 } }, { topic });
  const answers = useAnswers(assignmentId, list.rows, list.again);
  const place = list.rows.findIndex(({ pupilId }) => pupilId === who);
  const row = list.rows[place] ?? null;
  const step = useMemo(() => stepper(list.rows, place, setWho), [list.rows, place, setWho]);
  const finish = () => {
    if (row !== null) answers.change(row, { finished: true });
    step.nextOpen(answers.of);
  };
  useKeys({ onNext: step.next, onPrevious: step.previous, onDone: finish });

  // with the list in view (wide screens) somebody is always chosen
  const first = list.rows.find(({ handIn, answer }) => handIn !== null && !answer?.finished) ?? list.rows[0];
  useEffect(() => {
    if (who === '' && first !== undefined && matchMedia('(min-width: 960px)').matches) setWho(first.pupilId);
  }, [who, first, setWho]);

  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} again={list.again} />;
  return (
    <div className={classes.desk} data-chosen={row !== null || undefined}>
      <CorrectionBar work={ask.data} rows={list.rows} answers={answers} assignmentId={assignmentId} onList={() => setWho('')} />
      {list.pending ? <Skeleton rows={12} /> : <PupilColumn rows={list.rows} current={who} answerOf={answers.of} onChoose={setWho} />}
      {row === null ? (
        <div className={classes.sheet}>
          <EmptyState icon="people" title={list.rows.length === 0 && !list.pending ? t('correction.empty') : t('correction.choose')} />
        </div>
      ) : (
        <>
          <WorkColumn key={`work ${row.pupilId}`} assignmentId={assignmentId} row={row} />
          <AnswerColumn
            key={`answer ${row.pupilId}`}
            assignmentId={assignmentId}
            row={row}
            answers={answers}
            place={{ number: place + 1, of: list.rows.length }}
            onDone={finish}
            onStep={(by) => (by > 0 ? step.next() : step.previous())}
          />
        </>
      )}
    </div>
  );
}

function stepper(rows: readonly PupilResult[], place: number, go: (pupilId: string) => void) {
  const to = (row: PupilResult | undefined) => row !== undefined && go(row.pupilId);
  return {
    next: () => to(rows[place + 1]),
    previous: () => to(rows[place - 1]),
    /** The next whose work waits for an answer, from here to the end and then from the beginning; else just the next. */
    nextOpen: (answerOf: (row: PupilResult) => { finished: boolean }) => {
      const onwards = [...rows.slice(place + 1), ...rows.slice(0, Math.max(place, 0))];
      to(onwards.find((row) => row.handIn !== null && !answerOf(row).finished) ?? rows[place + 1]);
    },
  };
}

/** Keys of the whole view; letters only while nobody is typing. */
function useKeys(on: { onNext: () => void; onPrevious: () => void; onDone: () => void }) {
  const latest = useRef(on);
  latest.current = on;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        latest.current.onDone();
        return;
      }
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]') !== null;
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'j') latest.current.onNext();
      else if (event.key === 'k') latest.current.onPrevious();
      else if (event.key === '/') document.getElementById('correction-find')?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
