import type { Annotation } from '../../annotate/contract.ts';
import { boxOf, pageUnits } from './ink.ts';
import { paint } from './paint.ts';
import { sharpnessOf } from './use-finished-ink.ts';

/** The canvas grows in such steps, in CSS pixels. */
const stepPx = 128;
/** Beside what is drawn, in thousandths of the page's width: for soft edges. */
const margin = 4;

interface Room {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What is being drawn on a page, as it is so far. */
export interface LiveCanvas {
  show: (annotation: Annotation | null) => void;
  /** Empties it. */
  close: () => void;
}

/**
 * The canvas of what is being drawn: no larger than that, in steps, since without a graphics card a browser copies the whole of a canvas with every frame.
 *
 * @param widthPx  the page's size in CSS pixels; so the height
 */
export function liveCanvas(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): LiveCanvas {
  const unitPx = widthPx / pageUnits;
  const sharpness = sharpnessOf(widthPx, heightPx);
  const context = canvas.getContext('2d');
  let room: Room = { left: 0, top: 0, right: 0, bottom: 0 };

  const makeRoom = (needed: Room) => {
    room = {
      left: Math.floor(needed.left / stepPx) * stepPx,
      top: Math.floor(needed.top / stepPx) * stepPx,
      right: Math.ceil(needed.right / stepPx) * stepPx,
      bottom: Math.ceil(needed.bottom / stepPx) * stepPx,
    };
    const [width, height] = [room.right - room.left, room.bottom - room.top];
    canvas.width = Math.round(width * sharpness);
    canvas.height = Math.round(height * sharpness);
    Object.assign(canvas.style, { left: `${room.left}px`, top: `${room.top}px`, width: `${width}px`, height: `${height}px` });
    const scale = unitPx * sharpness;
    context?.setTransform(scale, 0, 0, scale, -room.left * sharpness, -room.top * sharpness);
  };
  return {
    show: (annotation) => {
      const heightUnits = heightPx / unitPx;
      context?.clearRect(room.left / unitPx, room.top / unitPx, (room.right - room.left) / unitPx, (room.bottom - room.top) / unitPx);
      if (annotation === null || context === null) return;
      const { left, top, width, height } = boxOf(annotation, heightUnits);
      const needed = {
        left: Math.max(0, (left - margin) * unitPx),
        top: Math.max(0, (top - margin) * unitPx),
        right: Math.min(widthPx, (left + width + margin) * unitPx),
        bottom: Math.min(heightPx, (top + height + margin) * unitPx),
      };
      const fits = needed.left >= room.left && needed.top >= room.top && needed.right <= room.right && needed.bottom <= room.bottom;
      if (!fits) makeRoom(needed);
      paint(context, annotation, heightUnits);
    },
    close: () => {
      canvas.width = 0;
      canvas.height = 0;
    },
  };
}
