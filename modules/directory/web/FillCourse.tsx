import { useState } from 'react';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { ChoiceField, DayField } from '#kernel/ui/fields.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { addPupilsContract, addTeachersContract } from '#modules/courses/web/public.tsx';
import { courseContract } from '../contract.ts';
import { type Chosen, PeoplePicker } from './PeoplePicker.tsx';

const roles = ['pupil', 'leads', 'co_teaches', 'in_training', 'assists'] as const;

/** Takes pupils or teachers into a course, from day to day. */
export function FillCourse({ courseId }: { courseId: string }) {
  const t = useTexts('directory');
  const [role, setRole] = useState<(typeof roles)[number]>('pupil');
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [validFrom, setFrom] = useState<string | null>(null);
  const [validTo, setTo] = useState<string | null>(null);
  const done = { refreshes: [courseContract], onDone: () => setChosen([]) };
  const pupils = useSend(addPupilsContract, done);
  const teachers = useSend(addTeachersContract, done);
  const error = role === 'pupil' ? pupils.error : teachers.error;
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    const personIds = chosen.map(({ id }) => id);
    if (personIds.length === 0) return;
    if (role === 'pupil') void pupils.send({ params: { courseId }, body: { personIds, validFrom, validTo } });
    else void teachers.send({ params: { courseId }, body: { personIds, part: role, validFrom, validTo } });
  };
  return (
    <Section title={t('course.fill')}>
      <Form
        onSubmit={submit}
        refusal={error === null ? null : refusalText(error)}
        actions={
          <SubmitButton busy={pupils.busy || teachers.busy} disabled={chosen.length === 0}>
            {t('addMembers.add', { count: chosen.length })}
          </SubmitButton>
        }
      >
        <ChoiceField
          name="role"
          label={t('addMembers.part')}
          value={role}
          onChange={(next) => {
            setRole(next);
            setChosen([]);
          }}
          options={roles.map((value) => ({ value, label: value === 'pupil' ? t('capacity.pupil') : t(`teaching.${value}`) }))}
        />
        <PeoplePicker
          label={t('picker.people')}
          chosen={chosen}
          onChange={setChosen}
          {...(role === 'pupil' && { capacity: 'pupil' as const })}
        />
        <FieldRow>
          <DayField name="validFrom" label={t('days.firstDay')} optional value={validFrom} onChange={setFrom} />
          <DayField name="validTo" label={t('days.lastDay')} optional value={validTo} onChange={setTo} />
        </FieldRow>
      </Form>
    </Section>
  );
}
