import { ActionIcon, Menu } from '@mantine/core';
import { useState } from 'react';
import type { Static } from 'typebox';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { TextAreaField } from '#kernel/ui/fields.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import type { IconName } from '#kernel/ui/icons.ts';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type Comment, changeCommentContract, commentsContract } from '../comments/contract.ts';
import feedback from './feedback.module.css';

interface Props {
  comment: Static<typeof Comment>;
  /** undefined: it stands at that end. */
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onTop: (() => void) | undefined;
  onRemove: () => void;
}

/** A comment of one's bank: its words are changed in their place, all else is in its menu. */
export function CommentRow({ comment, onUp, onDown, onTop, onRemove }: Props) {
  const t = useTexts('assignments');
  const [changing, setChanging] = useState(false);
  if (changing) return <CommentForm comment={comment} onEnd={() => setChanging(false)} />;
  const item = (icon: IconName, words: string, act: (() => void) | undefined) =>
    act && (
      <Menu.Item leftSection={<Icon name={icon} size={18} />} onClick={act}>
        {words}
      </Menu.Item>
    );
  return (
    <DataRow
      title={comment.text}
      sub={t('bank.used', { count: comment.used })}
      actions={
        <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon aria-label={t('bank.menuOf', { text: comment.text })}>
              <Icon name="dots" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {item('edit', t('bank.change'), () => setChanging(true))}
            {item('arrow-up', t('bank.top'), onTop)}
            {item('arrow-up', t('bank.up'), onUp)}
            {item('arrow-down', t('bank.down'), onDown)}
            {item('trash', t('bank.remove'), onRemove)}
          </Menu.Dropdown>
        </Menu>
      }
    />
  );
}

function CommentForm({ comment: { id, text }, onEnd }: { comment: Static<typeof Comment>; onEnd: () => void }) {
  const t = useTexts('assignments');
  const form = useForm({
    form: `assignments.comment.${id}`,
    contract: changeCommentContract,
    beginning: { text },
    faults: (values) => (values.text.trim() === '' ? { text: t('bank.textMissing') } : {}),
    input: (values) => ({ params: { commentId: id }, body: { text: values.text.trim() } }),
    refreshes: [commentsContract],
    onDone: onEnd,
  });
  return (
    <div className={feedback.inRow}>
      <Form
        onSubmit={form.submit}
        refusal={form.refusal}
        actions={
          <>
            <SubmitButton busy={form.sending.busy}>{t('bank.save')}</SubmitButton>
            <SubmitButton
              busy={false}
              kind="plain"
              onPress={() => {
                form.draft.clear();
                onEnd();
              }}
            >
              {t('bank.keepAsIs')}
            </SubmitButton>
          </>
        }
      >
        <TextAreaField label={t('bank.changed')} rows={2} maxLength={500} {...form.field('text')} />
      </Form>
    </div>
  );
}
