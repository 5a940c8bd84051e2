import { lazy, Suspense } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { Field } from '#kernel/ui/Field.tsx';
import { FileDrop } from '#kernel/ui/FileDrop.tsx';
import { FieldRow } from '#kernel/ui/Form.tsx';
import { ChoiceField, InstantField, TextField } from '#kernel/ui/fields.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { AttachedFiles, useUploads } from '#modules/files/web/public.tsx';
import type { assignmentContract } from '../set/contract.ts';
import { DueLoad } from './DueLoad.tsx';
import { fileAddress, ownFileAddress } from './file-address.ts';
import { KindsField } from './KindsField.tsx';
import { RecipientsField } from './RecipientsField.tsx';
import { TargetName } from './TargetName.tsx';
import { TogetherFields } from './together/TogetherFields.tsx';
import classes from './work.module.css';
import type { Tolerance, WorkValues } from './work-values.ts';

/** The editor is a third of this page's script: the other fields can be filled in before it is there. */
const RichTextEditor = lazy(() => import('./RichTextEditor.tsx'));
const tolerances: Tolerance[] = ['atDue', 'day', 'week', 'own', 'never'];

interface Props {
  work: Answer<typeof assignmentContract>;
  values: WorkValues;
  onChange: (values: WorkValues) => void;
}

/** Everything a piece of work consists of. */
export function WorkFields({ work, values, onChange }: Props) {
  const t = useTexts('assignments');
  const set = (part: Partial<WorkValues>) => onChange({ ...values, ...part });
  const uploads = useUploads((file) => set({ files: [...values.files, file] }));
  const known = new Set(work.files.map(({ id }) => id));
  const shared = fileAddress(work.id);
  const fields = <K extends keyof WorkValues>(name: K) => ({
    name,
    value: values[name],
    onChange: (value: WorkValues[K]) => set({ [name]: value }),
  });
  return (
    <>
      <p className="quiet">
        <TargetName target={work.target} full />
      </p>
      <TextField label={t('editor.name')} maxLength={200} {...fields('title')} />
      <Field label={t('editor.body')} description={t('editor.bodyHelp')}>
        {({ id, describedBy, invalid }) => (
          <Suspense fallback={<Skeleton rows={4} of="text" />}>
            <RichTextEditor
              id={id}
              label={t('editor.body')}
              describedBy={describedBy}
              invalid={invalid}
              beginning={values.body}
              onChange={(body) => set({ body })}
              keptAs={`assignments.work.${work.id}.pictures`}
              picturesAt={(id) => (work.body.includes(id) ? [shared(id), ownFileAddress(id)] : [ownFileAddress(id), shared(id)])}
            />
          </Suspense>
        )}
      </Field>
      <Field label={t('editor.files')}>
        {() => (
          <div className={classes.choices}>
            <AttachedFiles
              label={t('editor.files')}
              files={values.files}
              addressOf={(id) => (known.has(id) ? shared(id) : ownFileAddress(id))}
              onRemove={(gone) => set({ files: values.files.filter(({ id }) => id !== gone) })}
              removeLabel={(name) => t('editor.removeFile', { name })}
            />
            <FileDrop label={t('editor.files')} onFiles={uploads.add} files={uploads.files} />
          </div>
        )}
      </Field>
      <KindsField value={values.handInKinds} onChange={(handInKinds) => set({ handInKinds })} />
      <RecipientsField target={work.target} value={values.pupilIds} onChange={(pupilIds) => set({ pupilIds })} />
      <FieldRow>
        <InstantField label={t('editor.dueAt')} optional {...fields('dueAt')} />
        <ChoiceField
          label={t('editor.tolerance')}
          options={tolerances.map((value) => ({
            value,
            label: t(`editor.tolerances.${value}`),
            disabled: values.dueAt === null && !['own', 'never'].includes(value),
          }))}
          name="tolerance"
          value={values.tolerance}
          onChange={(next) => set({ tolerance: tolerances.find((value) => value === next) ?? 'never' })}
        />
      </FieldRow>
      {values.dueAt !== null && <DueLoad work={work} dueAt={values.dueAt} />}
      {values.tolerance === 'own' && <InstantField label={t('editor.closesAt')} {...fields('closesAt')} />}
      <div className={classes.buttons}>
        <ButtonLink to={`aufgaben/${work.id}/fristen`} icon="clock">
          {t('times.someLink')}
        </ButtonLink>
        {work.ownTimes > 0 && <span className="quiet">{t('times.ownCount', { count: work.ownTimes })}</span>}
      </div>
      <TogetherFields work={work} values={values} onChange={set} />
      <InstantField label={t('editor.start')} description={t('editor.startHelp')} optional {...fields('startsAt')} />
    </>
  );
}
