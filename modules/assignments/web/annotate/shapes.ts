import { getStroke } from 'perfect-freehand';
import type { InkColour, StampKind, Stroke } from '../../annotate/contract.ts';
import { inkSizes, pageUnits } from './ink.ts';

/**
 * Colours of pens, texts and stamps, and of highlighters. Paper is white in the dark too, and a PDF knows no style sheet: so these are the values of
 * `--wrong`, `--hue-1`, `--done`, `--changed` in tokens.css, of the light design for what is written, of the dark one for what lies over words.
 */
export const inkColours: Readonly<Record<InkColour, { written: string; highlighted: string }>> = {
  red: { written: '#b3261e', highlighted: '#f2a19a' },
  blue: { written: '#3b6fb6', highlighted: '#8fb6ec' },
  green: { written: '#2b6336', highlighted: '#9ad0a2' },
  amber: { written: '#805300', highlighted: '#f0c36d' },
};

/** Outlines of stamps (SVG path data) in a square of 24, from the icons of the house (Tabler, MIT); drawn with a line of 2. */
export const stampShapes: Readonly<Record<StampKind, string>> = {
  right: 'M5 12l5 5l10 -10',
  wrong: 'M18 6l-12 12 M6 6l12 12',
  question: 'M8 8a3.5 3 0 0 1 3.5 -3h1a3.5 3 0 0 1 3.5 3a3 3 0 0 1 -2 3a3 4 0 0 0 -2 4 M12 19l0 .01',
  exclamation: 'M12 19l0 .01 M12 15l0 -10',
  smile: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0 -18 M9 10l.01 0 M15 10l.01 0 M9.5 15a3.5 3.5 0 0 0 5 0',
  star: 'M12 17.75l-6.172 3.245l1.179 -6.873l-5 -4.867l6.9 -1l3.086 -6.253l3.086 6.253l6.9 1l-5 4.867l1.179 6.873z',
};

/** The square stamps are drawn in. */
export const stampSquare = 24;

/**
 * A pen's stroke as the outline of its ink (SVG path data), in thousandths of the page's width; broader where it was pressed.
 *
 * @param isDone  false while it is being drawn
 */
export function penOutline({ points, size }: Pick<Stroke, 'points' | 'size'>, heightUnits: number, isDone = true): string {
  const outline = getStroke(
    points.map(([x, y, pressure]) => [x * pageUnits, y * heightUnits, pressure]),
    { size: inkSizes.pen[size] * 1.4, thinning: 0.55, smoothing: 0.5, streamline: 0.35, simulatePressure: false, last: isDone },
  );
  const first = outline[0];
  if (first === undefined) return '';
  const parts = [`M${at(first[0])} ${at(first[1])}Q`];
  outline.forEach(([x, y], index) => {
    const [nextX, nextY] = outline[(index + 1) % outline.length] ?? [x, y];
    parts.push(`${at(x)} ${at(y)} ${at((x + nextX) / 2)} ${at((y + nextY) / 2)} `);
  });
  return `${parts.join('')}Z`;
}

/** A highlighter's stroke as its middle line (SVG path data), in thousandths of the page's width. */
export function highlighterLine({ points }: Pick<Stroke, 'points'>, heightUnits: number): string {
  const [first, ...others] = points;
  if (first === undefined) return '';
  const rest = others.length === 0 ? [first] : others; // a dot is a line of no length
  return `M${at(first[0] * pageUnits)} ${at(first[1] * heightUnits)}${rest.map(([x, y]) => `L${at(x * pageUnits)} ${at(y * heightUnits)}`).join('')}`;
}

function at(value: number): string {
  return value.toFixed(2);
}
