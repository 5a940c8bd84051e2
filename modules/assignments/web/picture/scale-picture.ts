/** A picture ready to be sent: upright, small enough, without what the camera wrote into it (place, time, device). */
export interface ScaledPicture {
  file: File;
  width: number;
  height: number;
}

const longestSide = 2000;
/** A drawing with sharp edges stays a PNG up to here; beyond, it is a photo. */
const largestPngBytes = 1_500_000;

/**
 * Draws a picture anew, at most 2000 pixels long: what is in the file beside the picture (EXIF, GPS) does not come along.
 *
 * @throws Error when this device cannot read the picture (HEIC outside of Apple's, a broken file)
 */
export async function scalePicture(file: File): Promise<ScaledPicture> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('no canvas');
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    onWhite(canvas);
    const png = file.type === 'image/jpeg' ? null : await blobOf(canvas, 'image/png');
    const isPng = png !== null && png.size <= largestPngBytes;
    const blob = isPng ? png : await blobOf(canvas, 'image/jpeg');
    const name = `${file.name.replace(/\.[^.]*$/, '') || 'Bild'}.${isPng ? 'png' : 'jpg'}`;
    return { file: new File([blob], name, { type: blob.type }), width: canvas.width, height: canvas.height };
  } finally {
    bitmap.close();
  }
}

/** JPEG knows no transparency: what was clear would be black. And on a dark page nobody would see what was drawn in black. */
function onWhite(canvas: HTMLCanvasElement): void {
  const pen = canvas.getContext('2d');
  if (pen !== null) {
    pen.globalCompositeOperation = 'destination-over';
    pen.fillStyle = 'white';
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }
}

function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), type, 0.85),
  );
}
