import { Button } from '@mantine/core';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { TextAreaField } from '#kernel/ui/fields.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useForm } from '#kernel/web/form.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { commentsContract, keepCommentContract, removeCommentContract } from '../comments/contract.ts';
import feedback from './feedback.module.css';

/** `aufgaben/textbausteine`: a teacher's own comments, most used first. */
export default function CommentsPage() {
  const t = useTexts('assignments');
  const list = usePages(commentsContract, {});
  const removing = useSend(removeCommentContract, { refreshes: [commentsContract] });
  const form = useForm({
    form: 'assignments.comment',
    contract: keepCommentContract,
    beginning: { text: '' },
    faults: ({ text }) => (text.trim() === '' ? { text: t('bank.textMissing') } : {}),
    input: ({ text }) => ({ body: { text: text.trim() } }),
    refreshes: [commentsContract],
  });
  return (
    <Page title={t('bank.title')} sub={t('bank.sub')} back={{ to: 'aufgaben', title: t('bank.back') }} width="text">
      <Form onSubmit={form.submit} refusal={form.refusal} actions={<SubmitButton busy={form.sending.busy}>{t('bank.add')}</SubmitButton>}>
        <TextAreaField label={t('bank.text')} rows={2} maxLength={500} {...form.field('text')} />
      </Form>
      <FormError error={removing.error} />
      <div className={feedback.below}>
        <DataList
          label={t('bank.label')}
          list={list}
          idOf={({ id }) => id}
          empty={
            <EmptyState icon="message" title={t('bank.empty')}>
              {t('bank.emptyText')}
            </EmptyState>
          }
        >
          {({ id, text, used }) => (
            <DataRow
              title={text}
              sub={t('bank.used', { count: used })}
              actions={
                <Button
                  variant="subtle"
                  aria-label={t('bank.removeOf', { text })}
                  onClick={() => void removing.send({ params: { commentId: id } })}
                >
                  {t('bank.remove')}
                </Button>
              }
            />
          )}
        </DataList>
      </div>
    </Page>
  );
}
