import { useState } from 'react';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { ChoiceField, DayField, TextField } from '#kernel/ui/fields.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useFilter, useGo } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useForm } from '#kernel/web/form.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { addPersonContract } from '#modules/people/web/public.tsx';
import { listPeopleContract, personContract } from '../contract.ts';
import { type Chosen, PeoplePicker } from './PeoplePicker.tsx';
import { type CapacityName, capacityNames } from './words.ts';

/** Enters a person by hand: a guest, a guardian, a new colleague. From the page of a child (`?eltern=`) another guardian of that child. */
export default function NewPersonPage() {
  const [childId] = useFilter('eltern');
  const child = useAsk(personContract, { params: { personId: childId } }, { when: childId !== '' });
  if (childId === '') return <NewPerson child={null} />;
  return <WhenAnswered ask={child}>{({ id, name }) => <NewPerson child={{ id, name }} />}</WhenAnswered>;
}

function NewPerson({ child }: { child: Chosen | null }) {
  const t = useTexts('directory');
  const go = useGo();
  const roles = useMay('people.manage_roles');
  const capacities: readonly CapacityName[] = roles ? capacityNames : ['pupil', 'guardian'];
  const [children, setChildren] = useState<Chosen[]>(child === null ? [] : [child]);
  const form = useForm({
    form: child === null ? 'directory.new_person' : `directory.new_person.${child.id}`,
    contract: addPersonContract,
    beginning: {
      firstName: '',
      lastName: '',
      callName: '',
      shortName: '',
      email: '',
      guestOf: '',
      capacity: (child === null ? 'pupil' : 'guardian') as CapacityName, // widened to what can be entered
      birthDate: null as string | null, // widened to what can be entered
      validFrom: null as string | null, // widened to what can be entered
      validTo: null as string | null, // widened to what can be entered
    },
    input: (values) => {
      const related = values.capacity === 'guardian' || values.capacity === 'staff';
      const line = (text: string) => text.trim() || null;
      return {
        body: {
          ...values,
          firstName: values.firstName.trim(),
          lastName: values.lastName.trim(),
          callName: line(values.callName),
          shortName: values.capacity === 'teacher' ? line(values.shortName) : null,
          email: line(values.email),
          guestOf: values.capacity === 'pupil' ? line(values.guestOf) : null,
          ...(related && { childIds: children.map(({ id }) => id) }),
        },
      };
    },
    faults: ({ firstName, lastName, email }) => ({
      ...(firstName.trim() === '' && { firstName: t('form.needed') }),
      ...(lastName.trim() === '' && { lastName: t('form.needed') }),
      ...(email.trim() !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email.trim()) && { email: t('form.email') }),
    }),
    refreshes: [listPeopleContract, personContract],
    onDone: ({ personId }) => go(`personen/${personId}`),
  });
  const { capacity } = form.values;
  return (
    <Page title={t('newPerson.title')} sub={t('newPerson.sub')} back={{ to: 'personen', title: t('people.title') }} width="text">
      <Form
        onSubmit={form.submit}
        refusal={form.refusal}
        actions={<SubmitButton busy={form.sending.busy}>{t('newPerson.make')}</SubmitButton>}
      >
        <ChoiceField
          label={t('newPerson.capacity')}
          options={capacities.map((value) => ({ value, label: t(`capacity.${value}`) }))}
          {...form.field('capacity')}
        />
        <FieldRow>
          <TextField label={t('fields.firstName')} maxLength={100} {...form.field('firstName')} />
          <TextField label={t('fields.lastName')} maxLength={100} {...form.field('lastName')} />
        </FieldRow>
        <TextField
          label={t('fields.callName')}
          description={t('fields.callNameWhat')}
          optional
          maxLength={100}
          {...form.field('callName')}
        />
        {capacity === 'teacher' && <TextField label={t('fields.shortName')} optional maxLength={12} {...form.field('shortName')} />}
        {capacity === 'pupil' && (
          <>
            <DayField label={t('fields.birthDate')} optional {...form.field('birthDate')} />
            <TextField
              label={t('fields.guestOf')}
              description={t('fields.guestOfWhat')}
              optional
              maxLength={200}
              {...form.field('guestOf')}
            />
          </>
        )}
        {capacity !== 'pupil' && <TextField type="email" label={t('fields.email')} optional maxLength={254} {...form.field('email')} />}
        {(capacity === 'guardian' || capacity === 'staff') && (
          <PeoplePicker
            label={t(capacity === 'guardian' ? 'newPerson.guardianOf' : 'newPerson.assistantOf')}
            chosen={children}
            onChange={setChildren}
            capacity="pupil"
          />
        )}
        <FieldRow>
          <DayField label={t('days.firstDay')} optional {...form.field('validFrom')} />
          <DayField label={t('days.lastDay')} optional {...form.field('validTo')} />
        </FieldRow>
      </Form>
    </Page>
  );
}
