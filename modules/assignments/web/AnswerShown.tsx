import { Private } from '#kernel/ui/Beamer.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { AttachedFiles } from '#modules/files/web/public.tsx';
import { receivedContract } from '../answer/contract.ts';
import { printedMark } from '../marks/contract.ts';
import { SeeAnnotations } from './annotate/SeeAnnotations.tsx';
import feedback from './feedback.module.css';
import { fileAddress } from './file-address.ts';
import { TypedText } from './formula/TypedText.tsx';
import { RubricShown } from './RubricShown.tsx';
import type { Task } from './shown-work.ts';
import classes from './work.module.css';

function useReceived(task: Task) {
  const { person } = useShell();
  const query = task.pupilName === null ? {} : { pupilId: task.pupilId };
  const topic = `assignments/person/${task.pupilName === null ? person.id : task.pupilId}`;
  return useAsk(receivedContract, { params: { assignmentId: task.id }, query }, { topic }).data;
}

/** The criteria by which the work will be answered, if the teacher shows them ahead; until something is given back. */
export function CriteriaAhead({ task }: { task: Task }) {
  const t = useTexts('assignments');
  const rubric = useReceived(task)?.rubric ?? null;
  if (task.answer !== null || rubric === null) return null;
  return (
    <div className={classes.part}>
      <Section title={t('rubric.title')}>
        <RubricShown {...rubric} />
      </Section>
    </div>
  );
}

/** What was given back to a pupil: mark, rubric, words, files; nothing before that. */
export function AnswerShown({ task }: { task: Task }) {
  const t = useTexts('assignments');
  const received = useReceived(task);
  const { answer } = task;
  const rubric = received?.rubric ?? null;
  if (answer === null) return null;
  const mark = received?.mark ?? null;
  const annotated = received?.annotated ?? [];
  const nothing =
    answer.text === '' && answer.files.length === 0 && annotated.length === 0 && mark === null && (rubric?.chosen ?? null) === null;
  return (
    <div className={classes.part}>
      <Section title={t('task.answer')}>
        <div className={classes.answer}>
          <Private>
            {mark !== null && (
              <div className={feedback.mark}>
                <strong className="num">{`${t('marks.given')} ${printedMark(mark.kind, mark.mark)}`}</strong>
                <span className="quiet">{t('marks.standsFor', { meaning: mark.meaning })}</span>
              </div>
            )}
            {rubric !== null && <RubricShown {...rubric} />}
            {nothing ? (
              <p>{t('task.answerEmpty')}</p>
            ) : (
              answer.text !== '' && (
                <p>
                  <TypedText text={answer.text} />
                </p>
              )
            )}
            <AttachedFiles label={t('task.answer')} files={answer.files} addressOf={fileAddress(task.id)} />
            <SeeAnnotations assignmentId={task.id} files={annotated} />
          </Private>
          <small className="quiet">
            <RelativeTime at={answer.givenBackAt} words={(when) => t('task.givenBack', { when })} />
          </small>
        </div>
      </Section>
    </div>
  );
}
