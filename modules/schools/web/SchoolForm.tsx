import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { accentTones, contrast } from '#kernel/ui/accent.ts';
import { Form } from '#kernel/ui/Form.tsx';
import { TextField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { saveSchoolContract, settingsContract } from '../contract.ts';
import { AccentSample } from './AccentSample.tsx';
import classes from './schools.module.css';

/** The house's own accent, as in tokens.css; what the picker shows while the school has none. */
const usualAccent = '#1f5f5b';

/** Name and colour of the school. The colour is shown as it will be: dark enough to be read. */
export function SchoolForm({ name, accent }: { name: string; accent: string | null }) {
  const t = useTexts('schools');
  const [values, setValues] = useState({ name, accent });
  const sending = useSend(saveSchoolContract, { refreshes: [settingsContract], onDone: () => location.reload() });
  const wish = values.accent;
  const isColour = wish !== null && /^#[0-9a-f]{6}$/.test(wish);
  const fits = isColour && contrast(wish, '#efede8') >= 4.5;
  const changed = values.name !== name || values.accent !== accent;
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void sending.send({ body: { name: values.name, accent: isColour ? wish : null } });
      }}
      refusal={sending.error === null ? null : refusalText(sending.error)}
      actions={
        <SubmitButton busy={sending.busy} disabled={!changed || values.name.trim() === ''}>
          {t('settings.save')}
        </SubmitButton>
      }
    >
      <TextField
        name="name"
        label={t('settings.name')}
        value={values.name}
        maxLength={120}
        onChange={(next) => setValues({ ...values, name: next })}
      />
      <TextInput
        type="color"
        className={classes.colour ?? ''}
        label={t('settings.accent')}
        description={t('settings.accentHelp')}
        value={wish ?? usualAccent}
        onChange={(event) => setValues({ ...values, accent: event.currentTarget.value.toLowerCase() })}
      />
      {isColour && (
        <>
          <AccentSample tones={accentTones(wish)} label={t('settings.accentSample')} />
          <p className="quiet" role="status">
            {fits ? t('settings.accentFits') : t('settings.accentDarkened')}
          </p>
          <div>
            <Button variant="subtle" onClick={() => setValues({ ...values, accent: null })}>
              {t('settings.accentUsual')}
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}
