import type { Annotation, InkSize } from '../../annotate/contract.ts';

/** Lengths on a page are counted in thousandths of its width, so that they hold for every zoom and every paper. */
export const pageUnits = 1000;
/** How broad a line is, how tall letters and stamps are, in thousandths of the page's width. */
export const inkSizes = {
  pen: { s: 3, m: 5, l: 9 },
  highlighter: { s: 14, m: 22, l: 34 },
  text: { s: 18, m: 25, l: 36 },
  stamp: { s: 34, m: 52, l: 84 },
} as const satisfies Record<string, Record<InkSize, number>>;
/** Of a line of text, as a multiple of its letters. */
export const lineHeight = 1.25;

/** A box on a page, in thousandths of its width. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where an annotation is; `heightUnits` is the height of the page. For texts the width is a good guess: only a canvas knows its font. */
export function boxOf(annotation: Annotation, heightUnits: number): Box {
  if (annotation.kind === 'text') {
    const letters = inkSizes.text[annotation.size];
    const lines = annotation.text.split('\n');
    const longest = Math.max(...lines.map((line) => line.length)) * letters * 0.55;
    const left = annotation.x * pageUnits;
    const width = Math.min(longest, Math.max(pageUnits - left, letters * 4));
    const wrapped = lines.length + Math.ceil(longest / width) - 1;
    return { left, top: annotation.y * heightUnits, width, height: wrapped * letters * lineHeight };
  }
  if (annotation.kind === 'stamp') {
    const side = inkSizes.stamp[annotation.size];
    return { left: annotation.x * pageUnits - side / 2, top: annotation.y * heightUnits - side / 2, width: side, height: side };
  }
  const half = inkSizes[annotation.kind][annotation.size] / 2;
  const xs = annotation.points.map(([x]) => x * pageUnits);
  const ys = annotation.points.map(([, y]) => y * heightUnits);
  const [left, top] = [Math.min(...xs) - half, Math.min(...ys) - half];
  return { left, top, width: Math.max(...xs) + half - left, height: Math.max(...ys) + half - top };
}

/** The topmost annotation at a place (in thousandths of the page's width), within a reach; undefined where there is none. */
export function annotationAt(
  annotations: readonly Annotation[],
  place: { x: number; y: number },
  heightUnits: number,
  reach: number,
): Annotation | undefined {
  return annotations.findLast((annotation) => {
    const { left, top, width, height } = boxOf(annotation, heightUnits);
    const isNear = place.x >= left - reach && place.x <= left + width + reach && place.y >= top - reach && place.y <= top + height + reach;
    if (!isNear || annotation.kind === 'text' || annotation.kind === 'stamp') return isNear;
    const radius = reach + inkSizes[annotation.kind][annotation.size] / 2;
    return annotation.points.some(([x, y], index) => {
      const [fromX, fromY] = annotation.points[index - 1] ?? [x, y];
      return distance(place, { x: fromX * pageUnits, y: fromY * heightUnits }, { x: x * pageUnits, y: y * heightUnits }) <= radius;
    });
  });
}

/** From a point to a line between two others. */
function distance(point: { x: number; y: number }, from: { x: number; y: number }, to: { x: number; y: number }): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}

/** A text or stamp moved by shares of the page, at most to its edges; lines stay where they were drawn. */
export function moved(annotation: Annotation, by: { x: number; y: number }): Annotation {
  if (annotation.kind === 'pen' || annotation.kind === 'highlighter') return annotation;
  return { ...annotation, x: share(annotation.x + by.x), y: share(annotation.y + by.y) };
}

/** A number as a place on the page: within it, to a ten-thousandth (a fiftieth of a millimetre on A4). */
export function share(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
}

/** A name for a new annotation, unlike any other. */
export function newAnnotationId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 12);
}

/**
 * What two have drawn on the same page, put together: all that either added, without what either took away; what both changed stands as here.
 *
 * @param base    what both began with
 * @param mine    as it is here
 * @param theirs  as it is on the server
 */
export function merged(base: readonly Annotation[], mine: readonly Annotation[], theirs: readonly Annotation[]): Annotation[] {
  const [before, here, there] = [base, mine, theirs].map((list) => new Map(list.map((annotation) => [annotation.id, annotation])));
  const kept = theirs.flatMap((annotation) => {
    const old = before?.get(annotation.id);
    const own = here?.get(annotation.id);
    if (own === undefined) return old === undefined ? [annotation] : [];
    return [old !== undefined && JSON.stringify(own) === JSON.stringify(old) ? annotation : own];
  });
  const added = mine.filter(({ id }) => !before?.has(id) && !there?.has(id));
  // changed here while somebody took it away there: what was done with care stays
  const changed = mine.filter((annotation) => {
    const old = before?.get(annotation.id);
    return old !== undefined && !there?.has(annotation.id) && JSON.stringify(old) !== JSON.stringify(annotation);
  });
  return [...kept, ...changed, ...added];
}
