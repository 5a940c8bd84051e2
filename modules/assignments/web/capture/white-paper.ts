import type { Pixels } from './warp.ts';

/** Side of a field, within which the light is taken to be even. */
const fieldPixels = 48;
/** What is nearly as bright as the paper around it becomes white. */
const brighter = 1.1;

/**
 * Makes paper white and shadows go, in place: each pixel is measured by how bright the paper is around it, which is what most of a field's brighter
 * pixels show. Colours stay colours.
 */
export function whitePaper(page: Pixels): void {
  const across = Math.ceil(page.width / fieldPixels);
  const down = Math.ceil(page.height / fieldPixels);
  const paper = smooth(paperOf(page, across, down), across, down);
  const { data, width, height } = page;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const light = between(paper, across, down, (x + 0.5) / fieldPixels - 0.5, (y + 0.5) / fieldPixels - 0.5);
      const at = (y * width + x) * 4;
      for (let colour = at; colour < at + 3; colour += 1) {
        const share = Math.min(((data[colour] ?? 0) / light) * brighter, 1);
        data[colour] = 255 * share ** 1.4; // ink a little darker
      }
    }
}

function brightness(data: Uint8ClampedArray, at: number): number {
  return Math.round((data[at] ?? 0) * 0.299 + (data[at + 1] ?? 0) * 0.587 + (data[at + 2] ?? 0) * 0.114);
}

/** Per field the brightness below which 85 of 100 pixels lie; a dark field (a photo on the sheet) is not made white. */
function paperOf({ data, width, height }: Pixels, across: number, down: number): Float32Array {
  const paper = new Float32Array(across * down);
  for (let field = 0; field < paper.length; field += 1) {
    const counts = new Uint32Array(256);
    let sum = 0;
    const left = (field % across) * fieldPixels;
    const top = Math.floor(field / across) * fieldPixels;
    for (let y = top; y < Math.min(top + fieldPixels, height); y += 2)
      for (let x = left; x < Math.min(left + fieldPixels, width); x += 2) {
        const bright = brightness(data, (y * width + x) * 4);
        counts[bright] = (counts[bright] ?? 0) + 1;
        sum += 1;
      }
    let [bright, below] = [0, counts[0] ?? 0];
    while (bright < 255 && below < sum * 0.85) {
      bright += 1;
      below += counts[bright] ?? 0;
    }
    paper[field] = Math.max(bright, 90);
  }
  return paper;
}

/** Each field with its neighbours, so that no borders are seen. */
function smooth(fields: Float32Array, across: number, down: number): Float32Array {
  return fields.map((_own, field) => {
    const [x, y] = [field % across, Math.floor(field / across)];
    let [sum, count] = [0, 0];
    for (let row = Math.max(y - 1, 0); row <= Math.min(y + 1, down - 1); row += 1)
      for (let column = Math.max(x - 1, 0); column <= Math.min(x + 1, across - 1); column += 1) {
        sum += fields[row * across + column] ?? 0;
        count += 1;
      }
    return sum / count;
  });
}

function between(fields: Float32Array, across: number, down: number, x: number, y: number): number {
  const [left, top] = [Math.min(Math.max(Math.floor(x), 0), across - 1), Math.min(Math.max(Math.floor(y), 0), down - 1)];
  const [right, below] = [Math.min(left + 1, across - 1), Math.min(top + 1, down - 1)];
  const [fx, fy] = [Math.min(Math.max(x - left, 0), 1), Math.min(Math.max(y - top, 0), 1)];
  const of = (column: number, row: number) => fields[row * across + column] ?? 255;
  return (of(left, top) * (1 - fx) + of(right, top) * fx) * (1 - fy) + (of(left, below) * (1 - fx) + of(right, below) * fx) * fy;
}
