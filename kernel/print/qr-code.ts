import type { Content } from 'pdfmake';
import qrcode from 'qrcode';

/** ISO/IEC 18004 asks for four modules of white around the code; without them many cameras do not find it. */
const quietModules = 4;

/**
 * A QR code of exactly this size; pdfmake's own comes in whole points per module only, and one square per module, which shows hair lines.
 * Error correction M: 15 % may be smudged or folded.
 *
 * @param text  up to some 200 characters stay easy to read with an old phone
 * @param size  edge length with the white around, in points
 */
export function qrCode(text: string, size: number): Content {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const module = size / (modules.size + 2 * quietModules);
  // The frame that is not seen makes the drawing as large as it is said to be.
  const rects = [{ type: 'rect' as const, x: 0, y: 0, w: size, h: size, lineWidth: 0, color: 'white' }];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      let length = 0;
      while (column + length < modules.size && modules.get(row, column + length)) length++;
      if (length === 0) continue;
      const [x, y] = [(column + quietModules) * module, (row + quietModules) * module];
      rects.push({ type: 'rect', x, y, w: length * module, h: module, lineWidth: 0, color: 'black' });
      column += length;
    }
  }
  return { canvas: rects };
}
