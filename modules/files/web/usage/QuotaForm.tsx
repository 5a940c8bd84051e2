import { Form } from '#kernel/ui/Form.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { NumberField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useForm } from '#kernel/web/form.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { roomContract } from '../../contract.ts';
import { setQuotaContract, type Usage, usageContract } from '../../usage/contract.ts';
import classes from './usage.module.css';

const megabyte = 1_000_000;
const refreshes = [usageContract, roomContract];

/** Other room for one person, group or course, in the place of its row. */
export function QuotaForm({ usage, onEnd }: { usage: Usage; onEnd: () => void }) {
  const t = useTexts('files');
  const params = { spaceId: usage.id };
  const form = useForm({
    form: `files.quota.${usage.id}`,
    contract: setQuotaContract,
    beginning: { megabytes: Math.round(usage.quotaBytes / megabyte) as number | null }, // the field may be emptied
    faults: ({ megabytes }) => (megabytes === null ? { megabytes: t('usage.megabytes') } : {}),
    input: ({ megabytes }) => ({ params, body: { megabytes } }),
    refreshes,
    onDone: onEnd,
  });
  const asAll = useSend(setQuotaContract, { refreshes, onDone: onEnd });
  const leave = () => {
    form.draft.clear();
    onEnd();
  };
  return (
    <div className={classes.form}>
      <Form
        onSubmit={form.submit}
        refusal={form.refusal}
        actions={
          <>
            <SubmitButton busy={form.sending.busy}>{t('usage.set')}</SubmitButton>
            {usage.hasOwnQuota && (
              <SubmitButton busy={asAll.busy} kind="plain" onPress={() => void asAll.send({ params, body: { megabytes: null } })}>
                {t('usage.asAll')}
              </SubmitButton>
            )}
            <SubmitButton busy={false} kind="plain" onPress={leave}>
              {t('usage.keep')}
            </SubmitButton>
          </>
        }
      >
        <NumberField
          label={`${usage.name}: ${t('usage.megabytes')}`}
          description={t('usage.help')}
          min={0}
          max={10_000_000}
          {...form.field('megabytes')}
        />
        <FormError error={asAll.error} />
      </Form>
    </div>
  );
}
