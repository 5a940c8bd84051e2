import { useState } from 'react';
import { Form } from '#kernel/ui/Form.tsx';
import { TextField } from '#kernel/ui/fields.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { appPasswordsContract, makeAppPasswordContract } from '../app-passwords/contract.ts';
import { AppPasswordRow } from './AppPasswordRow.tsx';
import classes from './access.module.css';
import { NewAppPassword } from './NewAppPassword.tsx';

/** Passwords for programs that cannot sign in as a browser does; a new one is shown once, with all that the program asks for. */
export function AppPasswords() {
  const t = useTexts('identities');
  const ask = useAsk(appPasswordsContract, {});
  const [name, setName] = useState('');
  const make = useSend(makeAppPasswordContract, { refreshes: [appPasswordsContract], onDone: () => setName('') });
  const submit = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    if (name.trim() !== '') void make.send({ body: { name: name.trim() } });
  };
  return (
    <Section title={t('appPasswords.title')}>
      <p>{t('appPasswords.text')}</p>
      <WhenAnswered ask={ask}>
        {({ handle, items }) => (
          <>
            {make.answer !== undefined && <NewAppPassword handle={handle} password={make.answer.password} onDone={make.reset} />}
            {items.length === 0 ? (
              <p className="quiet">{t('appPasswords.none')}</p>
            ) : (
              <ul className={classes.rows}>
                {items.map((item) => (
                  <AppPasswordRow key={item.deviceId} item={item} />
                ))}
              </ul>
            )}
          </>
        )}
      </WhenAnswered>
      <Form
        onSubmit={submit}
        refusal={make.error === null ? null : refusalText(make.error)}
        actions={
          <SubmitButton busy={make.busy} kind="plain">
            {t('appPasswords.make')}
          </SubmitButton>
        }
      >
        <TextField
          name="app-password"
          label={t('appPasswords.name')}
          description={t('appPasswords.nameWhat')}
          maxLength={60}
          value={name}
          onChange={setName}
        />
      </Form>
    </Section>
  );
}
