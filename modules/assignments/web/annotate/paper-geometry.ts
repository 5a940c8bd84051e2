/** A rectangle of a PDF page in its own coordinates: points, y upwards (ISO 32000-1, 8.3). */
export interface PaperBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Quarters of a turn clockwise, out of whatever a PDF says as /Rotate (any multiple of 90, also negative). */
export function quartersOf(degrees: number): 0 | 1 | 2 | 3 {
  const quarters = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return quarters === 1 || quarters === 2 || quarters === 3 ? quarters : 0;
}

/** How large a page is as it is read, turned upright. */
export function uprightSize(box: PaperBox, rotate: number): { width: number; height: number } {
  return quartersOf(rotate) % 2 === 0 ? { width: box.width, height: box.height } : { width: box.height, height: box.width };
}

/**
 * The matrix [a b c d e f] that brings places on the upright page (points, from its lower left corner, y upwards) to the page's own coordinates
 * (ISO 32000-1, 8.3.3): what is drawn through it stands upright, however the page lies in the file.
 */
export function toPaper(box: PaperBox, rotate: number): [number, number, number, number, number, number] {
  const right = box.x + box.width;
  const top = box.y + box.height;
  const matrices = [
    [1, 0, 0, 1, box.x, box.y],
    [0, 1, -1, 0, right, box.y],
    [-1, 0, 0, -1, right, top],
    [0, -1, 1, 0, box.x, top],
  ] as const;
  return [...matrices[quartersOf(rotate)]];
}

/** What two rectangles have in common: a page is shown as far as its crop box lies on its paper. */
export function common(one: PaperBox, other: PaperBox): PaperBox {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const width = Math.min(one.x + one.width, other.x + other.width) - x;
  const height = Math.min(one.y + one.height, other.y + other.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : one;
}
