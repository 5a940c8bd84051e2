import { useEffect, useState } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { decodeText, textLines } from './decode-text.ts';
import { fetchStart } from './fetch-bytes.ts';
import { TableView } from './TableView.tsx';
import type { ViewedFile } from './viewed-file.ts';
import classes from './viewer.module.css';

/** More than anybody reads here; a log of a gigabyte must not fill a phone. */
const shownBytes = 200_000;

const tables = new Set(['text/csv', 'text/tab-separated-values']);

/** Text or code letter by letter with numbered lines, never as a page; separated values as a table. */
export function TextView({ file, zoom }: { file: ViewedFile; zoom: number }) {
  const t = useTexts('files');
  const [shown, setShown] = useState<{ bytes: Uint8Array; isCut: boolean } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again
  useEffect(() => {
    const stop = new AbortController();
    setError(null);
    fetchStart(file.address, shownBytes, stop.signal)
      .then(setShown)
      .catch((reason: unknown) => {
        if (!stop.signal.aborted) setError(reason);
      });
    return () => stop.abort();
  }, [file.address, tries]);
  if (error !== null) return <ErrorState error={error} again={() => setTries(tries + 1)} />;
  if (shown === null) return <Skeleton rows={12} of="text" />;
  if (tables.has(file.type)) return <TableView name={file.name} text={decodeText(shown.bytes)} isCut={shown.isCut} zoom={zoom} />;
  return (
    <div className={classes.text} style={{ fontSize: `${zoom * 15}px` }}>
      {shown.isCut && <p role="note">{t('viewer.cut')}</p>}
      <ol>
        {textLines(shown.bytes).map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file that stands still
          <li key={place}>{line}</li>
        ))}
      </ol>
    </div>
  );
}
