import { Button } from '@mantine/core';
import { useState } from 'react';
import { FileDrop } from '#kernel/ui/FileDrop.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { schoolOfPage } from '#kernel/web/call.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { type ArrivedFile, useUploads } from '#modules/files/web/public.tsx';
import { pupilsContract } from '../answer/contract.ts';
import { assignmentContract } from '../set/contract.ts';
import { applyCorrectionsContract, type Corrections, previewCorrectionsContract } from '../zip/contract.ts';
import classes from './corrections.module.css';

/** `aufgaben/$assignmentId/korrekturen`: all hand-ins as a zip to correct them on one's own device, and the corrected files back, after a look at what changes. */
export default function CorrectionsPage() {
  const t = useTexts('assignments');
  const assignmentId = usePathPart('assignmentId');
  const work = useAsk(assignmentContract, { params: { assignmentId } });
  const params = { assignmentId };
  const [zip, setZip] = useState<ArrivedFile | null>(null);
  const preview = useSend(previewCorrectionsContract);
  const applying = useSend(applyCorrectionsContract, { refreshes: [pupilsContract, assignmentContract] });
  const uploads = useUploads((file) => {
    setZip(file);
    void preview.send({ params, body: { fileId: file.id } });
  });
  const again = () => {
    setZip(null);
    preview.reset();
    applying.reset();
  };
  return (
    <Page
      title={t('zip.title')}
      width="text"
      back={{ to: `aufgaben/${assignmentId}`, title: t('zip.back') }}
      {...(work.data && { sub: work.data.title })}
    >
      <Section title={t('zip.sub')}>
        <ol className={classes.steps}>
          <li>
            {t('zip.stepDownload')}
            <Button
              component="a"
              href={`/api/${schoolOfPage()}/assignments/${assignmentId}/hand-ins.zip`}
              download
              leftSection={<Icon name="download" />}
            >
              {t('zip.download')}
            </Button>
          </li>
          <li>{t('zip.stepCorrect')}</li>
          <li>{t('zip.stepUpload')}</li>
        </ol>
        {zip === null && (
          <FileDrop label={t('zip.drop')} accept=".zip" multiple={false} files={uploads.files} onFiles={(files) => uploads.add(files)} />
        )}
        <div role="status">
          {preview.busy && (
            <>
              <p className="quiet">{t('zip.reading')}</p>
              <Skeleton rows={3} />
            </>
          )}
          {applying.answer !== undefined && applying.answer !== null && (
            <p>
              <strong>{t('zip.applied', { count: applying.answer.files })}</strong>
            </p>
          )}
        </div>
        <FormError error={preview.error ?? applying.error} />
        {preview.answer && !applying.answer && (
          <Difference
            found={preview.answer}
            busy={applying.busy}
            onApply={() => zip !== null && void applying.send({ params, body: { fileId: zip.id } })}
          />
        )}
        {zip !== null && !preview.busy && (
          <p>
            <Button variant="subtle" onClick={again}>
              {t('zip.other')}
            </Button>
          </p>
        )}
      </Section>
    </Page>
  );
}

function Difference({ found, busy, onApply }: { found: Corrections; busy: boolean; onApply: () => void }) {
  const t = useTexts('assignments');
  const { files, pupils, unchanged, unmatched, changes, leftOut } = found;
  return (
    <div className={classes.difference}>
      {files === 0 ? (
        <p>{t('zip.nothing')}</p>
      ) : (
        <>
          <h3>
            {t('zip.found', { count: files })} {t('zip.forPupils', { count: pupils })}
          </h3>
          <ul>
            {changes.map(({ pupilId, name, fileName }) => (
              <li key={`${pupilId} ${fileName}`}>
                <Person name={name} /> · {fileName}
              </li>
            ))}
            {files > changes.length && <li className="quiet">{t('zip.andMore')}</li>}
          </ul>
        </>
      )}
      {unchanged > 0 && <p className="quiet">{t('zip.unchanged', { count: unchanged })}</p>}
      {unmatched > 0 && (
        <>
          <h3>{t('zip.unmatched', { count: unmatched })}</h3>
          <ul>
            {leftOut.map(({ path, why }) => (
              <li key={path}>
                {path} <span className="quiet">({t(`zip.why.${why}`)})</span>
              </li>
            ))}
            {unmatched > leftOut.length && <li className="quiet">{t('zip.andMore')}</li>}
          </ul>
        </>
      )}
      {files > 0 && (
        <SubmitButton busy={busy} onPress={onApply}>
          {t('zip.apply', { count: files })}
        </SubmitButton>
      )}
    </div>
  );
}
