import { type RefObject, useEffect, useRef } from 'react';
import { type Annotation, type Stroke, strokeLimit } from '../../annotate/contract.ts';
import type { Desk } from './desk.ts';
import { annotationAt, moved, newAnnotationId, pageUnits, share } from './ink.ts';
import { type LiveCanvas, liveCanvas } from './live-canvas.ts';
import { trackTouches } from './touches.ts';

/** How far from its line a stroke is still hit, in CSS pixels. */
const reachPx = 6;
/** Points nearer to the last one than this tell nothing new, in shares of the page. */
const nearest = 0.0006;

/** A gesture on its way. `move` takes places as shares of the page. */
interface Gesture {
  pointerId: number;
  move: (points: readonly [number, number, number][]) => void;
  /** What is drawn of it so far. */
  live: () => Annotation | null;
  end: () => void;
}

/**
 * Drawing, highlighting, erasing and moving with pen, mouse or finger on one page. What is being drawn lies on a canvas of its own, drawn once per frame
 * with all points the device has noted in between; the rest of the page is not touched.
 */
export function useDrawing(
  place: RefObject<HTMLElement | null>,
  live: RefObject<HTMLCanvasElement | null>,
  page: number,
  desk: Desk,
): void {
  const latest = useRef(desk);
  latest.current = desk;
  useEffect(() => {
    const [leaf, canvas] = [place.current, live.current];
    if (leaf === null || canvas === null) return;
    let gesture: Gesture | null = null;
    let shown: LiveCanvas | null = null;
    let frame = 0;
    let room = leaf.getBoundingClientRect();

    const heightUnits = () => (room.height / room.width) * pageUnits;
    const draw = () => {
      frame = 0;
      shown?.show(gesture?.live() ?? null);
    };
    const finish = (keep: boolean) => {
      const ended = gesture;
      gesture = null;
      cancelAnimationFrame(frame);
      frame = 0;
      shown?.close();
      shown = null;
      if (keep) ended?.end();
    };
    const pointOf = (event: PointerEvent): [number, number, number] => [
      share((event.clientX - room.left) / room.width),
      share((event.clientY - room.top) / room.height),
      event.pointerType === 'pen' ? share(event.pressure) : 0.5,
    ];
    const down = (event: PointerEvent) => {
      const { hand, readOnly, onPen } = latest.current;
      if (event.pointerType === 'pen') onPen();
      if (readOnly || gesture !== null || event.button !== 0) return;
      if (event.pointerType === 'touch' && !(hand.finger && event.isPrimary)) return;
      room = leaf.getBoundingClientRect();
      gesture = begin(latest.current, page, pointOf(event), event.pointerId, heightUnits(), (reachPx / room.width) * pageUnits);
      if (gesture === null) return;
      leaf.setPointerCapture(event.pointerId);
      canvas.dataset['kind'] = hand.tool;
      shown = liveCanvas(canvas, room.width, room.height);
      frame ||= requestAnimationFrame(draw);
    };
    const move = (event: PointerEvent) => {
      if (gesture?.pointerId !== event.pointerId) return;
      const noted = event.getCoalescedEvents?.() ?? [];
      gesture.move((noted.length > 0 ? noted : [event]).map(pointOf));
      frame ||= requestAnimationFrame(draw);
    };
    const up = (event: PointerEvent) => gesture?.pointerId === event.pointerId && finish(true);
    // a pen that the browser takes away has written all the same
    const cancel = (event: PointerEvent) => gesture?.pointerId === event.pointerId && finish(event.pointerType === 'pen');

    leaf.addEventListener('pointerdown', down);
    leaf.addEventListener('pointermove', move);
    leaf.addEventListener('pointerup', up);
    leaf.addEventListener('pointercancel', cancel);
    const endTouches = trackTouches(leaf, { isDrawing: () => gesture !== null, giveUp: () => finish(false), desk: () => latest.current });
    return () => {
      finish(false);
      leaf.removeEventListener('pointerdown', down);
      leaf.removeEventListener('pointermove', move);
      leaf.removeEventListener('pointerup', up);
      leaf.removeEventListener('pointercancel', cancel);
      endTouches();
    };
  }, [place, live, page]);
}

/** What a tool does from a first point on; null where it does nothing by drawing. */
function begin(
  desk: Desk,
  page: number,
  first: [number, number, number],
  pointerId: number,
  heightUnits: number,
  reach: number,
): Gesture | null {
  const { hand, ink } = desk;
  const units = ([x, y]: readonly [number, number, number]) => ({ x: x * pageUnits, y: y * heightUnits });
  if (hand.tool === 'pen' || hand.tool === 'highlighter') {
    const stroke = { kind: hand.tool, colour: hand.colour, size: hand.size };
    let points: Stroke['points'] = [first];
    return {
      pointerId,
      move: (more) => {
        for (const point of more) {
          const last = points.at(-1);
          if (last !== undefined && Math.hypot(point[0] - last[0], point[1] - last[1]) < nearest) continue;
          points.push(point);
          // a stroke has its limit: it goes on as the next one
          if (points.length === strokeLimit) {
            ink.change(page, { added: [{ ...stroke, id: newAnnotationId(), points }] });
            points = [point];
          }
        }
      },
      live: () => ({ ...stroke, id: 'live', points }),
      end: () => ink.change(page, { added: [{ ...stroke, id: newAnnotationId(), points }] }),
    };
  }
  if (hand.tool === 'eraser') {
    const gesture = Symbol('erasing');
    const erase = (points: readonly [number, number, number][]) => {
      for (const point of points) {
        const hit = annotationAt(ink.of(page), units(point), heightUnits, reach);
        if (hit !== undefined) ink.change(page, { removed: [hit] }, gesture);
      }
    };
    erase([first]);
    return { pointerId, move: erase, live: () => null, end: () => undefined };
  }
  const held = hand.tool === 'pointer' ? annotationAt(ink.of(page), units(first), heightUnits, reach) : undefined;
  if (held === undefined) return null;
  let by = { x: 0, y: 0 };
  return {
    pointerId,
    move: (points) => {
      const [x, y] = points.at(-1) ?? first;
      by = { x: x - first[0], y: y - first[1] };
    },
    live: () => (by.x === 0 && by.y === 0 ? null : moved(held, by)),
    end: () => {
      desk.select({ page, id: held.id });
      const there = moved(held, by);
      if (there !== held && (by.x !== 0 || by.y !== 0)) ink.change(page, { removed: [held], added: [there] });
    },
  };
}
