import {
  BlendMode,
  concatTransformationMatrix,
  LineCapStyle,
  PDFDocument,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rgb,
} from '@cantoo/pdf-lib';
import type { Annotation, InkText } from '../../annotate/contract.ts';
import { inkSizes, pageUnits } from './ink.ts';
import { common, toPaper, uprightSize } from './paper-geometry.ts';
import { highlighterLine, inkColours, penOutline, stampShapes, stampSquare } from './shapes.ts';

/** A text as a picture, since a PDF's own fonts have only the letters of Western Europe. */
export interface TextPicture {
  png: Uint8Array;
  /** In thousandths of the page's width. */
  width: number;
  height: number;
}

/**
 * Draws annotations into a PDF, as lines and not as pixels; the rest of it stays as it is.
 *
 * @param bytes    the PDF
 * @param of       the annotations of a page, from 1
 * @param picture  draws a text; null: not possible
 * @throws what pdf-lib throws when it is no PDF or locked
 */
export async function flattenPdf(
  bytes: ArrayBuffer | Uint8Array,
  of: (page: number) => readonly Annotation[],
  picture: (text: InkText) => Promise<TextPicture | null>,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const [index, page] of pdf.getPages().entries()) {
    const annotations = of(index + 1);
    if (annotations.length === 0) continue;
    const texts = new Map<string, TextPicture>();
    for (const annotation of annotations) {
      const drawn = annotation.kind === 'text' ? await picture(annotation) : null;
      if (drawn !== null) texts.set(annotation.id, drawn);
    }
    await drawPage(pdf, page, annotations, texts);
  }
  return pdf.save();
}

async function drawPage(
  pdf: PDFDocument,
  page: PDFPage,
  annotations: readonly Annotation[],
  texts: ReadonlyMap<string, TextPicture>,
): Promise<void> {
  const box = common(page.getCropBox(), page.getMediaBox());
  const rotate = page.getRotation().angle;
  const { width, height } = uprightSize(box, rotate);
  const unit = width / pageUnits;
  const heightUnits = height / unit;
  page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...toPaper(box, rotate)));
  const inOrder = [...annotations].sort((a, b) => Number(b.kind === 'highlighter') - Number(a.kind === 'highlighter'));
  for (const annotation of inOrder) {
    const colour = rgbOf(inkColours[annotation.colour].written);
    if (annotation.kind === 'pen') page.drawSvgPath(penOutline(annotation, heightUnits), { x: 0, y: height, scale: unit, color: colour });
    else if (annotation.kind === 'highlighter')
      page.drawSvgPath(highlighterLine(annotation, heightUnits), {
        x: 0,
        y: height,
        scale: unit,
        borderColor: rgbOf(inkColours[annotation.colour].highlighted),
        borderWidth: inkSizes.highlighter[annotation.size],
        borderLineCap: LineCapStyle.Round,
        blendMode: BlendMode.Multiply,
      });
    else if (annotation.kind === 'stamp') {
      const side = inkSizes.stamp[annotation.size] * unit;
      page.drawSvgPath(stampShapes[annotation.stamp], {
        x: annotation.x * width - side / 2,
        y: height - annotation.y * height + side / 2,
        scale: side / stampSquare,
        borderColor: colour,
        borderWidth: 2,
        borderLineCap: LineCapStyle.Round,
      });
    } else {
      const drawn = texts.get(annotation.id);
      if (drawn === undefined) continue;
      const image = await pdf.embedPng(drawn.png);
      const size = { width: drawn.width * unit, height: drawn.height * unit };
      page.drawImage(image, { ...size, x: annotation.x * width, y: height - annotation.y * height - size.height });
    }
  }
  page.pushOperators(popGraphicsState());
}

/** `#rrggbb` as shares of red, green and blue. */
function rgbOf(colour: string) {
  const part = (from: number) => Number.parseInt(colour.slice(from, from + 2), 16) / 255;
  return rgb(part(1), part(3), part(5));
}
