import { type Corners, isSheet, type Point } from './homography.ts';
import type { Pixels } from './warp.ts';

/**
 * Where a bright sheet on a darker table may lie: the largest bright patch, if it is as good as a four-cornered one.
 *
 * @param picture  a small one (some 200 pixels) is enough
 * @returns corners as shares of width and height, or null when nothing like a sheet is seen
 */
export function findSheet(picture: Pixels): Corners | null {
  const { width, height } = picture;
  const bright = brightOnes(picture);
  const patch = largestPatch(bright, width, height);
  if (patch.length < width * height * 0.15 || patch.length > width * height * 0.97) return null;
  const at = (pixel: number): Point => ({ x: ((pixel % width) + 0.5) / width, y: (Math.floor(pixel / width) + 0.5) / height });
  // the corners of an upright sheet are the outermost along the two diagonals
  const outermost = (along: (point: Point) => number) =>
    at(patch.reduce((best, pixel) => (along(at(pixel)) > along(at(best)) ? pixel : best), patch[0] ?? 0));
  const corners: Corners = [
    outermost(({ x, y }) => -x - y),
    outermost(({ x, y }) => x - y),
    outermost(({ x, y }) => x + y),
    outermost(({ x, y }) => y - x),
  ];
  const filled = patch.length / (areaOf(corners) * width * height);
  return isSheet(corners) && filled > 0.85 && filled < 1.15 ? corners : null;
}

function areaOf(corners: Corners): number {
  const twice = corners.reduce((sum, here, place) => {
    const next = corners[(place + 1) % 4] ?? here;
    return sum + here.x * next.y - next.x * here.y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Brighter than the value that parts the picture best into two. Source: N. Otsu, 1979. */
function brightOnes({ data, width, height }: Pixels): Uint8Array {
  const values = new Uint8Array(width * height);
  const counts = new Uint32Array(256);
  let all = 0;
  for (let pixel = 0; pixel < values.length; pixel += 1) {
    const value = ((data[pixel * 4] ?? 0) + (data[pixel * 4 + 1] ?? 0) + (data[pixel * 4 + 2] ?? 0)) / 3;
    values[pixel] = value;
    counts[Math.floor(value)] = (counts[Math.floor(value)] ?? 0) + 1;
    all += Math.floor(value);
  }
  let [best, edge, below, sum] = [-1, 127, 0, 0];
  for (let value = 0; value < 255; value += 1) {
    below += counts[value] ?? 0;
    sum += value * (counts[value] ?? 0);
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const apart = below * above * (sum / below - (all - sum) / above) ** 2;
    if (apart > best) [best, edge] = [apart, value];
  }
  return values.map((value) => (value > edge ? 1 : 0));
}

function largestPatch(bright: Uint8Array, width: number, height: number): number[] {
  const seen = new Uint8Array(bright.length);
  let largest: number[] = [];
  for (let start = 0; start < bright.length; start += 1) {
    if (bright[start] !== 1 || seen[start] === 1) continue;
    const patch = [start];
    seen[start] = 1;
    for (const pixel of patch) {
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      const around = [
        x > 0 ? pixel - 1 : -1,
        x < width - 1 ? pixel + 1 : -1,
        y > 0 ? pixel - width : -1,
        y < height - 1 ? pixel + width : -1,
      ];
      for (const next of around) {
        if (next < 0 || bright[next] !== 1 || seen[next] === 1) continue;
        seen[next] = 1;
        patch.push(next); // the loop over it goes on to what is added
      }
    }
    if (patch.length > largest.length) largest = patch;
  }
  return largest;
}
