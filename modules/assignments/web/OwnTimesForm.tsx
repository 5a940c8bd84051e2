import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { InstantField } from '#kernel/ui/fields.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { usePages } from '#kernel/web/ask.ts';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { pupilsContract } from '../answer/contract.ts';
import { assignmentContract, setListContract } from '../set/contract.ts';
import { setTimesContract, timesContract } from '../times/contract.ts';
import { DueTime } from './DueTime.tsx';
import type { Work } from './shown-work.ts';
import classes from './work.module.css';

/** Chooses pupils and gives them due and closing times of their own; they are told. */
export function OwnTimesForm({ work }: { work: Work }) {
  const t = useTexts('assignments');
  const pupils = usePages(pupilsContract, { params: { assignmentId: work.id }, query: { limit: 200 } });
  const nobody: string[] = [];
  const [until, setUntil] = useState(work.dueAt);
  const form = useForm({
    form: `assignments.times.${work.id}`,
    contract: setTimesContract,
    beginning: { pupilIds: nobody, dueAt: work.dueAt, closesAt: work.closesAt },
    faults: ({ pupilIds }) => (pupilIds.length === 0 ? { pupilIds: t('times.chooseSome') } : {}),
    input: ({ pupilIds, dueAt, closesAt }) => ({ params: { assignmentId: work.id }, body: { pupilIds, times: { dueAt, closesAt } } }),
    refreshes: [timesContract, assignmentContract, pupilsContract, setListContract],
  });
  const chosen = form.field('pupilIds');
  return (
    <Form
      onSubmit={(event) => {
        setUntil(form.values.dueAt);
        form.submit(event);
      }}
      refusal={form.refusal}
      actions={
        <>
          <SubmitButton busy={form.sending.busy} icon="clock">
            {form.values.pupilIds.length === 0 ? t('times.setNone') : t('times.set', { count: form.values.pupilIds.length })}
          </SubmitButton>
          <span role="status" className="quiet">
            {form.sending.answer?.changed === 0 && t('times.doneNone')}
            {form.sending.answer !== undefined && form.sending.answer.changed > 0 && (
              <>
                {t('times.done', { count: form.sending.answer.changed })} <DueTime dueAt={until} />
              </>
            )}
          </span>
        </>
      }
    >
      {pupils.pending && <Skeleton rows={6} />}
      {pupils.error !== null && <ErrorState error={pupils.error} again={pupils.again} />}
      {pupils.rows.length > 0 && (
        <Checkbox.Group label={t('times.who')} error={chosen.error} value={form.values.pupilIds} onChange={chosen.onChange}>
          <div className={classes.pupils}>
            {pupils.rows.map(({ pupilId, name }) => (
              <Checkbox key={pupilId} name="pupilIds" value={pupilId} label={<Person name={name} />} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <FieldRow>
        <InstantField label={t('editor.dueAt')} optional {...form.field('dueAt')} />
        <InstantField label={t('times.closesAt')} optional {...form.field('closesAt')} />
      </FieldRow>
      <p className="quiet">
        {t('times.closesHelp')} {work.publishedAt !== null && t('times.told')}
      </p>
    </Form>
  );
}
