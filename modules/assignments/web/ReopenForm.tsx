import { Form } from '#kernel/ui/Form.tsx';
import { InstantField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { pupilsContract } from '../answer/contract.ts';
import { assignmentContract, setListContract } from '../set/contract.ts';
import { reopenContract, timesContract } from '../times/contract.ts';
import type { Work } from './shown-work.ts';

/** Opens work for everybody until a new closing time. */
export function ReopenForm({ work }: { work: Work }) {
  const t = useTexts('assignments');
  const form = useForm({
    form: `assignments.reopen.${work.id}`,
    contract: reopenContract,
    beginning: { closesAt: work.closesAt },
    input: ({ closesAt }) => ({ params: { assignmentId: work.id }, body: { closesAt } }),
    refreshes: [timesContract, assignmentContract, pupilsContract, setListContract],
  });
  return (
    <Form
      onSubmit={form.submit}
      refusal={form.refusal}
      actions={
        <>
          <SubmitButton busy={form.sending.busy} kind="plain" icon="refresh">
            {t('times.reopen')}
          </SubmitButton>
          <span role="status" className="quiet">
            {form.sending.answer && t('times.reopened')}
          </span>
        </>
      }
    >
      <InstantField label={t('times.closesAt')} description={t('times.reopenHelp')} optional {...form.field('closesAt')} />
    </Form>
  );
}
