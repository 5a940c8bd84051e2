import { Button } from '@mantine/core';
import { useState } from 'react';
import { Private } from '#kernel/ui/Beamer.tsx';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { ChoiceField, DayField, TextField } from '#kernel/ui/fields.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useForm } from '#kernel/web/form.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { correctPersonContract } from '#modules/people/web/public.tsx';
import { listPeopleContract, personContract } from '../contract.ts';
import type { PersonAnswer } from './answers.ts';

const columns = {
  lastName: 'last_name',
  firstName: 'first_name',
  callName: 'call_name',
  birthDate: 'birth_date',
  email: 'email',
  phone: 'phone',
  language: 'language',
  shortName: 'short_name',
} as const;

/** Names, birth date, contact; with what an import says marked as such, and a form to put it right. */
export function PersonDetails({ person }: { person: PersonAnswer }) {
  const t = useTexts('directory');
  const [editing, setEditing] = useState(false);
  const { details } = person;
  if (details === null) return null;
  const facts: [keyof typeof columns, string | null][] = [
    ['lastName', person.lastName],
    ['firstName', person.firstName],
    ['callName', person.callName],
    ['shortName', person.shortName],
    [
      'birthDate',
      details.birthDate &&
        new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(details.birthDate)),
    ],
    ['email', details.email],
    ['phone', details.phone],
    ['language', details.language && t(`language.${details.language}`)],
  ];
  return (
    <Section
      title={t('person.details')}
      actions={
        person.may.edit &&
        !editing && (
          <Button variant="subtle" onClick={() => setEditing(true)}>
            {t('person.correct')}
          </Button>
        )
      }
    >
      {editing ? (
        <Private>
          <Correct person={person} onDone={() => setEditing(false)} />
        </Private>
      ) : (
        <dl style={{ display: 'grid', gridTemplateColumns: 'minmax(7rem, max-content) minmax(0, 1fr)', gap: '6px 16px', margin: 0 }}>
          {facts
            .filter(([, value]) => value !== null && value !== '')
            .map(([field, value]) => (
              <div key={field} style={{ display: 'contents' }}>
                <dt className="quiet">{t(`fields.${field}`)}</dt>
                <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>
                  <Private>{value}</Private>{' '}
                  {details.corrected.includes(columns[field]) && <small className="quiet">({t('person.correctedField')})</small>}
                </dd>
              </div>
            ))}
        </dl>
      )}
      {details.source !== null && (
        <p className="quiet" style={{ marginBlockStart: 12 }}>
          {t('person.imported')}
        </p>
      )}
    </Section>
  );
}

function Correct({ person, onDone }: { person: PersonAnswer; onDone: () => void }) {
  const t = useTexts('directory');
  const form = useForm({
    form: `directory.correct.${person.id}`,
    contract: correctPersonContract,
    beginning: {
      lastName: person.lastName,
      firstName: person.firstName,
      callName: person.callName ?? '',
      shortName: person.shortName ?? '',
      gender: person.details?.gender ?? null,
      birthDate: person.details?.birthDate ?? null,
      email: person.details?.email ?? '',
      phone: person.details?.phone ?? '',
      language: person.details?.language ?? null,
    },
    // only what was changed is sent: what is sent counts as put right by hand
    input: (values) => {
      const line = (text: string) => text.trim() || null;
      const { details } = person;
      return {
        params: { personId: person.id },
        body: {
          ...(values.lastName.trim() !== person.lastName && { lastName: values.lastName.trim() }),
          ...(values.firstName.trim() !== person.firstName && { firstName: values.firstName.trim() }),
          ...(line(values.callName) !== person.callName && { callName: line(values.callName) }),
          ...(line(values.shortName) !== person.shortName && { shortName: line(values.shortName) }),
          ...(values.gender !== details?.gender && { gender: values.gender }),
          ...(values.birthDate !== details?.birthDate && { birthDate: values.birthDate }),
          ...(line(values.email) !== details?.email && { email: line(values.email) }),
          ...(line(values.phone) !== details?.phone && { phone: line(values.phone) }),
          ...(values.language !== details?.language && { language: values.language }),
        },
      };
    },
    faults: ({ firstName, lastName }) => ({
      ...(firstName.trim() === '' && { firstName: t('form.needed') }),
      ...(lastName.trim() === '' && { lastName: t('form.needed') }),
    }),
    refreshes: [personContract, listPeopleContract],
    onDone,
  });
  return (
    <Form
      onSubmit={form.submit}
      refusal={form.refusal}
      actions={
        <>
          <SubmitButton busy={form.sending.busy}>{t('person.saveCorrection')}</SubmitButton>
          <Button
            onClick={() => {
              form.draft.clear();
              onDone();
            }}
          >
            {t('person.cancel')}
          </Button>
        </>
      }
    >
      <FieldRow>
        <TextField label={t('fields.firstName')} maxLength={100} {...form.field('firstName')} />
        <TextField label={t('fields.lastName')} maxLength={100} {...form.field('lastName')} />
      </FieldRow>
      <FieldRow>
        <TextField label={t('fields.callName')} optional maxLength={100} {...form.field('callName')} />
        <TextField label={t('fields.shortName')} optional maxLength={12} {...form.field('shortName')} />
      </FieldRow>
      <FieldRow>
        <DayField label={t('fields.birthDate')} optional {...form.field('birthDate')} />
        <ChoiceField<'m' | 'w' | 'd' | 'x' | null>
          label={t('fields.gender')}
          optional
          options={(['m', 'w', 'd', 'x'] as const).map((value) => ({ value, label: t(`gender.${value}`) }))}
          {...form.field('gender')}
        />
      </FieldRow>
      <FieldRow>
        <TextField type="email" label={t('fields.email')} optional maxLength={254} {...form.field('email')} />
        <TextField type="tel" label={t('fields.phone')} optional maxLength={40} {...form.field('phone')} />
      </FieldRow>
      <FieldRow>
        <ChoiceField<'de' | 'en' | null>
          label={t('fields.language')}
          description={t('fields.languageWhat')}
          optional
          options={(['de', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          {...form.field('language')}
        />
      </FieldRow>
    </Form>
  );
}
