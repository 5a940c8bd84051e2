import { readFileSync } from 'node:fs';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { findSheet } from '../web/capture/find-sheet.ts';
import { type Corners, isSheet, pageSize, squareToQuad, turned } from '../web/capture/homography.ts';
import { madeName } from '../web/capture/made-name.ts';
import { pagesPdf } from '../web/capture/pages-pdf.ts';
import { type Pixels, warp } from '../web/capture/warp.ts';
import { withDuration } from '../web/capture/webm-duration.ts';
import { whitePaper } from '../web/capture/white-paper.ts';

const slanted: Corners = [
  { x: 20, y: 10 },
  { x: 170, y: 30 },
  { x: 150, y: 130 },
  { x: 40, y: 110 },
];

/** A picture of `of(x, y)`, grey. */
function picture(width: number, height: number, of: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) data.set([...Array(3).fill(of(at % width, Math.floor(at / width))), 255], at * 4);
  return { data, width, height };
}
const grey = ({ data, width }: Pixels, x: number, y: number) => data[(y * width + x) * 4] ?? -1;

test('the corners of a page lie on the corners of the sheet, and its middle where the diagonals cross', () => {
  const at = squareToQuad(slanted);
  const found = [at(0, 0), at(1, 0), at(1, 1), at(0, 1)];
  found.forEach(({ x, y }, place) => {
    expect(x).toBeCloseTo(slanted[place]?.x ?? 0, 9);
    expect(y).toBeCloseTo(slanted[place]?.y ?? 0, 9);
  });
  const middle = at(0.5, 0.5);
  const [p0, p1, p2, p3] = slanted;
  const side = (a: { x: number; y: number }, b: { x: number; y: number }) =>
    (b.x - a.x) * (middle.y - a.y) - (b.y - a.y) * (middle.x - a.x);
  expect(side(p0, p2)).toBeCloseTo(0, 6);
  expect(side(p1, p3)).toBeCloseTo(0, 6);
});

test('a sheet seen at a slant comes out straight', () => {
  const at = squareToQuad(slanted);
  // black on its left half, white on its right; the photo is drawn by going through the sheet densely
  const photo = picture(200, 150, () => 128);
  for (let u = 0; u < 1; u += 0.002)
    for (let v = 0; v < 1; v += 0.002) {
      const { x, y } = at(u, v);
      photo.data.fill(u < 0.5 ? 0 : 255, (Math.floor(y) * 200 + Math.floor(x)) * 4, (Math.floor(y) * 200 + Math.floor(x)) * 4 + 3);
    }
  const page = warp(photo, slanted, 100, 80);

  for (const y of [5, 40, 75]) {
    expect(grey(page, 20, y)).toBe(0);
    expect(grey(page, 45, y)).toBe(0);
    expect(grey(page, 55, y)).toBe(255);
    expect(grey(page, 90, y)).toBe(255);
  }
});

test('a turn to the right brings the left edge to the top; four turns bring back what was', () => {
  const [p0, p1, p2, p3] = slanted;
  expect(turned(slanted, 1)).toEqual([p3, p0, p1, p2]);
  expect(turned(slanted, 4)).toEqual(slanted);
  const { width, height } = pageSize(slanted, 1000);
  expect(pageSize(turned(slanted, 1), 1000)).toEqual({ width: height, height: width });
  expect(Math.max(...Object.values(pageSize(slanted, 50)))).toBe(50);
});

test('corners that cross, dent or lie on a line are no sheet', () => {
  const [a, b, c, d] = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ] as const;
  expect(isSheet([a, b, c, d])).toBe(true);
  expect(isSheet([b, a, c, d])).toBe(false);
  expect(isSheet([a, b, { x: 0.2, y: 0.2 }, d])).toBe(false);
  expect(isSheet([a, b, { x: 1, y: 0 }, { x: 0, y: 0 }])).toBe(false);
});

test('a bright sheet on a dark table is found; a picture of nothing but paper is not cut', () => {
  const sheet = picture(200, 150, (x, y) => (x > 30 && x < 160 && y > 20 + x / 20 && y < 120 ? 220 : 60));
  const [first, , third] = findSheet(sheet) ?? [];
  expect(first?.x).toBeCloseTo(31.5 / 200, 1);
  expect(third?.y).toBeCloseTo(119.5 / 150, 1);
  expect(findSheet(picture(100, 100, () => 230))).toBeNull();
  expect(findSheet(picture(100, 100, (x) => (x % 10 < 5 ? 230 : 20)))).toBeNull();
});

test('paper in the shadow becomes as white as paper in the light, and ink stays dark', () => {
  const page = picture(480, 480, (x, y) => (x % 40 < 3 && y > 100 ? 0.3 : 1) * (240 - x / 4));
  whitePaper(page);
  expect(grey(page, 20, 200)).toBeGreaterThan(245);
  expect(grey(page, 460, 200)).toBeGreaterThan(245);
  expect(grey(page, 241, 200)).toBeLessThan(90);
});

test('pages become one PDF of A4, upright or across as they are', async () => {
  const jpeg = new Blob([readFileSync(new URL('./small.jpg', import.meta.url))], { type: 'image/jpeg' });
  const pdf = await pagesPdf(
    [
      { jpeg, width: 1240, height: 1754 },
      { jpeg, width: 1754, height: 1240 },
    ],
    'Seiten',
  );

  const read = await PDFDocument.load(await pdf.arrayBuffer());
  expect(read.getPages().map((page) => [Math.round(page.getWidth()), Math.round(page.getHeight())])).toEqual([
    [595, 842],
    [842, 595],
  ]);
  expect(read.getTitle()).toBe('Seiten');
  expect(pdf.size).toBeLessThan(3000 + 2 * jpeg.size);
});

/** The beginning of what a browser records: open segment, an info with a scale, a cluster. */
const webm = new Uint8Array([
  ...[0x1a, 0x45, 0xdf, 0xa3, 0x84, 0x42, 0x86, 0x81, 0x01],
  ...[0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  ...[0x15, 0x49, 0xa9, 0x66, 0x87, 0x2a, 0xd7, 0xb1, 0x83, 0x0f, 0x42, 0x40],
  ...[0x1f, 0x43, 0xb6, 0x75, 0x81, 0x00],
]);

test('a recording is told how long it is, once, and nothing else changes', () => {
  const longer = withDuration(webm, 12.5);
  expect(longer.length).toBe(webm.length + 11);
  expect([...longer.subarray(0, 25)]).toEqual([...webm.subarray(0, 25)]);
  expect(longer[25]).toBe(0x80 | (7 + 11));
  expect([...longer.subarray(33, 36)]).toEqual([0x44, 0x89, 0x88]);
  expect(new DataView(longer.buffer).getFloat64(36)).toBe(12_500);
  expect([...longer.subarray(44)]).toEqual([...webm.subarray(33)]);
  expect(withDuration(longer, 99)).toBe(longer);
});

test.each([
  ['nothing', []],
  ['no WebM', [1, 2, 3, 4, 5, 6, 7, 8]],
  ['zeros', Array(50).fill(0)],
  ['a cut one', [...webm.subarray(0, 27)]],
])('%s comes back as it is', (_what, bytes) => {
  const input = new Uint8Array(bytes);
  expect(withDuration(input, 1)).toBe(input);
});

test('what is made is named by the clock at school, without signs that Windows refuses', () => {
  expect(madeName('Sprachnotiz', Date.parse('2026-11-22T13:05:00Z'), 'webm')).toBe('Sprachnotiz 22.11. 14.05.webm');
});
