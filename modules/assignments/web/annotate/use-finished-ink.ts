import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Annotation } from '../../annotate/contract.ts';
import { pageUnits } from './ink.ts';
import { inLayers, paint } from './paint.ts';

/** More than this many pixels only cost memory: tablets give a canvas no more anyway. */
const canvasPixels = 4_000_000;

/** Pixels of a canvas per CSS pixel of a page of this size. */
export function sharpnessOf(widthPx: number, heightPx: number): number {
  return Math.min(devicePixelRatio, 2, Math.sqrt(canvasPixels / Math.max(widthPx * heightPx, 1)));
}

/** Gives a canvas the size of its page and its units: thousandths of the page's width. Empties it. */
function prepare(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): CanvasRenderingContext2D | null {
  const sharpness = sharpnessOf(widthPx, heightPx);
  canvas.width = Math.round(widthPx * sharpness);
  canvas.height = Math.round(heightPx * sharpness);
  const context = canvas.getContext('2d');
  context?.setTransform(canvas.width / pageUnits, 0, 0, canvas.width / pageUnits, 0, 0);
  return context;
}

/** What was drawn on a page, kept as pixels: highlights on one canvas, all else on another. What is only added is drawn on top, without drawing the rest again. */
export function useFinishedInk(annotations: readonly Annotation[], widthPx: number, heightPx: number) {
  const { below, above } = inLayers(annotations);
  return { highlights: useLayer(below, widthPx, heightPx), written: useLayer(above, widthPx, heightPx) };
}

function useLayer(annotations: readonly Annotation[], widthPx: number, heightPx: number): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<{ size: string; annotations: readonly Annotation[] }>({ size: '', annotations: [] });
  // before the next frame: a stroke just finished has left the live canvas already
  useLayoutEffect(() => {
    if (canvas.current === null) return;
    const size = `${widthPx} ${heightPx}`;
    const before = drawn.current;
    drawn.current = { size, annotations };
    if (annotations.length === 0) {
      // an empty canvas costs nothing to lay over a page
      canvas.current.width = 0;
      canvas.current.height = 0;
      return;
    }
    const goesOn =
      before.size === size &&
      before.annotations.length > 0 &&
      before.annotations.every((annotation, place) => annotation === annotations[place]);
    const context = goesOn ? canvas.current.getContext('2d') : prepare(canvas.current, widthPx, heightPx);
    if (context === null) return;
    const heightUnits = (heightPx / widthPx) * pageUnits;
    for (const annotation of goesOn ? annotations.slice(before.annotations.length) : annotations) paint(context, annotation, heightUnits);
  });
  return canvas;
}
