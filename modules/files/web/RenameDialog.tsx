import { Modal } from '@mantine/core';
import { Form } from '#kernel/ui/Form.tsx';
import { TextField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type OwnFile, ownFilesContract, renameContract } from '../contract.ts';

/** Asks for another name. */
export function RenameDialog({ file, onClose }: { file: OwnFile; onClose: () => void }) {
  const t = useTexts('files');
  const form = useForm({
    form: `files.rename.${file.id}`,
    contract: renameContract,
    beginning: { name: file.name },
    input: ({ name }) => ({ params: { fileId: file.id }, body: { name: name.trim() } }),
    refreshes: [ownFilesContract],
    onDone: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={t('renameTitle')} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <Form onSubmit={form.submit} refusal={form.refusal} actions={<SubmitButton busy={form.sending.busy}>{t('save')}</SubmitButton>}>
        <TextField label={t('newName')} maxLength={200} {...form.field('name')} />
      </Form>
    </Modal>
  );
}
