import { Button } from '@mantine/core';
import { Private } from '#kernel/ui/Beamer.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { ChoiceField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useForm } from '#kernel/web/form.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { pupilsContract } from '../../answer/contract.ts';
import { askReviewContract, dropReviewContract, planContract, reviewsContract } from '../../peer/contract.ts';
import styles from './together.module.css';

/** Who reviews whom, with what was written; single ones by hand. */
export function ReviewList({ assignmentId }: { assignmentId: string }) {
  const t = useTexts('assignments');
  const params = { assignmentId };
  const topic = `assignments/assignment/${assignmentId}`;
  const list = usePages(reviewsContract, { params, query: { limit: 200 } }, { topic });
  const dropping = useSend(dropReviewContract, { refreshes: [reviewsContract, planContract] });
  return (
    <>
      <FormError error={dropping.error} />
      <DataList label={t('peer.who')} list={list} idOf={({ id }) => id} empty={<EmptyState icon="people" title={t('peer.nobody')} />}>
        {(row) => (
          <DataRow
            title={<Private>{t('peer.pair', { reviewer: row.reviewer.name, author: row.author.name })}</Private>}
            {...(row.text !== '' && {
              sub: (
                <Private>
                  <span className={styles.words}>{row.text}</span>
                </Private>
              ),
            })}
            fact={
              <Tag kind={row.handedInAt !== null ? 'done' : 'plain'}>
                {t(row.handedInAt !== null ? 'peer.states.done' : row.begun ? 'peer.states.begun' : 'peer.states.open')}
              </Tag>
            }
            {...(!row.begun && {
              actions: (
                <Button
                  variant="subtle"
                  disabled={dropping.busy}
                  aria-label={t('peer.dropOf', { reviewer: row.reviewer.name, author: row.author.name })}
                  onClick={() => void dropping.send({ params: { ...params, reviewId: row.id } })}
                >
                  {t('peer.drop')}
                </Button>
              ),
            })}
          />
        )}
      </DataList>
      <ByHand assignmentId={assignmentId} />
    </>
  );
}

function ByHand({ assignmentId }: { assignmentId: string }) {
  const t = useTexts('assignments');
  const params = { assignmentId };
  const pupils = usePages(pupilsContract, { params, query: { limit: 200 } });
  const nobody: { reviewerId: string | null; authorId: string | null } = { reviewerId: null, authorId: null };
  const form = useForm({
    form: `assignments.review-by-hand.${assignmentId}`,
    contract: askReviewContract,
    beginning: nobody,
    faults: ({ reviewerId, authorId }) => ({
      ...(reviewerId === null && { reviewerId: t('peer.chooseOne') }),
      ...(authorId === null && { authorId: t('peer.chooseOne') }),
      ...(authorId !== null && authorId === reviewerId && { authorId: t('peer.notSelf') }),
    }),
    input: ({ reviewerId, authorId }) => ({ params, body: { reviewerId: reviewerId ?? '', authorId: authorId ?? '' } }),
    refreshes: [reviewsContract, planContract],
  });
  const options = (rows: readonly { pupilId: string; name: string }[]) =>
    rows.map(({ pupilId, name }) => ({ value: pupilId, label: name }));
  return (
    <details className={styles.fold}>
      <summary>{t('peer.byHand')}</summary>
      <Form onSubmit={form.submit} refusal={form.refusal} actions={<SubmitButton busy={form.sending.busy}>{t('peer.ask')}</SubmitButton>}>
        <FieldRow>
          <ChoiceField label={t('peer.reviewer')} options={options(pupils.rows)} {...form.field('reviewerId')} />
          <ChoiceField
            label={t('peer.author')}
            options={options(pupils.rows.filter(({ handIn }) => handIn !== null))}
            {...form.field('authorId')}
          />
        </FieldRow>
      </Form>
    </details>
  );
}
