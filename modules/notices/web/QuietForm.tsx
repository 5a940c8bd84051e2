import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { CheckField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { choicesContract, saveQuietContract } from '../contract.ts';
import { ClockField } from './ClockField.tsx';

type Quiet = Answer<typeof choicesContract>['quiet']['value'];

/** Hours in which nothing goes out to oneself. */
export function QuietForm({ quiet, own }: { quiet: Quiet; own: boolean }) {
  const t = useTexts('notices');
  const [values, setValues] = useState(quiet);
  const sending = useSend(saveQuietContract, { refreshes: [choicesContract] });
  const set = (change: Partial<Quiet>) => {
    sending.reset();
    setValues({ ...values, ...change });
  };
  const back = async () => {
    await sending.send({ body: { quiet: null } });
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void sending.send({ body: { quiet: values } });
      }}
      refusal={sending.error === null ? null : refusalText(sending.error)}
      actions={
        <>
          <SubmitButton busy={sending.busy} kind="plain">
            {t('settings.quietSave')}
          </SubmitButton>
          {own && (
            <Button variant="subtle" onClick={() => void back()}>
              {t('settings.quietUsual')}
            </Button>
          )}
          <span role="status" className="quiet">
            {sending.answer !== undefined && t('settings.saved')}
          </span>
        </>
      }
    >
      <p className="quiet">{t('settings.quietText')}</p>
      <CheckField name="on" label={t('settings.quietOn')} value={values.on} onChange={(on) => set({ on })} />
      <FieldRow>
        <ClockField label={t('settings.quietFrom')} value={values.from} disabled={!values.on} onChange={(from) => set({ from })} />
        <ClockField label={t('settings.quietTo')} value={values.to} disabled={!values.on} onChange={(to) => set({ to })} />
      </FieldRow>
      <CheckField
        name="weekends"
        label={t('settings.quietWeekends')}
        value={values.weekends}
        disabled={!values.on}
        onChange={(weekends) => set({ weekends })}
      />
    </Form>
  );
}
