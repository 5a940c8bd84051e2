import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { ChoiceField, TextField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useGo } from '#kernel/web/address.ts';
import { useForm } from '#kernel/web/form.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import {
  deleteTemplateContract,
  type SharedWith,
  saveTemplateContract,
  type Template,
  templateContract,
  templatesContract,
} from '../reuse/contract.ts';

const all: SharedWith[] = ['nobody', 'subject', 'school'];

/** How an own template is called and who finds it. */
export function TemplateForm({ template: { id, title, subject, sharedWith } }: { template: Template }) {
  const t = useTexts('assignments');
  const go = useGo();
  const params = { templateId: id };
  const form = useForm({
    form: `assignments.template.${id}`,
    contract: saveTemplateContract,
    beginning: { title, sharedWith },
    faults: (values) => (values.title.trim() === '' ? { title: t('refusals.untitled') } : {}),
    input: (values) => ({ params, body: values }),
    refreshes: [templateContract, templatesContract],
  });
  const deletion = useSend(deleteTemplateContract, { refreshes: [templatesContract] });
  const dialog = useDialog();
  const remove = async () => {
    if ((await deletion.send({ params })) !== undefined) go('aufgaben/vorlagen', { replace: true });
  };
  return (
    <>
      <Form
        onSubmit={form.submit}
        refusal={form.refusal}
        actions={
          <>
            <SubmitButton busy={form.sending.busy} kind="plain" icon="check">
              {t('editor.saveChanges')}
            </SubmitButton>
            <SubmitButton busy={deletion.busy} kind="plain" icon="trash" onPress={dialog.show}>
              {t('reuse.delete')}
            </SubmitButton>
            <span role="status" className="quiet">
              {form.sending.answer && t('reuse.saved')}
            </span>
          </>
        }
      >
        <TextField label={t('editor.name')} maxLength={200} {...form.field('title')} />
        <ChoiceField
          label={t('reuse.sharedWith')}
          options={all
            .filter((who) => who !== 'subject' || subject !== null)
            .map((value) => ({ value, label: t(`reuse.shared.${value}`) }))}
          {...form.field('sharedWith')}
        />
      </Form>
      <ConfirmDialog
        {...dialog.props}
        title={t('reuse.deleteTitle')}
        confirm={t('reuse.deleteTitle')}
        busy={deletion.busy}
        error={deletion.error}
        onConfirm={() => void remove()}
      >
        {t('reuse.deleteText', { title })}
      </ConfirmDialog>
    </>
  );
}
