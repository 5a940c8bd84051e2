import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import type { Annotation, Stroke } from '../../annotate/contract.ts';
import { flattenPdf } from '../annotate/flatten-pdf.ts';
import { common, quartersOf, toPaper, uprightSize } from '../annotate/paper-geometry.ts';
import { highlighterLine, penOutline } from '../annotate/shapes.ts';

const box = { x: 20, y: 30, width: 400, height: 600 };

/** A one-page PDF whose page lies in the file as scanners leave them: turned, and cut to a part of its paper. */
async function aPdf(rotate: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  page.drawText('Blatt', { x: 100, y: 100 });
  page.setCropBox(box.x, box.y, box.width, box.height);
  page.setRotation(degrees(rotate));
  return pdf.save();
}

test.each([0, 90, 180, 270, -90, 450])(
  'a place on a page turned by %i degrees is the same in the file as pdf.js shows it',
  async (rotate) => {
    const opened = getDocument({ data: await aPdf(rotate), verbosity: 0 });
    const viewport = (await (await opened.promise).getPage(1)).getViewport({ scale: 1 });
    const size = uprightSize(box, rotate);
    expect(size).toEqual({ width: viewport.width, height: viewport.height });
    const [a, b, c, d, e, f] = toPaper(box, rotate);
    for (const [x, y] of [
      [0, 0],
      [1, 0],
      [0.25, 0.75],
    ] as const) {
      const [u, v] = [x * size.width, (1 - y) * size.height];
      const expected = viewport.convertToPdfPoint(x * viewport.width, y * viewport.height);
      expect([a * u + c * v + e, b * u + d * v + f]).toEqual(expected.map((value: number) => expect.closeTo(value, 6)));
    }
    await opened.destroy();
  },
);

test('turns are counted in quarters, and a page is what its crop box shows of its paper', () => {
  expect([0, 90, -90, 450, 720].map(quartersOf)).toEqual([0, 1, 3, 1, 0]);
  const paper = { x: 0, y: 0, width: 100, height: 200 };
  expect(common({ x: -10, y: 50, width: 60, height: 500 }, paper)).toEqual({ x: 0, y: 50, width: 50, height: 150 });
  expect(common({ x: 300, y: 0, width: 10, height: 10 }, paper)).toEqual({ x: 300, y: 0, width: 10, height: 10 });
});

test('every kind of annotation becomes part of the file, only where there are some, and what is no PDF is refused', async () => {
  const look = { id: 'aaaaaaaa', colour: 'red', size: 'm' } as const;
  const annotations: Annotation[] = [
    {
      kind: 'pen',
      ...look,
      points: [
        [0.1, 0.1, 0.2],
        [0.5, 0.5, 0.9],
        [0.9, 0.2, 0.4],
      ],
    },
    {
      kind: 'highlighter',
      ...look,
      points: [
        [0.1, 0.3, 0.5],
        [0.9, 0.3, 0.5],
      ],
    },
    { kind: 'stamp', ...look, stamp: 'smile', x: 0.5, y: 0.5 },
    { kind: 'text', ...look, text: 'Şehir ≤ 5 😀', x: 0.2, y: 0.7 },
  ];
  const png = Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
    (letter) => letter.charCodeAt(0),
  );
  const picture = async () => ({ png, width: 100, height: 20 });
  const before = await aPdf(90);
  const written = await flattenPdf(before, (page) => (page === 1 ? annotations : []), picture);
  const opened = getDocument({ data: written.slice(), verbosity: 0 });
  const page = await (await opened.promise).getPage(1);
  const text = await page.getTextContent();
  expect(text.items.map((item) => ('str' in item ? item.str : ''))).toContain('Blatt');
  const { fnArray } = await page.getOperatorList();
  expect(fnArray.length).toBeGreaterThan(20);
  await opened.destroy();
  expect((await flattenPdf(before, () => [], picture)).length).toBeLessThan(written.length);
  await expect(flattenPdf(new Uint8Array([1, 2, 3]), () => annotations, picture)).rejects.toThrow();
});

test('a dot is a stroke too, and harder pressing makes a line broader', () => {
  expect(highlighterLine({ points: [[0.5, 0.5, 0.5]] }, 1414)).toBe('M500.00 707.00L500.00 707.00');
  expect(penOutline({ size: 's', points: [[0.5, 0.5, 0.5]] }, 1414)).toMatch(/^M[\d.]+ [\d.]+Q.+Z$/);
  const height = (pressure: number) => {
    const points: Stroke['points'] = Array.from({ length: 20 }, (_, step) => [0.1 + step * 0.04, 0.5, pressure]);
    const ys = [...penOutline({ size: 'l', points }, 1000).matchAll(/[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
    return Math.max(...ys) - Math.min(...ys);
  };
  expect(height(0.9)).toBeGreaterThan(height(0.1) * 1.5);
});
