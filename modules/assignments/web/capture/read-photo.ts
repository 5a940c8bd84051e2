import { findSheet } from './find-sheet.ts';
import type { Corners } from './homography.ts';

/** A photo as it is worked on: upright, not larger than needed. */
export interface Photo {
  blob: Blob;
  width: number;
  height: number;
  /** The sheet on it, as shares of width and height; the whole picture when none is seen. */
  corners: Corners;
}

const longestSide = 2400;
const smallSide = 200;
/** All of a picture. */
export const wholePicture: Corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

/**
 * Reads a photo from camera or gallery: turned as it was held, made smaller, without what the camera wrote beside it (place, time).
 *
 * @throws Error when this browser cannot read it (HEIC outside of Apple's)
 */
export async function readPhoto(file: Blob): Promise<Photo> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const large = drawn(bitmap, longestSide);
  const small = drawn(bitmap, smallSide);
  bitmap.close();
  const { width, height } = large.canvas;
  const blob = await new Promise<Blob>((resolve, reject) =>
    large.canvas.toBlob((made) => (made === null ? reject(new Error('no picture')) : resolve(made)), 'image/jpeg', 0.9),
  );
  large.canvas.width = 0; // lets go of the memory at once
  const pixels = small.getImageData(0, 0, small.canvas.width, small.canvas.height);
  const corners = findSheet({ data: new Uint8ClampedArray(pixels.data), width: pixels.width, height: pixels.height }) ?? wholePicture;
  return { blob, width, height, corners };
}

function drawn(bitmap: ImageBitmap, longest: number): CanvasRenderingContext2D {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no canvas');
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return pen;
}
