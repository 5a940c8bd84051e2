import { useState } from 'react';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { ChoiceField, TextField } from '#kernel/ui/fields.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { setupContract } from '../contract.ts';
import classes from './schools.module.css';

const states = ['BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH'] as const;

/** `/einrichten#<secret>`: whoever started an empty installation makes its first authority and school, and gets the first admin's code. */
export default function SetupPage() {
  const t = useTexts('schools');
  const [token] = useState(() => location.hash.slice(1));
  const [values, setValues] = useState({ authority: '', name: '', slug: '', state: 'NW' });
  const sending = useSend(setupContract);
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  const field = (name: 'authority' | 'name' | 'slug') => ({
    name,
    label: t(`setup.${name}`),
    value: values[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  const made = sending.answer;
  if (token === '') {
    return (
      <Page title={t('setup.title')}>
        <EmptyState icon="key" title={t('setup.noToken')}>
          {t('setup.noTokenText')}
        </EmptyState>
      </Page>
    );
  }
  if (made !== undefined) {
    return (
      <Page title={t('setup.doneTitle')} width="text">
        <p>{t('setup.done')}</p>
        <p className={`${classes.code} num`} translate="no">
          {made.adminCode}
        </p>
        <p>{t('setup.handle', { handle: made.adminHandle })}</p>
        <p className={classes.door}>
          <a className="link" href={`/${made.slug}/code`}>
            {t('setup.toCode')}
          </a>
        </p>
      </Page>
    );
  }
  const filled = [values.authority, values.name, values.slug].every((value) => value.trim() !== '');
  return (
    <Page title={t('setup.title')} sub={t('setup.sub')} width="text">
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          void sending.send({ body: { token, ...values, slug: values.slug.trim().toLowerCase() } });
        }}
        refusal={sending.error === null ? null : refusalText(sending.error)}
        actions={
          <SubmitButton busy={sending.busy} disabled={!filled}>
            {t('setup.do')}
          </SubmitButton>
        }
      >
        <TextField {...field('authority')} description={t('setup.authorityHelp')} maxLength={120} />
        <TextField {...field('name')} maxLength={120} />
        <FieldRow>
          <TextField {...field('slug')} description={t('setup.slugHelp')} maxLength={41} />
          <ChoiceField
            name="state"
            label={t('setup.state')}
            value={values.state}
            onChange={(state) => set({ state: state ?? 'NW' })}
            options={states.map((state) => ({ value: state, label: t(`states.${state}`) }))}
          />
        </FieldRow>
      </Form>
    </Page>
  );
}
