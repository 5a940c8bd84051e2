import { Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Private } from '#kernel/ui/Beamer.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { AttachedFiles, asShown, needsPreview, pictureAddress } from '#modules/files/web/public.tsx';
import { type HandInVersion, type PupilResult, versionsContract } from '../answer/contract.ts';
import { AnnotateButtons } from './annotate/AnnotateButtons.tsx';
import { canAnnotate } from './annotate/can-annotate.ts';
import { Fetched } from './annotate/Fetched.tsx';
import classes from './correction.module.css';
import { DueTime } from './DueTime.tsx';
import { fileAddress } from './file-address.ts';
import { TypedText } from './formula/TypedText.tsx';

/** Pictures the browser shows by itself. */
const shownTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** In the address: files stay closed until somebody opens one. */
const closed = 'nein';

const fetchAnnotator = () => import('./annotate/TeacherAnnotator.tsx');

/** Fetches the pictures of somebody's work and has previews of office files made, so that they are there when one goes on to it. */
export function fetchPictures(assignmentId: string, row: PupilResult | undefined): void {
  for (const { id, ...file } of row?.handIn?.files ?? []) {
    const here = { ...file, address: fileAddress(assignmentId)(id) };
    if (shownTypes.has(file.type)) new Image().src = pictureAddress(here);
    // no more than its first byte is needed for that; without a line it is made when it is opened
    else if (needsPreview(file.type)) void fetch(asShown(here).address, { headers: { range: 'bytes=0-0' } }).catch(() => undefined);
  }
}

/**
 * What a pupil has handed in: the text on a sheet, pictures below it, other files to open; earlier versions on demand. A file that is annotated takes the
 * place of the sheet, and who goes on to the next pupil goes on annotating (`?anmerken=`). Work that is nothing but one such file lies there at once where there
 * is room for it, until somebody closes one.
 */
export function WorkColumn({ assignmentId, row, hint }: { assignmentId: string; row: PupilResult; hint: ReactNode }) {
  const t = useTexts('assignments');
  const { handIn, name } = row;
  const [version, setVersion] = useState<number | null>(null);
  const [annotated, setAnnotated] = useFilter('anmerken');
  const isOld = handIn !== null && version !== null && version !== handIn.version;
  const fitting = isOld ? [] : (handIn?.files.filter(canAnnotate) ?? []);
  const file =
    annotated === ''
      ? onlyFile(handIn, fitting)
      : annotated === closed
        ? undefined
        : (fitting.find(({ id }) => id === annotated) ?? fitting[0]);
  if (handIn !== null && file !== undefined)
    return (
      <section className={classes.sheet} data-annotating aria-label={t('correction.workOf', { name })}>
        <Private>
          <Fetched
            key={`${handIn.id} ${file.id}`}
            fetch={fetchAnnotator}
            props={{ assignmentId, pupilId: row.pupilId, handIn, file, onClose: () => setAnnotated(closed) }}
          />
        </Private>
      </section>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long work is scrolled by keyboard
    <section className={classes.sheet} aria-label={t('correction.workOf', { name })} tabIndex={0}>
      {handIn === null ? (
        <EmptyState icon="assignment" title={t('correction.noWork')}>
          {t('correction.noWorkText')}{' '}
          {row.ownTimes !== null && (
            <>
              {t('times.ownOne')} <DueTime dueAt={row.ownTimes.dueAt} />
            </>
          )}
        </EmptyState>
      ) : (
        <>
          {handIn.version > 1 && (
            <Versions assignmentId={assignmentId} pupilId={row.pupilId} current={handIn.version} chosen={version} onChoose={setVersion} />
          )}
          {isOld ? (
            <EarlierPaper assignmentId={assignmentId} pupilId={row.pupilId} version={version} />
          ) : (
            <>
              {hint}
              <Paper assignmentId={assignmentId} handIn={handIn} />
              <div className={classes.annotate}>
                <AnnotateButtons
                  files={handIn.files}
                  label={(name) => t('annotate.open', { name })}
                  onOpen={({ id }) => setAnnotated(id)}
                />
              </div>
            </>
          )}
        </>
      )}
    </section>
  );
}

function onlyFile(handIn: HandInVersion | null, fitting: HandInVersion['files']): HandInVersion['files'][number] | undefined {
  const isAlone = handIn !== null && handIn.text.trim() === '' && handIn.files.length === 1;
  return isAlone && matchMedia('(min-width: 960px)').matches ? fitting[0] : undefined;
}

function Paper({ assignmentId, handIn }: { assignmentId: string; handIn: HandInVersion }) {
  const t = useTexts('assignments');
  const address = fileAddress(assignmentId);
  return (
    <article className={classes.paper}>
      <Private>
        {handIn.text !== '' && (
          <p className={classes.handed}>
            <TypedText text={handIn.text} />
          </p>
        )}
        {handIn.files
          .filter(({ type }) => shownTypes.has(type))
          .map((file) => (
            <img key={file.id} src={pictureAddress({ ...file, address: address(file.id) })} alt={file.name} loading="lazy" />
          ))}
        <AttachedFiles label={t('task.files')} files={handIn.files} addressOf={address} />
      </Private>
    </article>
  );
}

interface VersionsProps {
  assignmentId: string;
  pupilId: string;
  current: number;
  chosen: number | null;
  onChoose: (version: number) => void;
}

/** Which version is looked at. What a pupil took back is not among them, so the numbers come from the list. */
function Versions({ assignmentId, pupilId, current, chosen, onChoose }: VersionsProps) {
  const t = useTexts('assignments');
  const list = usePages(versionsContract, { params: { assignmentId, pupilId }, query: { limit: 200 } });
  if (list.rows.length < 2) return null;
  return (
    <Select<string>
      className={classes.versions ?? ''}
      label={t('correction.versions')}
      data={list.rows.map(({ version }) => ({
        value: String(version),
        label: t(version === current ? 'correction.versionCurrent' : 'correction.version', { version }),
      }))}
      value={String(chosen ?? current)}
      allowDeselect={false}
      onChange={(version) => version !== null && onChoose(Number(version))}
    />
  );
}

function EarlierPaper({ assignmentId, pupilId, version }: { assignmentId: string; pupilId: string; version: number }) {
  const t = useTexts('assignments');
  const list = usePages(versionsContract, { params: { assignmentId, pupilId }, query: { limit: 200 } });
  const handIn = list.rows.find((row) => row.version === version);
  if (list.error !== null) return <ErrorState error={list.error} again={list.again} />;
  if (handIn === undefined) return <Skeleton rows={6} of="text" />;
  return (
    <>
      <p className={classes.old}>{t('correction.oldVersion')}</p>
      <Paper assignmentId={assignmentId} handIn={handIn} />
    </>
  );
}
