import { Button } from '@mantine/core';
import { useState } from 'react';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { ChoiceField, DayField } from '#kernel/ui/fields.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { addMembersContract } from '#modules/groups/web/public.tsx';
import { groupContract } from '../contract.ts';
import type { GroupAnswer } from './answers.ts';
import { type Chosen, PeoplePicker } from './PeoplePicker.tsx';
import { type GroupPart, groupParts } from './words.ts';

const representatives: readonly GroupPart[] = ['representative', 'deputy_representative', 'parents_representative'];

/** Takes people into a group with a part and days; class teachers name representatives of their class here. */
export function AddMembers({ group }: { group: GroupAnswer }) {
  const t = useTexts('directory');
  const parts = group.may.all ? groupParts : representatives;
  const [part, setPart] = useState<GroupPart>(parts[0] ?? 'member');
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [validFrom, setFrom] = useState<string | null>(null);
  const [validTo, setTo] = useState<string | null>(null);
  const add = useSend(addMembersContract, { refreshes: [groupContract], onDone: () => setChosen([]) });
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    if (chosen.length > 0)
      void add.send({ params: { groupId: group.id }, body: { personIds: chosen.map(({ id }) => id), part, validFrom, validTo } });
  };
  const title = t(group.may.all ? 'addMembers.title' : 'addMembers.representatives');
  if (!open) {
    return (
      <div className="not-printed">
        <Button onClick={() => setOpen(true)}>{title}</Button>
      </div>
    );
  }
  return (
    <Section title={title}>
      <Form
        onSubmit={submit}
        refusal={add.error === null ? null : refusalText(add.error)}
        actions={
          <SubmitButton busy={add.busy} disabled={chosen.length === 0}>
            {t('addMembers.add', { count: chosen.length })}
          </SubmitButton>
        }
      >
        <PeoplePicker label={t('picker.people')} chosen={chosen} onChange={setChosen} {...(!group.may.all && { groupId: group.id })} />
        <ChoiceField
          name="part"
          label={t('addMembers.part')}
          value={part}
          onChange={setPart}
          options={parts.map((value) => ({ value, label: t(`part.${value}`) }))}
        />
        <FieldRow>
          <DayField name="validFrom" label={t('days.firstDay')} optional value={validFrom} onChange={setFrom} />
          <DayField name="validTo" label={t('days.lastDay')} optional value={validTo} onChange={setTo} />
        </FieldRow>
      </Form>
    </Section>
  );
}
