import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { keptBlobs } from '#kernel/web/kept-blobs.ts';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './capture.module.css';
import { useKeepingPlace } from './use-kept-uploads.ts';

/** What can be made on the spot: pages photographed into one PDF, something said, something shown. */
export type Capture = 'pages' | 'voice' | 'video';

interface Props {
  /** As for drafts: names what it is made for. */
  form: string;
  captures: readonly Capture[];
  /** Beside other small tools. */
  quiet?: boolean;
  onFile: (file: File) => void;
}

const PagesPanel = lazy(() => import('./PagesPanel.tsx'));
const RecordPanel = lazy(() => import('./RecordPanel.tsx'));
const icons = { pages: 'camera', voice: 'microphone', video: 'video' } as const;

/** Ways to make a file instead of choosing one; each opens below the buttons, one at a time. What was begun in an earlier visit is opened again. */
export function CaptureTools({ form, captures, quiet = false, onFile }: Props) {
  const t = useTexts('assignments');
  const place = useKeepingPlace(form);
  const [open, setOpen] = useState<Capture | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per place; the captures offered do not change
  useEffect(() => {
    void keptBlobs(`${place}/`).then((kept) => {
      const begun = captures.find((capture) => kept.some(({ key }) => key.startsWith(`${place}/${capture}/`)));
      if (begun !== undefined) setOpen(begun);
    });
  }, [place]);
  const take = (file: File) => {
    setOpen(null);
    onFile(file);
  };
  return (
    <>
      <fieldset className={classes.ways} aria-label={t('capture.title')}>
        {captures.map((capture) => (
          <Button
            key={capture}
            {...(quiet && { variant: 'subtle' })}
            leftSection={<Icon name={icons[capture]} />}
            aria-expanded={open === capture}
            disabled={open !== null && open !== capture}
            onClick={() => setOpen(open === capture ? null : capture)}
          >
            {t(quiet && capture === 'voice' ? 'capture.speak' : `capture.${capture}`)}
          </Button>
        ))}
      </fieldset>
      {open !== null && (
        <Suspense fallback={<Skeleton rows={3} of="text" />}>
          {open === 'pages' ? (
            <PagesPanel place={`${place}/pages`} onFile={take} onClose={() => setOpen(null)} />
          ) : (
            <RecordPanel key={open} kind={open} place={`${place}/${open}`} onFile={take} onClose={() => setOpen(null)} />
          )}
        </Suspense>
      )}
    </>
  );
}
