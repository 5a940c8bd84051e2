import { Form } from '#kernel/ui/Form.tsx';
import { CheckField, ChoiceField, TextField } from '#kernel/ui/fields.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useGo } from '#kernel/web/address.ts';
import { useForm } from '#kernel/web/form.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { createGroupContract } from '#modules/groups/web/public.tsx';
import { listGroupsContract, ownGroupsContract } from '../contract.ts';
import { type GroupKind, groupKinds } from './words.ts';

const free: readonly GroupKind[] = ['club', 'committee', 'other'];

/** Makes a group; teachers found clubs and the like, the office everything. */
export default function NewGroupPage() {
  const t = useTexts('directory');
  const go = useGo();
  const kinds = useMay('groups.edit') ? groupKinds : free;
  const form = useForm({
    form: 'directory.new_group',
    contract: createGroupContract,
    // widened to what can be chosen later
    beginning: { name: '', kind: 'club' as GroupKind, sensitive: false },
    input: (values) => ({ body: { ...values, name: values.name.trim() } }),
    faults: (values) => (values.name.trim() === '' ? { name: t('form.needed') } : {}),
    refreshes: [listGroupsContract, ownGroupsContract],
    onDone: ({ groupId }) => go(`gruppen/${groupId}`),
  });
  return (
    <Page title={t('newGroup.title')} back={{ to: 'gruppen', title: t('groups.title') }} width="text">
      <Form
        onSubmit={form.submit}
        refusal={form.refusal}
        actions={<SubmitButton busy={form.sending.busy}>{t('newGroup.make')}</SubmitButton>}
      >
        <TextField label={t('newGroup.name')} maxLength={100} {...form.field('name')} />
        <ChoiceField
          label={t('groups.kind')}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          {...form.field('kind')}
        />
        <CheckField label={t('newGroup.sensitive')} description={t('newGroup.sensitiveWhat')} {...form.field('sensitive')} />
      </Form>
    </Page>
  );
}
