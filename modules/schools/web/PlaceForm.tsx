import { Button } from '@mantine/core';
import { useState } from 'react';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { CheckField, TextField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { saveDivisionContract, saveSiteContract, structureContract } from '../contract.ts';
import type { Place } from './place.ts';
import classes from './schools.module.css';

/** Adds or changes a division or a site. */
export function PlaceForm({ kind, place, onDone }: { kind: 'division' | 'site'; place: Place; onDone: () => void }) {
  const t = useTexts('schools');
  const [values, setValues] = useState({
    name: place.name,
    shortName: place.shortName ?? '',
    address: place.address ?? '',
    closed: place.closed,
  });
  const [fault, setFault] = useState<string>();
  const options = { refreshes: [structureContract], onDone };
  const division = useSend(saveDivisionContract, options);
  const site = useSend(saveSiteContract, options);
  const sending = kind === 'division' ? division : site;
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  const submit = () => {
    if (values.name.trim() === '') return setFault(t('structure.nameNeeded'));
    const body = { name: values.name.trim(), shortName: values.shortName.trim() || null, closed: values.closed };
    if (kind === 'division') void division.send({ params: { divisionId: place.id }, body });
    else void site.send({ params: { siteId: place.id }, body: { ...body, address: values.address.trim() || null } });
  };
  return (
    <div className={classes.inline}>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        refusal={sending.error === null ? null : refusalText(sending.error)}
        actions={
          <>
            <SubmitButton busy={sending.busy}>{t('structure.save')}</SubmitButton>
            <Button variant="default" onClick={onDone}>
              {t('structure.cancel')}
            </Button>
          </>
        }
      >
        <FieldRow>
          <TextField
            name="name"
            label={t('structure.name')}
            maxLength={80}
            value={values.name}
            error={fault}
            onChange={(name) => set({ name })}
          />
          <TextField
            name="shortName"
            label={t('structure.shortName')}
            optional
            maxLength={12}
            value={values.shortName}
            onChange={(shortName) => set({ shortName })}
          />
        </FieldRow>
        {kind === 'site' && (
          <TextField
            name="address"
            label={t('structure.address')}
            optional
            maxLength={200}
            value={values.address}
            onChange={(address) => set({ address })}
          />
        )}
        <CheckField name="closed" label={t('structure.closed')} value={values.closed} onChange={(closed) => set({ closed })} />
      </Form>
    </div>
  );
}
