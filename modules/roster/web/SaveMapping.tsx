import { useState } from 'react';
import { FormError } from '#kernel/ui/FormError.tsx';
import { TextField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { mappingsContract, saveMappingContract } from '../mappings/contract.ts';
import classes from './roster.module.css';
import type { Shown } from './step-of.ts';

/** Saves a mapping under a name, for the next time. */
export function SaveMapping({ mapping }: { mapping: Shown['tables'][number]['mapping'] }) {
  const t = useTexts('roster');
  const [name, setName] = useState('');
  const saving = useSend(saveMappingContract, { refreshes: [mappingsContract], onDone: () => setName('') });
  return (
    <form
      className={classes.saving}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void saving.send({ body: { mapping: { ...mapping, name: name.trim() } } });
      }}
    >
      <TextField name="mappingName" label={t('mapping.saveAs')} optional value={name} onChange={setName} maxLength={100} />
      <SubmitButton busy={saving.busy} kind="plain" disabled={name.trim() === ''}>
        {t('mapping.save')}
      </SubmitButton>
      <FormError error={saving.error} />
      {saving.answer !== undefined && <span role="status">{t('mapping.saved')}</span>}
    </form>
  );
}
