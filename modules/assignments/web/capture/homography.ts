/** A point; in a picture from its upper left corner. */
export interface Point {
  x: number;
  y: number;
}

/** The corners of a sheet in a picture: upper left, upper right, lower right, lower left. */
export type Corners = readonly [Point, Point, Point, Point];

/**
 * Where a point of the unit square lies in the picture, when the square's corners lie at these four: a projective map.
 *
 * Source: P. Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989, section 2.2.3.
 */
export function squareToQuad([p0, p1, p2, p3]: Corners): (u: number, v: number) => Point {
  const [dx1, dx2, dx3] = [p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x];
  const [dy1, dy2, dy3] = [p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y];
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / det;
  const h = (dx1 * dy3 - dx3 * dy1) / det;
  const [a, b, c] = [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x];
  const [d, e, f] = [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y];
  return (u, v) => {
    const w = g * u + h * v + 1;
    return { x: (a * u + b * v + c) / w, y: (d * u + e * v + f) / w };
  };
}

/** Whether four corners make a sheet: in their order around it, without a dent, not a mere line. */
export function isSheet(corners: Corners): boolean {
  return corners.every((here, place) => {
    const next = corners[(place + 1) % 4] ?? here;
    const after = corners[(place + 2) % 4] ?? here;
    return (next.x - here.x) * (after.y - next.y) - (next.y - here.y) * (after.x - next.x) > 0.002;
  });
}

/** The corners after quarters of a turn clockwise: what was on the left is on top then. */
export function turned(corners: Corners, quarters: number): Corners {
  const [p0, p1, p2, p3] = corners;
  return quarters % 4 === 0 ? corners : turned([p3, p0, p1, p2], (quarters % 4) - 1);
}

/** Pixels of the page that shows the sheet, its longer side at most `longest`; never more than the picture holds. */
export function pageSize([p0, p1, p2, p3]: Corners, longest: number): { width: number; height: number } {
  const apart = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);
  const width = Math.max(apart(p0, p1), apart(p3, p2));
  const height = Math.max(apart(p0, p3), apart(p1, p2));
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
