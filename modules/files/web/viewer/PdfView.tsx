import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { CallFailed } from '#kernel/web/call.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { OtherView } from './OtherView.tsx';
import { openPdf, type Pdf } from './open-pdf.ts';
import { type Leaf, PdfPage } from './PdfPage.tsx';
import { useKeptPlace } from './use-kept-place.ts';
import { useSize } from './use-size.ts';
import type { ViewedFile } from './viewed-file.ts';
import classes from './viewer.module.css';

interface Props {
  file: ViewedFile;
  stage: RefObject<HTMLElement | null>;
  /** 1 fits a page into the width, up to a comfortable one. */
  zoom: number;
  turns: number;
  onPages: (count: number) => void;
  /** Laid over each page while it is drawn. */
  over?: (leaf: Leaf) => ReactNode;
}

const marginPx = 32;
const comfortablePx = 860;

/** A PDF, all pages below one another; only those near the window are drawn. */
export function PdfView({ file, stage, zoom, turns, onPages, over }: Props) {
  const t = useTexts('files');
  const [opened, setOpened] = useState<{ pdf: Pdf; first: { width: number; height: number } } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const room = useSize(stage);
  const widthPx = Math.min(room.width - marginPx, comfortablePx) * zoom;
  useKeptPlace(stage, opened === null ? '' : `${widthPx} ${turns}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` opens again; `onPages` only reports
  useEffect(() => {
    let isLeft = false;
    const opening = openPdf(file.address);
    setError(null);
    opening.pdf
      .then(async (pdf) => {
        const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
        if (isLeft) return;
        onPages(pdf.numPages);
        setOpened({ pdf, first: { width, height } });
      })
      .catch((reason: unknown) => {
        if (!isLeft) setError(reason);
      });
    return () => {
      isLeft = true;
      setOpened(null);
      opening.end();
    };
  }, [file.address, tries]);
  if (error instanceof CallFailed) return <ErrorState error={error} again={() => setTries(tries + 1)} />;
  if (error !== null) return <OtherView file={file} why={t(isLocked(error) ? 'viewer.pdfPassword' : 'viewer.pdfBroken')} />;
  if (opened === null || room.width === 0) return <Skeleton rows={12} of="text" />;
  const { pdf, first } = opened;
  return (
    <div className={classes.pages}>
      {Array.from({ length: pdf.numPages }, (_, place) => place + 1).map((number) => (
        <PdfPage key={number} pdf={pdf} number={number} widthPx={widthPx} turns={turns} expected={first} stage={stage} over={over} />
      ))}
    </div>
  );
}

/** pdf.js names its errors; the class itself is not exported by both builds alike. */
function isLocked(error: unknown): boolean {
  return error instanceof Error && error.name === 'PasswordException';
}
