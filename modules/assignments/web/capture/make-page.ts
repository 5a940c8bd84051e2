import { type Corners, pageSize, turned } from './homography.ts';
import type { MadePage } from './pages-pdf.ts';
import { warp } from './warp.ts';
import { whitePaper } from './white-paper.ts';

/** How a page is made of a photo. */
export interface PageWish {
  /** Shares of width and height of the photo. */
  corners: Corners;
  /** Quarters of a turn, clockwise. */
  turns: number;
  /** White paper instead of the photo's light. */
  isWhite: boolean;
}

const longestSide = 1800;
/** A page is not larger than this if it can be helped. */
const largestBytes = 300_000;
const qualities = [0.7, 0.6, 0.5, 0.4];

/**
 * The page a photo shows: cut out, straight, turned, as a small JPEG. One photo is in memory at a time, and let go of before it returns.
 *
 * @throws Error when this device cannot read or write the picture
 */
export async function makePage(photo: Blob, { corners, turns, isWhite }: PageWish): Promise<MadePage> {
  const bitmap = await createImageBitmap(photo);
  const { width: wide, height: high } = bitmap;
  const pen = penOn(wide, high);
  pen.drawImage(bitmap, 0, 0);
  bitmap.close();
  const inPixels = ({ x, y }: { x: number; y: number }) => ({ x: x * wide, y: y * high });
  const [p0, p1, p2, p3] = corners;
  const sheet = turned([inPixels(p0), inPixels(p1), inPixels(p2), inPixels(p3)], turns);
  const { width, height } = pageSize(sheet, longestSide);
  const page = warp(pen.getImageData(0, 0, wide, high), sheet, width, height);
  if (isWhite) whitePaper(page);
  const drawn = penOn(width, height);
  drawn.putImageData(new ImageData(page.data, width, height), 0, 0);
  for (const quality of qualities) {
    const jpeg = await jpegOf(drawn.canvas, quality);
    if (jpeg.size <= largestBytes || quality === qualities.at(-1)) return { jpeg, width, height };
  }
  throw new Error('no quality');
}

type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** In a worker there are only canvases without a page, in old browsers only those of the page. */
function penOn(width: number, height: number): Pen {
  const canvas = typeof OffscreenCanvas === 'undefined' ? document.createElement('canvas') : new OffscreenCanvas(width, height);
  canvas.width = width;
  canvas.height = height;
  const pen: Pen | null = canvas.getContext('2d') as Pen | null; // both kinds answer their own kind of pen, which the union of the two hides
  if (pen === null) throw new Error('no canvas');
  return pen;
}

function jpegOf(canvas: HTMLCanvasElement | OffscreenCanvas, quality: number): Promise<Blob> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality });
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/jpeg', quality),
  );
}
