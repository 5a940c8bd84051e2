import { DraftNote } from '#kernel/ui/DraftNote.tsx';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { ChoiceField, DayField, TextField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type FreeKind, freeDaysContract, saveFreeDaysContract } from '../../free-days/contract.ts';
import classes from './free-days.module.css';

/** What is typed; without a last day it is one day. */
export interface FreeDaysValues {
  kind: FreeKind;
  name: string;
  nameEn: string;
  firstDay: string | null;
  lastDay: string | null;
}

interface Props {
  id: string;
  isNew: boolean;
  values: FreeDaysValues;
  onEnd: () => void;
}

const kinds: readonly FreeKind[] = ['school_holidays', 'movable', 'other'];

/** Enters free days or changes them. */
export function FreeDaysForm({ id, isNew, values, onEnd }: Props) {
  const t = useTexts('timetable');
  const form = useForm({
    form: isNew ? 'timetable.free_days' : `timetable.free_days.${id}`,
    contract: saveFreeDaysContract,
    // only what the form has: an entry of the list knows more
    beginning: { kind: values.kind, name: values.name, nameEn: values.nameEn, firstDay: values.firstDay, lastDay: values.lastDay },
    faults: ({ name, firstDay, lastDay }) => ({
      ...(name.trim() === '' && { name: t('freeDays.nameMissing') }),
      ...(firstDay === null && { firstDay: t('freeDays.dayMissing') }),
      ...(firstDay !== null && lastDay !== null && lastDay < firstDay && { lastDay: t('freeDays.daysReversed') }),
    }),
    input: ({ kind, name, nameEn, firstDay, lastDay }) => ({
      params: { freeSpanId: id },
      // without a first day nothing is sent: see faults
      body: { kind, name: name.trim(), nameEn: nameEn.trim() || null, firstDay: firstDay ?? '', lastDay: lastDay ?? firstDay ?? '' },
    }),
    refreshes: [freeDaysContract],
    onDone: onEnd,
  });
  return (
    <div className={classes.form}>
      {isNew && <DraftNote draft={form.draft} />}
      <Form
        onSubmit={form.submit}
        refusal={form.refusal}
        actions={
          <>
            <SubmitButton busy={form.sending.busy}>{t(isNew ? 'freeDays.enter' : 'freeDays.save')}</SubmitButton>
            <SubmitButton
              busy={false}
              kind="plain"
              onPress={() => {
                form.draft.clear();
                onEnd();
              }}
            >
              {t('freeDays.cancel')}
            </SubmitButton>
          </>
        }
      >
        <FieldRow>
          <TextField label={t('freeDays.name')} maxLength={120} {...form.field('name')} />
          <ChoiceField
            label={t('freeDays.kind')}
            options={kinds.map((kind) => ({ value: kind, label: t(`freeDays.kinds.${kind}`) }))}
            {...form.field('kind')}
          />
        </FieldRow>
        <FieldRow>
          <DayField label={t('freeDays.firstDay')} {...form.field('firstDay')} />
          <DayField
            label={t('freeDays.lastDay')}
            optional
            description={t('freeDays.lastDayHelp')}
            {...(form.values.firstDay !== null && { min: form.values.firstDay })}
            {...form.field('lastDay')}
          />
        </FieldRow>
        <TextField label={t('freeDays.nameEn')} optional maxLength={120} {...form.field('nameEn')} />
      </Form>
    </div>
  );
}
