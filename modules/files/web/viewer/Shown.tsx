import { type ComponentProps, type ComponentType, type RefObject, useEffect, useState } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { CallFailed } from '#kernel/web/call.ts';
import { ImageView } from './ImageView.tsx';
import { Made } from './Made.tsx';
import { MediaView } from './MediaView.tsx';
import { OtherView } from './OtherView.tsx';
import type { PdfView } from './PdfView.tsx';
import type { Look } from './sheet.ts';
import { TextView } from './TextView.tsx';
import { usePinch } from './use-pinch.ts';
import type { ViewedFile, ViewKind } from './viewed-file.ts';

interface Props {
  file: ViewedFile;
  kind: ViewKind;
  look: Look;
  stage: RefObject<HTMLElement | null>;
  onPages: (count: number) => void;
  onPinch: (factor: number) => void;
}

/** The file itself, as its kind is shown. */
export function Shown({ file, kind, look, stage, onPages, onPinch }: Props) {
  usePinch(stage, kind === 'image', onPinch);
  switch (kind) {
    case 'image':
      return <Made file={file}>{(shown) => <ImageView file={shown} stage={stage} zoom={look.zoom} turns={look.turns} />}</Made>;
    case 'pdf':
      return (
        <Made file={file}>{(shown) => <LatePdf file={shown} stage={stage} zoom={look.zoom} turns={look.turns} onPages={onPages} />}</Made>
      );
    case 'text':
      return <TextView file={file} zoom={look.zoom} />;
    case 'audio':
    case 'video':
      return <MediaView file={file} kind={kind} />;
    case 'other':
      return <OtherView file={file} />;
  }
}

type PdfProps = ComponentProps<typeof PdfView>;

/** pdf.js is half a megabyte: it comes with the first PDF somebody opens, and can be asked for again when the line was lost. */
function LatePdf(props: PdfProps) {
  const [View, setView] = useState<ComponentType<PdfProps> | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (failed) return;
    import('./PdfView.tsx').then(
      (module) => setView(() => module.PdfView),
      () => setFailed(true),
    );
  }, [failed]);
  if (failed) return <ErrorState error={new CallFailed(0, 'kernel.offline', {}, '')} again={() => setFailed(false)} />;
  return View === null ? <Skeleton rows={12} of="text" /> : <View {...props} />;
}
