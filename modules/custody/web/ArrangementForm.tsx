import { useState } from 'react';
import type { Body } from '#kernel/contract/contract.ts';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { CheckField, ChoiceField, DayField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { custodyOfContract, saveCustodyContract } from '../contract.ts';

type Arrangement = Body<typeof saveCustodyContract>;

/** Where nothing was entered: nothing is assumed. */
const empty: Arrangement = {
  role: 'parent',
  custody: 'joint',
  household: false,
  everyday: false,
  mayCollect: false,
  contactBarred: false,
  barredUntil: null,
};

/** What is known of one guardian and one child. */
export function ArrangementForm({
  childId,
  guardianId,
  arrangement,
}: {
  childId: string;
  guardianId: string;
  arrangement: Arrangement | null;
}) {
  const t = useTexts('custody');
  const [saved, setSaved] = useState(false);
  const form = useForm({
    form: `custody.${childId}.${guardianId}`,
    contract: saveCustodyContract,
    beginning: arrangement ?? empty,
    input: (body) => ({ params: { childId, guardianId }, body }),
    refreshes: [custodyOfContract],
    onDone: () => setSaved(true),
  });
  const custody = [
    { value: 'joint', label: t('custody.joint') },
    { value: 'sole', label: t('custody.sole') },
    { value: 'none', label: t('custody.none') },
  ] as const;
  const roles = [
    { value: 'parent', label: t('role.parent') },
    { value: 'foster_parent', label: t('role.foster_parent') },
    { value: 'court_guardian', label: t('role.court_guardian') },
    { value: 'other', label: t('role.other') },
  ] as const;
  return (
    <Form
      onSubmit={form.submit}
      refusal={form.refusal}
      actions={
        <>
          <SubmitButton busy={form.sending.busy}>{t('field.save')}</SubmitButton>
          <span role="status">{saved && <Tag kind="done">{t('page.saved')}</Tag>}</span>
        </>
      }
    >
      {arrangement === null && <p className="quiet">{t('page.unknown')}</p>}
      <FieldRow>
        <ChoiceField label={t('field.role')} options={roles} {...form.field('role')} />
        <ChoiceField label={t('field.custody')} options={custody} {...form.field('custody')} />
      </FieldRow>
      <CheckField label={t('field.household')} {...form.field('household')} />
      <CheckField label={t('field.everyday')} {...form.field('everyday')} />
      <CheckField label={t('field.mayCollect')} {...form.field('mayCollect')} />
      <CheckField label={t('field.contactBarred')} description={t('field.contactBarredHelp')} {...form.field('contactBarred')} />
      {form.values.contactBarred && (
        <DayField label={t('field.barredUntil')} description={t('field.barredUntilHelp')} optional {...form.field('barredUntil')} />
      )}
    </Form>
  );
}
