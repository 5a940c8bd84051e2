import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import { type Pdf, type PdfPageSource, TextLayer } from './open-pdf.ts';
import classes from './viewer.module.css';

interface Props {
  pdf: Pdf;
  number: number;
  /** Of the page as it stands, turned or not, in CSS pixels. */
  widthPx: number;
  turns: number;
  /** What a page not yet seen is taken for, in points. */
  expected: { width: number; height: number };
  stage: RefObject<HTMLElement | null>;
  /** Laid over the page while it is drawn. */
  over?: ((leaf: Leaf) => ReactNode) | undefined;
}

/** One page as it is shown, upright, in CSS pixels. */
export interface Leaf {
  /** From 1. */
  number: number;
  widthPx: number;
  heightPx: number;
}

/** More than tablets give a canvas: beyond it they show nothing at all. */
const canvasPixels = 8_000_000;

/** One page: room for it from the beginning, drawn when it comes near the window and let go when it is far. */
export function PdfPage({ pdf, number, widthPx, turns, expected, stage, over }: Props) {
  const t = useTexts('files');
  const place = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState<PdfPageSource | null>(null);
  const [isNear, setNear] = useState(false);

  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root: stage.current,
      rootMargin: '100% 0px',
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [stage]);

  useEffect(() => {
    if (!isNear || page !== null) return;
    let isLeft = false;
    void pdf
      .getPage(number)
      .then((loaded) => !isLeft && setPage(loaded))
      .catch(() => undefined); // no line or a broken page: its place stays empty, and it is asked again when it comes near again
    return () => {
      isLeft = true;
    };
  }, [pdf, number, isNear, page]);

  useEffect(() => {
    if (!isNear || page === null || canvas.current === null || words.current === null) return;
    return draw(page, canvas.current, words.current, widthPx, turns);
  }, [page, isNear, widthPx, turns]);

  const size = page === null ? expected : sizeOf(page);
  const share = turns % 2 === 0 ? size.height / size.width : size.width / size.height;
  return (
    <section
      ref={place}
      className={classes.page}
      data-page={number}
      aria-label={t('viewer.pageOf', { number, count: pdf.numPages })}
      style={{ width: widthPx, height: widthPx * share }}
    >
      {isNear && page !== null && (
        <>
          <canvas ref={canvas} aria-hidden />
          <div ref={words} className={classes.words} />
          {over?.({ number, widthPx, heightPx: widthPx * share })}
        </>
      )}
    </section>
  );
}

function sizeOf(page: PdfPageSource) {
  const { width, height } = page.getViewport({ scale: 1 });
  return { width, height };
}

/** Draws the page as sharp as the screen is, and lays its words over it for reading out, selecting and searching. Gives back how to stop. */
function draw(page: PdfPageSource, canvas: HTMLCanvasElement, words: HTMLDivElement, widthPx: number, turns: number): () => void {
  const rotation = (page.rotate + turns * 90) % 360;
  const scale = widthPx / page.getViewport({ scale: 1, rotation }).width;
  const viewport = page.getViewport({ scale, rotation });
  const sharpness = Math.min(devicePixelRatio, Math.sqrt(canvasPixels / (viewport.width * viewport.height)));
  canvas.width = Math.floor(viewport.width * sharpness);
  canvas.height = Math.floor(viewport.height * sharpness);
  const drawing = page.render({ canvas, viewport, transform: [sharpness, 0, 0, sharpness, 0, 0] });
  words.replaceChildren();
  words.style.setProperty('--total-scale-factor', String(scale));
  const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport });
  // stopped on purpose, or a page with faults: what could be drawn stands there
  drawing.promise.catch(() => undefined);
  layer.render().catch(() => undefined);
  return () => {
    drawing.cancel();
    layer.cancel();
  };
}
