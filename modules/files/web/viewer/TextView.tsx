import { useEffect, useState } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { textLines } from './decode-text.ts';
import { fetchStart } from './fetch-bytes.ts';
import type { ViewedFile } from './viewed-file.ts';
import classes from './viewer.module.css';

/** More than anybody reads here; a log of a gigabyte must not fill a phone. */
const shownBytes = 200_000;

/** Text, code or a table as text, letter by letter with numbered lines; never as a page. */
export function TextView({ file, zoom }: { file: ViewedFile; zoom: number }) {
  const t = useTexts('files');
  const [shown, setShown] = useState<{ lines: string[]; isCut: boolean } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again
  useEffect(() => {
    const stop = new AbortController();
    setError(null);
    fetchStart(file.address, shownBytes, stop.signal)
      .then(({ bytes, isCut }) => setShown({ lines: textLines(bytes), isCut }))
      .catch((reason: unknown) => {
        if (!stop.signal.aborted) setError(reason);
      });
    return () => stop.abort();
  }, [file.address, tries]);
  if (error !== null) return <ErrorState error={error} again={() => setTries(tries + 1)} />;
  if (shown === null) return <Skeleton rows={12} of="text" />;
  return (
    <div className={classes.text} style={{ fontSize: `${zoom * 15}px` }}>
      {shown.isCut && <p role="note">{t('viewer.cut')}</p>}
      <ol>
        {shown.lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file that stands still
          <li key={place}>{line}</li>
        ))}
      </ol>
    </div>
  );
}
