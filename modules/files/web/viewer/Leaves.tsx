import { memo, type ReactNode, type RefObject, useState } from 'react';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { Made } from './Made.tsx';
import { OtherView } from './OtherView.tsx';
import type { Leaf } from './PdfPage.tsx';
import { PdfView } from './PdfView.tsx';
import { useSize } from './use-size.ts';
import { type ViewedFile, viewKind } from './viewed-file.ts';
import classes from './viewer.module.css';

export interface LeavesProps {
  file: ViewedFile;
  /** What scrolls. */
  stage: RefObject<HTMLElement | null>;
  /** 1 fits a page into the width, up to a comfortable one. */
  zoom: number;
  /** How many pages there are, once it is known. */
  onPages: (count: number) => void;
  /** Laid over each page near the window. Must stay the same function, or all pages are drawn anew. */
  over: (leaf: Leaf) => ReactNode;
}

const marginPx = 32;
const comfortablePx = 860;

/** The pages of a PDF or of an office file, or a picture as its only page, below one another; what is neither is offered as a download. */
function Leaves({ file, stage, zoom, onPages, over }: LeavesProps) {
  const kind = viewKind(file);
  const rest = { stage, zoom, onPages, over };
  if (kind === 'pdf') return <Made file={file}>{(shown) => <PdfView file={shown} turns={0} {...rest} />}</Made>;
  if (kind === 'image') return <Made file={file}>{(shown) => <Picture file={shown} {...rest} />}</Made>;
  return <OtherView file={file} />;
}

/** Browsers turn photographs upright by what the camera noted: here, and wherever they draw them. */
function Picture({ file, stage, zoom, onPages, over }: LeavesProps) {
  const [share, setShare] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const room = useSize(stage);
  if (failed) return <OtherView file={file} />;
  const widthPx = Math.max(Math.min(room.width - marginPx, comfortablePx) * zoom, 0);
  return (
    <div className={classes.pages}>
      {share === null && <Skeleton rows={4} />}
      <section
        className={classes.page}
        data-page={1}
        aria-label={file.name}
        style={share === null ? {} : { width: widthPx, height: widthPx * share }}
      >
        <img
          className={classes.leafPicture}
          src={file.address}
          alt={file.name}
          draggable={false}
          data-waiting={share === null || undefined}
          onLoad={({ currentTarget: image }) => {
            setShare(image.naturalHeight / image.naturalWidth);
            onPages(1);
          }}
          onError={() => setFailed(true)}
        />
        {share !== null && over({ number: 1, widthPx, heightPx: widthPx * share })}
      </section>
    </div>
  );
}

export default memo(Leaves);
