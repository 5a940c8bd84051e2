import { CallFailed } from '#kernel/web/call.ts';
import { line } from '#kernel/web/line.ts';
import { asShown, type ViewedFile } from '#modules/files/web/public.tsx';
import type { Annotation, InkText } from '../../annotate/contract.ts';
import type { TextPicture } from './flatten-pdf.ts';
import { inkSizes, lineHeight, pageUnits } from './ink.ts';
import type { Ink } from './ink-store.ts';
import { inLayers, linesOf, paint } from './paint.ts';

/** A file made on this device. */
export interface FlatFile {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Pixels of a picture that even tablets draw at once. */
const picturePixels = 12_000_000;
/** Pixels of a text per thousandth of the page's width: 2480 across A4, as a printer has with 300 dpi. */
const textSharpness = 2.5;

/**
 * A copy of the file with its annotations as a part of it; nothing leaves the device. Of an office file it is a PDF.
 *
 * @throws CallFailed when the file cannot be fetched, anything else when it cannot be changed
 */
export async function flatten(original: ViewedFile, ink: Ink): Promise<FlatFile> {
  const file = asShown(original);
  const response = await line.fetch(file.address, { credentials: 'same-origin' }, { repeatable: true, wish: false }).catch(() => {
    throw new CallFailed(0, 'kernel.offline', {}, '');
  });
  if (!response.ok) throw new CallFailed(response.status, 'kernel.unavailable', {}, '');
  if (file.type !== 'application/pdf') return flattenPicture(file, await response.blob(), ink.of(1));
  const { flattenPdf } = await import('./flatten-pdf.ts');
  const bytes = await flattenPdf(await response.arrayBuffer(), ink.of, pictureOf);
  return { name: file.name, type: file.type, bytes: new Uint8Array(bytes) };
}

/** Photographs come out upright, without what the camera noted; larger ones than any screen shows become smaller. */
async function flattenPicture(file: ViewedFile, blob: Blob, annotations: readonly Annotation[]): Promise<FlatFile> {
  const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' });
  const scale = Math.min(1, Math.sqrt(picturePixels / (bitmap.width * bitmap.height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas of this size on this device');
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const unit = canvas.width / pageUnits;
  context.setTransform(unit, 0, 0, unit, 0, 0);
  const { below, above } = inLayers(annotations);
  for (const annotation of [...below, ...above]) paint(context, annotation, canvas.height / unit);
  const isPhoto = file.type === 'image/jpeg';
  const bytes = await bytesOf(canvas, isPhoto ? 'image/jpeg' : 'image/png');
  const name = isPhoto ? file.name : `${file.name.replace(/\.[^.]*$/, '')}.png`;
  return { name, type: isPhoto ? 'image/jpeg' : 'image/png', bytes };
}

/** A text as a picture with nothing behind it. */
async function pictureOf(text: InkText): Promise<TextPicture | null> {
  const canvas = document.createElement('canvas');
  const measuring = canvas.getContext('2d');
  if (measuring === null) return null;
  const lines = linesOf(measuring, text);
  const width = Math.ceil(Math.max(...lines.map((line) => measuring.measureText(line).width))) + 4;
  const height = Math.ceil(lines.length * inkSizes.text[text.size] * lineHeight) + 4;
  canvas.width = width * textSharpness;
  canvas.height = height * textSharpness;
  const context = canvas.getContext('2d');
  context?.scale(textSharpness, textSharpness);
  // broken into the same lines as on the page, whose right edge is not here
  if (context)
    for (const [index, line] of lines.entries())
      paint(context, { ...text, text: line, x: 0, y: index * inkSizes.text[text.size] * lineHeight }, 1);
  return { png: await bytesOf(canvas, 'image/png'), width, height };
}

async function bytesOf(canvas: HTMLCanvasElement, type: string): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.9));
  if (blob === null) throw new Error('the canvas gave no picture');
  return new Uint8Array(await blob.arrayBuffer());
}
