import type { Annotation, InkText } from '../../annotate/contract.ts';
import { inkSizes, lineHeight, pageUnits } from './ink.ts';
import { highlighterLine, inkColours, penOutline, stampShapes, stampSquare } from './shapes.ts';

/** Shapes are made once per stroke: an annotation never changes, it is replaced. */
const outlines = new WeakMap<Annotation, Path2D>();

/** Highlights lie below everything that is written. */
export function inLayers(annotations: readonly Annotation[]): { below: Annotation[]; above: Annotation[] } {
  const below = annotations.filter(({ kind }) => kind === 'highlighter');
  return { below, above: annotations.filter(({ kind }) => kind !== 'highlighter') };
}

/**
 * Draws one annotation.
 *
 * @param context      scaled to thousandths of the page's width
 * @param heightUnits  the page's height in the same
 */
export function paint(context: CanvasRenderingContext2D, annotation: Annotation, heightUnits: number): void {
  const colour = inkColours[annotation.colour];
  if (annotation.kind === 'pen') {
    context.fillStyle = colour.written;
    context.fill(shapeOf(annotation, () => penOutline(annotation, heightUnits)));
  } else if (annotation.kind === 'highlighter') {
    context.save();
    context.globalCompositeOperation = 'multiply'; // words below stay readable
    context.strokeStyle = colour.highlighted;
    context.lineWidth = inkSizes.highlighter[annotation.size];
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.stroke(shapeOf(annotation, () => highlighterLine(annotation, heightUnits)));
    context.restore();
  } else if (annotation.kind === 'stamp') {
    const side = inkSizes.stamp[annotation.size];
    context.save();
    context.translate(annotation.x * pageUnits - side / 2, annotation.y * heightUnits - side / 2);
    context.scale(side / stampSquare, side / stampSquare);
    context.strokeStyle = colour.written;
    context.lineWidth = 2;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.stroke(shapeOf(annotation, () => stampShapes[annotation.stamp]));
    context.restore();
  } else {
    paintText(context, annotation, heightUnits);
  }
}

/** Text, broken where the page ends. */
function paintText(context: CanvasRenderingContext2D, annotation: InkText, heightUnits: number): void {
  const letters = inkSizes.text[annotation.size];
  context.fillStyle = inkColours[annotation.colour].written;
  context.textBaseline = 'top';
  const left = annotation.x * pageUnits;
  linesOf(context, annotation).forEach((line, index) => {
    context.fillText(line, left, annotation.y * heightUnits + index * letters * lineHeight);
  });
}

/** The lines of a text as they fit between its place and the page's right edge. Sets the font. */
export function linesOf(context: CanvasRenderingContext2D, { text, size, x }: Pick<InkText, 'text' | 'size' | 'x'>): string[] {
  const letters = inkSizes.text[size];
  context.font = `500 ${letters}px Inter, system-ui, sans-serif`;
  const room = Math.max(pageUnits - x * pageUnits, letters * 4);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && context.measureText(longer).width > room) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  });
}

function shapeOf(annotation: Annotation, outline: () => string): Path2D {
  const known = outlines.get(annotation) ?? new Path2D(outline());
  outlines.set(annotation, known);
  return known;
}
