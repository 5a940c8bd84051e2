import { useState } from 'react';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { readContract } from '../contract.ts';
import { MappingForm } from './MappingForm.tsx';
import { Notice } from './Notice.tsx';
import { Problems } from './Problems.tsx';
import classes from './roster.module.css';
import { hasErrors, needsMapping, type Shown } from './step-of.ts';

type Mapping = Shown['tables'][number]['mapping'];

/** What was found in the files: format, encoding, what the columns mean; and what is wrong with them. */
export function DetectedStep({ shown, again }: { shown: Shown; again: () => void }) {
  const t = useTexts('roster');
  const reading = useSend(readContract, { onDone: again });
  const [mappings, setMappings] = useState<(Mapping | null)[]>(shown.tables.map(() => null));
  const isChanged = mappings.some((mapping) => mapping !== null);
  const readAgain = () =>
    void reading.send({
      params: { importId: shown.id },
      body: {
        format: shown.formatWanted,
        mappings: shown.tables.length === 0 ? shown.mappings : shown.tables.map(({ mapping }, at) => mappings[at] ?? mapping),
      },
    });
  return (
    <div className={classes.step}>
      <p>
        {shown.format === null ? t('detected.unknown') : t('detected.format', { format: t(`formats.${shown.format}`) })}{' '}
        {shown.files.map(({ name }) => name).join(', ')}
      </p>
      {needsMapping(shown) ? (
        <Notice kind="changed">{t('detected.needsMapping')}</Notice>
      ) : (
        hasErrors(shown) && <Notice kind="wrong">{t('detected.hasErrors')}</Notice>
      )}
      {!needsMapping(shown) && <Problems problems={shown.problems} />}
      {shown.tables.map((table, at) => (
        <Section key={`${table.file} ${table.sheet ?? ''}`} title={[table.file, table.sheet].filter(Boolean).join(' · ')}>
          <MappingForm table={table} onChange={(mapping) => setMappings(mappings.with(at, mapping))} />
        </Section>
      ))}
      <FormError error={reading.error} />
      <div className={classes.actions}>
        <SubmitButton busy={reading.busy} onPress={readAgain} kind={isChanged || hasErrors(shown) ? 'main' : 'plain'}>
          {isChanged ? t('detected.useMapping') : t('detected.again')}
        </SubmitButton>
      </div>
    </div>
  );
}
