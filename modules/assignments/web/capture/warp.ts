import { type Corners, squareToQuad } from './homography.ts';

/** Pixels, four bytes each (red, green, blue, opacity), row by row. */
export interface Pixels {
  data: Uint8ClampedArray<ArrayBuffer>;
  width: number;
  height: number;
}

/**
 * The sheet between four corners of a picture, seen straight from above.
 *
 * @param corners  in pixels of the picture
 */
export function warp(picture: Pixels, corners: Corners, width: number, height: number): Pixels {
  const page = new Uint8ClampedArray(width * height * 4);
  const at = squareToQuad(corners);
  let to = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = at((x + 0.5) / width, (y + 0.5) / height);
      mix(picture, from.x - 0.5, from.y - 0.5, page, to);
      to += 4;
    }
  return { data: page, width, height };
}

/** Of the four pixels around a place, each as much as it is near. */
function mix({ data, width, height }: Pixels, x: number, y: number, page: Uint8ClampedArray, to: number): void {
  const left = Math.min(Math.max(Math.floor(x), 0), width - 1);
  const top = Math.min(Math.max(Math.floor(y), 0), height - 1);
  const right = Math.min(left + 1, width - 1);
  const below = Math.min(top + 1, height - 1);
  const fx = Math.min(Math.max(x - left, 0), 1);
  const fy = Math.min(Math.max(y - top, 0), 1);
  const [a, b, c, d] = [(top * width + left) * 4, (top * width + right) * 4, (below * width + left) * 4, (below * width + right) * 4];
  for (let colour = 0; colour < 3; colour += 1) {
    const above = (data[a + colour] ?? 0) * (1 - fx) + (data[b + colour] ?? 0) * fx;
    const under = (data[c + colour] ?? 0) * (1 - fx) + (data[d + colour] ?? 0) * fx;
    page[to + colour] = above * (1 - fy) + under * fy;
  }
  page[to + 3] = 255;
}
