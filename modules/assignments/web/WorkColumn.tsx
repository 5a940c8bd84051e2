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
import { besideText } from '../typed-pictures/contract.ts';
import { AnnotateButtons } from './annotate/AnnotateButtons.tsx';
import { canAnnotate } from './annotate/can-annotate.ts';
import { Fetched } from './annotate/Fetched.tsx';
import classes from './correction.module.css';
import { DueTime } from './DueTime.tsx';
import { fileAddress } from './file-address.ts';
import { HandedText } from './typed/HandedText.tsx';

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
  const versions = useVersions(assignmentId, row.pupilId, (handIn?.version ?? 0) > 1);
  const shown = isOld ? (versions.rows.find((earlier) => earlier.version === version) ?? null) : handIn;
  const file = annotatedFile(shown, annotated, isOld);
  if (shown !== null && file !== undefined)
    return (
      <section className={classes.sheet} data-annotating aria-label={t('correction.workOf', { name })}>
        <Private>
          <Fetched
            key={`${shown.id} ${file.id}`}
            fetch={fetchAnnotator}
            props={{ assignmentId, pupilId: row.pupilId, handIn: shown, file, earlier: isOld, onClose: () => setAnnotated(closed) }}
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
          <Versions list={versions.rows} current={handIn.version} chosen={version} onChoose={setVersion} />
          {isOld ? <p className={classes.old}>{t('correction.oldVersion')}</p> : hint}
          {shown !== null ? (
            <>
              <Paper assignmentId={assignmentId} handIn={shown} />
              <div className={classes.annotate}>
                <AnnotateButtons files={shown.files} label={(name) => t('annotate.open', { name })} onOpen={({ id }) => setAnnotated(id)} />
              </div>
            </>
          ) : versions.error !== null ? (
            <ErrorState error={versions.error} again={versions.again} />
          ) : (
            <Skeleton rows={6} of="text" />
          )}
        </>
      )}
    </section>
  );
}

/** The file that lies open to be annotated; undefined: the sheet with everything does. */
function annotatedFile(shown: HandInVersion | null, annotated: string, isOld: boolean): HandInVersion['files'][number] | undefined {
  const fitting = shown?.files.filter(canAnnotate) ?? [];
  if (annotated === closed) return undefined;
  const named = fitting.find(({ id }) => id === annotated);
  // an earlier version is looked at first, and opened by hand
  if (isOld) return named;
  return annotated === '' ? onlyFile(shown, fitting) : (named ?? fitting[0]);
}

function onlyFile(handIn: HandInVersion | null, fitting: HandInVersion['files']): HandInVersion['files'][number] | undefined {
  const isAlone = handIn !== null && handIn.text.trim() === '' && handIn.files.length === 1;
  return isAlone && matchMedia('(min-width: 960px)').matches ? fitting[0] : undefined;
}

function Paper({ assignmentId, handIn }: { assignmentId: string; handIn: HandInVersion }) {
  const t = useTexts('assignments');
  const address = fileAddress(assignmentId);
  const beside = besideText(handIn.files, handIn.text);
  return (
    <article className={classes.paper}>
      <Private>
        <HandedText className={classes.handed} text={handIn.text} files={handIn.files} addressOf={address} />
        {beside
          .filter(({ type }) => shownTypes.has(type))
          .map((file) => (
            <img key={file.id} src={pictureAddress({ ...file, address: address(file.id) })} alt={file.name} loading="lazy" />
          ))}
        <AttachedFiles label={t('task.files')} files={beside} addressOf={address} />
      </Private>
    </article>
  );
}

/** All versions of one pupil; asked only where there is more than one. */
function useVersions(assignmentId: string, pupilId: string, when: boolean) {
  return usePages(versionsContract, { params: { assignmentId, pupilId }, query: { limit: 200 } }, { when });
}

interface VersionsProps {
  list: readonly HandInVersion[];
  current: number;
  chosen: number | null;
  onChoose: (version: number) => void;
}

/** Which version is looked at. What a pupil took back is not among them, so the numbers come from the list. */
function Versions({ list, current, chosen, onChoose }: VersionsProps) {
  const t = useTexts('assignments');
  if (list.length < 2) return null;
  return (
    <Select<string>
      className={classes.versions ?? ''}
      label={t('correction.versions')}
      data={list.map(({ version }) => ({
        value: String(version),
        label: t(version === current ? 'correction.versionCurrent' : 'correction.version', { version }),
      }))}
      value={String(chosen ?? current)}
      allowDeselect={false}
      onChange={(version) => version !== null && onChoose(Number(version))}
    />
  );
}
