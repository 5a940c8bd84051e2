import { Textarea } from '@mantine/core';
import { useRef } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { Private } from '#kernel/ui/Beamer.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { call, schoolOfPage } from '#kernel/web/call.ts';
import { useDraft } from '#kernel/web/drafts.ts';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { AttachedFiles } from '#modules/files/web/public.tsx';
import { ownReviewsContract, reviewContract, writeReviewContract } from '../../peer/contract.ts';
import type { Chosen } from '../../rubrics/contract.ts';
import { besideText } from '../../typed-pictures/contract.ts';
import { RubricFill } from '../RubricFill.tsx';
import { RubricShown } from '../RubricShown.tsx';
import { SaveNote } from '../SaveNote.tsx';
import { HandedText } from '../typed/HandedText.tsx';
import { useAutosave } from '../use-autosave.ts';
import classes from '../work.module.css';

type Review = Answer<typeof reviewContract>;

/** `aufgaben/$assignmentId/gutachten/$reviewId`: somebody's work and the review of it that one writes. */
export default function ReviewPage() {
  const t = useTexts('assignments');
  const assignmentId = usePathPart('assignmentId');
  const reviewId = usePathPart('reviewId');
  const ask = useAsk(reviewContract, { params: { assignmentId, reviewId } });
  const { data } = ask;
  return (
    <Page
      title={t('peer.write')}
      back={{ to: `aufgaben/${assignmentId}`, title: data?.title ?? t('back') }}
      width="text"
      {...(data && { sub: data.author === null ? t('peer.hidden') : <Private>{data.author}</Private> })}
    >
      <WhenAnswered ask={ask} skeleton={<Skeleton rows={8} of="text" />}>
        {(review) => (
          <>
            <div className={classes.part}>
              <Section title={t('peer.work')}>
                <WorkShown
                  review={review}
                  address={(place) => `/api/${schoolOfPage()}/assignments/${assignmentId}/reviews/${reviewId}/files/${place}`}
                />
              </Section>
            </div>
            <div className={classes.part}>
              <Section title={t('peer.yours')}>
                {review.closed ? (
                  <Written review={review} />
                ) : (
                  <ReviewForm key={reviewId} assignmentId={assignmentId} reviewId={reviewId} review={review} />
                )}
              </Section>
            </div>
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}

function WorkShown({ review, address }: { review: Review; address: (place: string) => string }) {
  const t = useTexts('assignments');
  if (review.work === null) return <EmptyState icon="assignment" title={t('peer.takenBack')} />;
  const { text } = review.work;
  const files = review.work.files.map(({ place, ...file }) => ({ ...file, id: String(place) }));
  return (
    <Private>
      <HandedText className={classes.typed} text={text} files={files} addressOf={address} />
      <AttachedFiles label={t('task.files')} files={besideText(files, text)} addressOf={address} />
    </Private>
  );
}

function Written({ review }: { review: Review }) {
  const t = useTexts('assignments');
  return (
    <>
      <p className="quiet">{t('peer.closed')}</p>
      {review.criteria !== null && <RubricShown title={t('rubric.title')} criteria={review.criteria} chosen={review.rubric} />}
      {review.text !== '' && <p className={classes.typed}>{review.text}</p>}
    </>
  );
}

interface Values {
  text: string;
  rubric: Chosen | null;
}

/** Typed text is kept on this device with every key and on the server a moment later; nobody else sees it until it is handed in. */
function ReviewForm({ assignmentId, reviewId, review }: { assignmentId: string; reviewId: string; review: Review }) {
  const t = useTexts('assignments');
  const params = { assignmentId, reviewId };
  const stored = useRef<Values>({ text: review.text, rubric: review.rubric });
  const revision = useRef(review.revision);
  const draft = useDraft<Values>(`assignments.review.${reviewId}`, stored.current);
  const { text, rubric } = draft.value;
  const sending = useSend(writeReviewContract, { refreshes: [reviewContract, ownReviewsContract] });
  // what is handed in is changed by handing in again, not with every key
  const autosave = useAutosave(draft.value, stored.current, async (value) => {
    if (review.handedIn) return;
    const body = { ...value, revision: revision.current, handIn: false };
    revision.current = (await call(writeReviewContract, { params, body }, { idempotencyKey: crypto.randomUUID() })).revision;
  });
  const isEmpty = text.trim() === '' && (rubric ?? []).every((level) => level === null);
  const submit = async () => {
    await autosave.stop();
    const answer = await sending.send({ params, body: { text, rubric, revision: revision.current, handIn: true } });
    if (answer === undefined) return autosave.goOn();
    revision.current = answer.revision;
    stored.current = { text, rubric };
    draft.clear();
    autosave.goOn();
  };
  return (
    <>
      {review.handedIn && (
        <div className={classes.receipt} role="status">
          <Icon name="check" />
          {t('peer.receipt')}
          {review.dueAt !== null && (
            <small>
              <RelativeTime at={review.dueAt} words={(when) => t('peer.changeUntil', { when })} />
            </small>
          )}
        </div>
      )}
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty) void submit();
        }}
        refusal={sending.error === null ? null : refusalText(sending.error)}
        actions={
          <SubmitButton busy={sending.busy} icon="send" disabled={isEmpty}>
            {t(review.handedIn ? 'peer.handInAgain' : 'peer.handIn')}
          </SubmitButton>
        }
      >
        {review.criteria !== null && (
          <RubricFill criteria={review.criteria} chosen={rubric} onChange={(chosen) => draft.change({ text, rubric: chosen })} />
        )}
        <Textarea
          label={t('peer.text')}
          description={t('peer.textHelp')}
          value={text}
          onChange={(event) => draft.change({ text: event.currentTarget.value, rubric })}
          autosize
          minRows={6}
          maxRows={24}
          maxLength={20_000}
        />
        {!review.handedIn && !sending.busy && (
          <SaveNote
            status={autosave.status}
            words={{ saving: t('task.saving'), saved: t('task.saved'), offline: t('task.savedHere') }}
            refusal={autosave.status === 'refused' ? refusalText(autosave.error) : null}
          />
        )}
      </Form>
    </>
  );
}
