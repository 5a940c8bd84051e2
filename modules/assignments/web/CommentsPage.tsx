import { DataList } from '#kernel/ui/DataList.tsx';
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
import { commentsContract, keepCommentContract, orderCommentsContract, removeCommentContract } from '../comments/contract.ts';
import { CommentRow } from './CommentRow.tsx';
import feedback from './feedback.module.css';

/** `aufgaben/textbausteine`: a teacher's own comments, in their own order or most used first. */
export default function CommentsPage() {
  const t = useTexts('assignments');
  const list = usePages(commentsContract, { query: { limit: 200 } });
  const removing = useSend(removeCommentContract, { refreshes: [commentsContract] });
  const ordering = useSend(orderCommentsContract, { refreshes: [commentsContract] });
  const ids = list.rows.map(({ id }) => id);
  const put = (all: readonly string[], from: number, to: number) => ordering.send({ body: { commentIds: moved(all, from, to) } });
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
      <FormError error={removing.error ?? ordering.error} />
      <div className={feedback.below}>
        {list.rows.some(({ placed }) => placed) && (
          <div className={feedback.order}>
            <SubmitButton busy={ordering.busy} kind="plain" icon="undo" onPress={() => void ordering.send({ body: { commentIds: [] } })}>
              {t('bank.byUse')}
            </SubmitButton>
          </div>
        )}
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
          {(comment) => {
            const at = ids.indexOf(comment.id);
            const moveTo = (place: number) => (place < 0 || place >= ids.length ? undefined : () => void put(ids, at, place));
            return (
              <CommentRow
                comment={comment}
                onUp={moveTo(at - 1)}
                onDown={moveTo(at + 1)}
                onTop={at > 1 ? moveTo(0) : undefined}
                onRemove={() => void removing.send({ params: { commentId: comment.id } })}
              />
            );
          }}
        </DataList>
      </div>
    </Page>
  );
}

/** The list with one of it in another place. */
function moved(ids: readonly string[], from: number, to: number): string[] {
  const [id, others] = [ids[from], ids.toSpliced(from, 1)];
  return id === undefined ? others : others.toSpliced(to, 0, id);
}
