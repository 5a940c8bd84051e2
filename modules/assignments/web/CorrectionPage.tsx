import { useEffect, useMemo, useState } from 'react';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useFilter, usePathPart } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { assessmentContract, pupilsContract } from '../answer/contract.ts';
import { assignmentContract } from '../set/contract.ts';
import { AnswerColumn } from './AnswerColumn.tsx';
import { BulkColumn } from './BulkColumn.tsx';
import { CorrectionBar } from './CorrectionBar.tsx';
import classes from './correction.module.css';
import { isCorrectionState, rowsOf, stepper } from './correction-rows.ts';
import { PupilColumn } from './PupilColumn.tsx';
import { SimilarHint } from './SimilarHint.tsx';
import { holds, unitOf, unitsOf } from './together/units.ts';
import { useAnswers } from './use-answers.ts';
import { useCorrectionKeys, useTypingOn } from './use-correction-keys.ts';
import { fetchPictures, WorkColumn } from './WorkColumn.tsx';

/**
 * `aufgaben/$assignmentId/antworten?wer=&stand=`: one pupil after the other, names at the left, work in the middle, answer at the right; on phones one
 * thing per screen. All of it came with one request and the next pupil's pictures are fetched ahead, so going on is instant. J and K or Alt with up and
 * down walk, Ctrl+Enter is done and next, / finds a name. Several ticked names get the same words at once.
 */
export default function CorrectionPage() {
  const t = useTexts('assignments');
  const assignmentId = usePathPart('assignmentId');
  const [who, setWho] = useFilter('wer');
  const [word, setState] = useFilter('stand', 'alle');
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  const topic = `assignments/assignment/${assignmentId}`;
  const params = { assignmentId };
  const ask = useAsk(assignmentContract, { params }, { topic });
  const assessment = useAsk(assessmentContract, { params }, { topic });
  const list = usePages(pupilsContract, { params, query: { limit: 200 } }, { topic });
  const units = useMemo(() => unitsOf(list.rows, (number) => t('team.name', { number })), [list.rows, t]);
  const answers = useAnswers(assignmentId, units, list.again);
  const state = isCorrectionState(word) ? word : 'alle';
  // among those to be ticked nobody stands whom the choice leaves out
  const rows = rowsOf(units, state, ticked === null ? (unitOf(units, who)?.pupilId ?? '') : '', answers);
  const place = rows.findIndex((unit) => holds(unit, who));
  const row = rows[place] ?? null;
  const step = useMemo(() => stepper(rows, place, setWho), [rows, place, setWho]);
  const typeOn = useTypingOn(row?.pupilId);
  const finish = () => {
    typeOn();
    if (row !== null) answers.change(row, { finished: true });
    step.nextOpen(answers.of);
  };
  const andTypeOn = (go: () => void) => () => {
    typeOn();
    go();
  };
  useCorrectionKeys(
    ticked === null
      ? { onNext: andTypeOn(step.next), onPrevious: andTypeOn(step.previous), onDone: finish }
      : { onNext: () => {}, onPrevious: () => {}, onDone: () => {} },
  );

  const chosen = units.filter(({ pupilId }) => ticked?.includes(pupilId));
  // with the list in view (wide screens) somebody is always chosen
  const first = rows.find(({ handIn, answer }) => handIn !== null && !answer?.finished) ?? rows[0];
  useEffect(() => {
    if (who === '' && first !== undefined && matchMedia('(min-width: 960px)').matches) setWho(first.pupilId);
  }, [who, first, setWho]);
  const following = rows[place + 1];
  useEffect(() => fetchPictures(assignmentId, following), [assignmentId, following]);
  // whole years have more than one page: all names belong in the list
  useEffect(() => {
    if (!list.loadingMore && list.error === null) list.more?.();
  }, [list.more, list.loadingMore, list.error]);

  if (list.error !== null && list.rows.length === 0) return <ErrorState error={list.error} again={list.again} />;
  return (
    <div className={classes.desk} data-fills-window data-chosen={(ticked === null && row !== null) || undefined}>
      <CorrectionBar work={ask.data} rows={units} answers={answers} assignmentId={assignmentId} onList={() => setWho('')} />
      {list.pending ? (
        <Skeleton rows={12} />
      ) : (
        <PupilColumn
          rows={rows}
          current={row?.pupilId ?? who}
          state={state}
          answerOf={answers.of}
          onChoose={setWho}
          onState={setState}
          ticked={ticked}
          onTick={setTicked}
        />
      )}
      {ticked !== null ? (
        <BulkColumn
          assignmentId={assignmentId}
          pupilIds={chosen.flatMap(({ members }) => members.map(({ pupilId }) => pupilId))}
          names={chosen.map(({ name }) => name)}
          answers={answers}
        />
      ) : row === null ? (
        <div className={classes.sheet}>
          <EmptyState icon="people" title={list.rows.length === 0 && !list.pending ? t('correction.empty') : t('correction.choose')} />
        </div>
      ) : (
        <>
          <WorkColumn
            key={`work ${row.pupilId}`}
            assignmentId={assignmentId}
            row={row}
            hint={<SimilarHint assignmentId={assignmentId} row={row} rows={list.rows} onOther={setWho} />}
          />
          <AnswerColumn
            key={`answer ${row.pupilId}`}
            assignmentId={assignmentId}
            row={row}
            answers={answers}
            assessment={assessment.data}
            place={{ number: place + 1, of: rows.length }}
            onDone={finish}
            onOther={setWho}
            onStep={(by) => (by > 0 ? step.next() : step.previous())}
          />
        </>
      )}
    </div>
  );
}
