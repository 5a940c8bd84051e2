import { Button } from '@mantine/core';
import { Private } from '#kernel/ui/Beamer.tsx';
import { FileDrop } from '#kernel/ui/FileDrop.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { CallFailed } from '#kernel/web/call.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { AttachedFiles } from '#modules/files/web/public.tsx';
import { giveBackContract, pupilsContract } from '../answer/contract.ts';
import { assignmentContract } from '../set/contract.ts';
import { CommentBox } from './CommentBox.tsx';
import { CaptureTools } from './capture/CaptureTools.tsx';
import { useKeptUploads } from './capture/use-kept-uploads.ts';
import classes from './correction.module.css';
import feedback from './feedback.module.css';
import { fileAddress, ownFileAddress } from './file-address.ts';
import { MarkField } from './MarkField.tsx';
import { RubricFill } from './RubricFill.tsx';
import { SaveNote } from './SaveNote.tsx';
import type { Assessment } from './shown-work.ts';
import { TeamAnswer } from './together/TeamAnswer.tsx';
import type { Unit } from './together/units.ts';
import type { Answers } from './use-answers.ts';
import { correctionText } from './use-correction-keys.ts';

const captures = ['voice'] as const;

interface Props {
  assignmentId: string;
  row: Unit;
  answers: Answers;
  /** undefined until it has come */
  assessment: Assessment | undefined;
  place: { number: number; of: number };
  onDone: () => void;
  onStep: (by: 1 | -1) => void;
  /** To another row, which may just have come into being. */
  onOther: (pupilId: string) => void;
}

/** The answer to one pupil. */
export function AnswerColumn({ assignmentId, row, answers, assessment, place, onDone, onStep, onOther }: Props) {
  const t = useTexts('assignments');
  const typed = answers.of(row);
  const { status, error } = answers.status(row.pupilId);
  const form = `assignments.answer.${assignmentId}.${row.pupilId}`;
  const uploads = useKeptUploads(form, (file) => answers.change(row, { files: [...answers.of(row).files, file] }));
  const giving = useSend(giveBackContract, { refreshes: [assignmentContract, pupilsContract] });
  const shared = new Set(row.answer?.files.map(({ id }) => id));
  const address = fileAddress(assignmentId);
  const giveBack = async () => {
    answers.change(row, { finished: true });
    if (await answers.settle())
      await giving.send({ params: { assignmentId }, body: { pupilIds: row.members.map(({ pupilId }) => pupilId) } });
  };
  return (
    <section className={classes.answer} aria-label={t('correction.answerOf', { name: row.name })}>
      <div className={classes.words}>
        <h2>
          <Person name={row.name} />
        </h2>
        <p className={classes.facts}>
          {row.handIn === null ? (
            t('correction.nothing')
          ) : (
            <RelativeTime at={row.handIn.handedInAt} words={(when) => t('correction.handedIn', { when })} />
          )}
          {row.handIn !== null && row.handIn.version > 1 && ` · ${t('correction.version', { version: row.handIn.version })}`}
          {row.handIn?.late && ` · ${t('late')}`}
        </p>
        <TeamAnswer assignmentId={assignmentId} row={row} answers={answers} onOther={onOther} />
        <Private>
          {assessment?.rubric && (
            <RubricFill
              criteria={assessment.rubric.criteria}
              chosen={typed.rubric}
              onChange={(rubric) => answers.change(row, { rubric })}
            />
          )}
          {assessment?.marks && (
            <MarkField marks={assessment.marks} value={typed.mark} onChange={(mark) => answers.change(row, { mark })} />
          )}
          <CommentBox
            id={correctionText}
            label={t('correction.text')}
            value={typed.text}
            onChange={(text) => answers.change(row, { text })}
            maxLength={20_000}
          >
            <CaptureTools key={form} form={form} captures={captures} quiet onFile={uploads.addMade} />
            <FileDrop label={t('correction.files')} quiet onFiles={uploads.add} files={uploads.files} />
          </CommentBox>
          <AttachedFiles
            label={t('correction.files')}
            files={typed.files}
            addressOf={(id) => (shared.has(id) ? address(id) : ownFileAddress(id))}
            onRemove={(gone) => answers.change(row, { files: typed.files.filter(({ id }) => id !== gone) })}
            removeLabel={(name) => t('editor.removeFile', { name })}
          />
        </Private>
        {row.answer?.givenBackAt && (
          <p className={classes.facts}>
            {row.answer.changedSince ? (
              t('correction.changedSince')
            ) : (
              <RelativeTime at={row.answer.givenBackAt} words={(when) => t('task.givenBack', { when })} />
            )}
          </p>
        )}
        <p className={feedback.links}>
          <PageLink to={`aufgaben/${assignmentId}/bewertung`} className="link">
            {t('assessment.open')}
          </PageLink>
        </p>
        <div className={classes.more}>
          {typed.finished && (
            <Button variant="subtle" onClick={() => answers.change(row, { finished: false })}>
              {t('correction.again')}
            </Button>
          )}
          <Button variant="subtle" loading={giving.busy} onClick={() => void giveBack()}>
            {t('correction.giveBackOne')}
          </Button>
        </div>
      </div>
      <div className={classes.foot}>
        <div className={classes.next}>
          <SubmitButton busy={false} onPress={onDone}>
            {t('correction.next')} <Icon name="arrow-right" size={18} />
          </SubmitButton>
          <span className={classes.key} aria-hidden="true">
            {t('correction.keyNext')}
          </span>
        </div>
        <div className={classes.steps}>
          <Button variant="default" onClick={() => onStep(-1)} disabled={place.number === 1}>
            {t('correction.previous')}
          </Button>
          <span className="num quiet">{t('correction.place', place)}</span>
          <Button variant="default" onClick={() => onStep(1)} disabled={place.number === place.of}>
            {t('correction.following')}
          </Button>
        </div>
        <SaveNote
          status={status}
          words={{ saving: t('correction.saving'), saved: t('correction.saved'), offline: t('correction.offline') }}
          refusal={status === 'refused' ? refusalText(error) : null}
        />
        {status === 'refused' && error instanceof CallFailed && error.code === 'assignments.changed_meanwhile' && (
          <Button variant="subtle" onClick={() => answers.forget(row.pupilId)}>
            {t('editor.takeTheirs')}
          </Button>
        )}
      </div>
    </section>
  );
}
