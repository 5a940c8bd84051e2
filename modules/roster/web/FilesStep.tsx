import { useState } from 'react';
import { FileDrop } from '#kernel/ui/FileDrop.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { ChoiceField } from '#kernel/ui/fields.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { formatWords, importContract, readContract, removeFileContract } from '../contract.ts';
import classes from './roster.module.css';
import type { Shown } from './step-of.ts';
import { useRosterUploads } from './use-roster-uploads.ts';

/** Choose files: several that belong together, or a zip of them. */
export function FilesStep({ shown, again }: { shown: Shown; again: () => void }) {
  const t = useTexts('roster');
  const uploads = useRosterUploads(shown.id, again);
  const removing = useSend(removeFileContract, { refreshes: [importContract] });
  const reading = useSend(readContract, { onDone: again });
  const [format, setFormat] = useState<Shown['formatWanted']>(shown.formatWanted);
  const there = shown.files.map(({ id, name, sizeBytes }) => ({
    id,
    name,
    sizeBytes,
    sentBytes: sizeBytes,
    state: 'done' as const,
    remove: () => void removing.send({ params: { importId: shown.id, fileId: id } }),
  }));
  const isReady = shown.files.length > 0 && uploads.files.every(({ state }) => state === 'failed');
  return (
    <div className={classes.step}>
      <p>{t('files.what')}</p>
      <FileDrop
        label={t('files.label')}
        onFiles={uploads.send}
        files={[...there, ...uploads.files]}
        accept=".csv,.txt,.xlsx,.json,.gz,.dat,.xml,.zip"
      />
      <div className={classes.narrow}>
        <ChoiceField
          name="format"
          label={t('files.format')}
          description={t('files.formatHint')}
          value={format}
          onChange={(next) => setFormat(['auto', ...formatWords].includes(next ?? '') ? (next as Shown['formatWanted']) : 'auto')} // one of the options below
          options={(['auto', ...formatWords] as const).map((value) => ({ value, label: t(`formats.${value}`) }))}
        />
      </div>
      <FormError error={reading.error ?? removing.error} />
      <div className={classes.actions}>
        <SubmitButton
          busy={reading.busy}
          disabled={!isReady}
          onPress={() =>
            void reading.send({
              params: { importId: shown.id },
              body: { format, mappings: format === shown.formatWanted ? shown.mappings : null },
            })
          }
        >
          {t('files.read')}
        </SubmitButton>
      </div>
    </div>
  );
}
