import { execFileSync, spawnSync } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { formB } from '../din-5008.ts';
import type { LetterParts } from '../letter.ts';
import { type PrintDocument, printPdf } from '../print.ts';

const names = ['Ğülşen Łukaszewska', 'Жанна Шевченко', 'Nguyễn Thị Ánh', 'José Ñandú', 'Ελένη Παπαδοπούλου'];

function aLetter(changes: Partial<LetterParts> = {}): { letter: LetterParts } {
  return {
    letter: {
      sender: { name: 'Goethe-Gymnasium', lines: ['Schulstraße 12', '12345 Musterhausen', 'Telefon 0123 456-0'] },
      recipientLines: ['Familie', 'Ğülşen Łukaszewska', 'Weg 1', '12345 Musterhausen'],
      placeAndDate: 'Musterhausen, 3. August 2027',
      subject: 'Der erste Zugang',
      body: [
        { text: ['Guten Tag, ', { strong: 'bitte lesen' }] },
        { steps: ['Seite öffnen', 'Code eingeben'] },
        { facts: [['Name', 'guelsen']] },
      ],
      qr: { text: 'https://schule.example/goethe/code#K7QM-2XRT-9WPD', caption: 'Mit der Kamera' },
      codeBox: { label: 'Ihr Code', value: 'K7QM-2XRT-9WPD' },
      closing: [{ text: 'Mit freundlichen Grüßen\nDie Schulleitung' }],
      footer: 'Bitte aufbewahren.',
      ...changes,
    },
  };
}

const print = async (pages: PrintDocument['pages']) => buffer(await printPdf({ title: 'Briefe', language: 'de', pages }));
const pageCount = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

/** Poppler's reading of a PDF; these tests are left out where it is not installed (Debian: poppler-utils). */
const poppler = 'pdftotext';
const hasPoppler = spawnSync(poppler, ['-v']).error === undefined;
const read = (pdf: Buffer, ...options: string[]) => execFileSync(poppler, [...options, '-', '-'], { input: pdf, encoding: 'utf8' });

describe('thirty letters', { timeout: 30_000 }, () => {
  const letters = Array.from({ length: 30 }, (_, at) => {
    const name = names[at % names.length] ?? '';
    return aLetter({ recipientLines: ['An die Familie von', name], codeBox: { label: 'Ihr Code', value: `CODE-${at}` } });
  });

  test('are thirty pages of one PDF, in seconds, while the server goes on answering', async () => {
    let longestPauseMs = 0;
    let last = performance.now();
    const heart = setInterval(() => {
      longestPauseMs = Math.max(longestPauseMs, performance.now() - last);
      last = performance.now();
    }, 10);
    const pdf = await print(letters);
    clearInterval(heart);

    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pageCount(pdf)).toBe(30);
    expect(longestPauseMs).toBeLessThan(500); // laid out in this thread it would be the whole time
  });

  test.skipIf(!hasPoppler)('bear each its own name and code, in all scripts', async () => {
    const pages = read(await print(letters)).split('\f');
    for (const [at, page] of pages.slice(0, 30).entries()) {
      expect(page).toContain(names[at % names.length]);
      expect(page).toContain(`CODE-${at}\n`);
    }
  });
});

describe.skipIf(!hasPoppler)('the letter', { timeout: 30_000 }, () => {
  test('has its address in the window, its sender above it, and its subject where DIN 5008 wants it', async () => {
    const words = boxes(await print([aLetter()]));
    const { left, top, width, height } = formB.addressField;
    for (const text of ['Familie', 'Ğülşen', 'Łukaszewska', 'Weg']) {
      const word = words.find((one) => one.text === text);
      expect(word?.xMin).toBeGreaterThanOrEqual(left + 5 - 0.5);
      expect(word?.xMax).toBeLessThanOrEqual(left + width);
      expect(word?.yMin).toBeGreaterThanOrEqual(formB.addressZone.top - 0.5);
      expect(word?.yMax).toBeLessThanOrEqual(top + height);
    }
    const returnLine = words.find((one) => one.text === '·');
    expect(returnLine?.yMin).toBeGreaterThan(top);
    expect(returnLine?.yMax).toBeLessThanOrEqual(formB.addressZone.top);
    expect(Math.abs((words.find((one) => one.text === 'Der')?.yMin ?? 0) - formB.subjectTop)).toBeLessThan(1);
    expect(words.find((one) => one.text === 'aufbewahren.')?.yMin).toBeGreaterThan(formB.text.bottom);
  });

  test('sets six long lines of address smaller, so that all are seen; a seventh is refused', async () => {
    const long = 'An die Erziehungsberechtigten von Anna-Lena Freifrau zu Müller-Lüdenscheidt';
    const words = boxes(await print([aLetter({ recipientLines: ['a1', long, 'a3', 'a4', 'a5', 'a6'] })]));
    const { left, top, width, height } = formB.addressField;
    expect(words.find((one) => one.text === 'a6')?.yMax).toBeLessThanOrEqual(top + height);
    expect(words.find((one) => one.text?.endsWith('Lüdenscheidt'))?.xMax).toBeLessThanOrEqual(left + width);
    await expect(print([aLetter({ recipientLines: Array(7).fill('Zeile') })])).rejects.toThrow('at most six lines');
  });

  test('that is too long goes on over a second page with the same footer, and the next one begins on a third', async () => {
    const body = [{ text: 'Ein langer Satz, der sich wiederholt. '.repeat(150) }];
    const pages = read(await print([aLetter({ body }), aLetter()])).split('\f');
    expect(pages).toHaveLength(4); // and nothing behind the last form feed
    expect(pages[1]).toContain('Bitte aufbewahren.');
    expect(pages[2]).toContain('Ihr Code');
  });
});

describe.skipIf(!hasPoppler)('a paragraph in Arabic over several lines', { timeout: 30_000 }, () => {
  const words = [
    'أعزائي',
    'الأهل',
    'والأوصياء',
    'نود',
    'إعلامكم',
    'بأن',
    'المدرسة',
    'تستخدم',
    'منصة',
    'جديدة',
    'للواجبات',
    'والرسائل',
    'ويمكنكم',
    'الدخول',
    'إليها',
    'بواسطة',
    'الرمز',
    'المكتوب',
    'أدناه',
  ];

  test('is read from the upper right to the lower left', async () => {
    const { lines, xMax } = placesOf(boxes(await print([aLetter({ body: [{ text: words.join(' ') }] })])), words);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.flat().map(({ text }) => lettersOf(text))).toEqual(words.map(lettersOf));
    for (const [first] of lines) expect(first?.xMax).toBeCloseTo(xMax, 0);
  });

  test('keeps Latin words and numbers in it together, from left to right', async () => {
    const mixed = [...words, 'Goethe-Gymnasium', 'Musterhausen', 'في', '2027', words[0] ?? ''];
    const found = boxes(await print([aLetter({ body: [{ text: mixed.join(' ') }] })]));
    const place = (text: string) => find(found, text);
    expect(place('Goethe-Gymnasium')?.yMin).toBeCloseTo(place('Musterhausen')?.yMin ?? 0, 0);
    expect(place('Goethe-Gymnasium')?.xMax).toBeLessThan(place('Musterhausen')?.xMin ?? 0);
    expect(place('2027')?.xMax).toBeLessThan(place('في')?.xMin ?? 0);
  });

  test('has the numbers of steps and the labels of facts at the right', async () => {
    const found = boxes(await print([aLetter({ body: [{ steps: ['افتح', 'اكتب'] }, { facts: [['الاسم', 'guelsen']] }] })]));
    const place = (text: string) => find(found, text);
    expect(place('2.')?.xMin).toBeGreaterThan(place('اكتب')?.xMax ?? 999);
    expect(place('الاسم')?.xMin).toBeGreaterThan(place('guelsen')?.xMax ?? 999);
  });
});

describe('printing', { timeout: 30_000 }, () => {
  test('pages that cannot be laid out are a fault before the first byte, and the next print goes on', async () => {
    const margins: [number, number, number, number] = [0, 0, 0, 0];
    const broken = { content: { image: '/etc/passwd' }, margins };
    for (let time = 0; time < 3; time++) await expect(print([broken])).rejects.toThrow();
    expect(pageCount(await print([aLetter()]))).toBe(1);
  });

  test('more prints at once than there are places wait in line; one given up makes room', async () => {
    const given = await printPdf({ title: 'x', language: 'de', pages: [aLetter()] });
    given.destroy();
    const pdfs = await Promise.all(Array.from({ length: 5 }, () => print([aLetter()])));
    expect(pdfs.map(pageCount)).toEqual([1, 1, 1, 1, 1]);
  });

  test('a print beyond all measure is refused', async () => {
    await expect(print(Array(1501).fill(aLetter()))).rejects.toThrow(RangeError);
  });
});

/** Every word of the first page with its place in millimetres. */
function boxes(pdf: Buffer) {
  const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g;
  const inMm = (points: string | undefined) => (Number(points) * 25.4) / 72;
  return [...read(pdf, '-bbox', '-l', '1').matchAll(word)].map(([, xMin, yMin, xMax, yMax, text]) => {
    return { xMin: inMm(xMin), yMin: inMm(yMin), xMax: inMm(xMax), yMax: inMm(yMax), text };
  });
}

/** Poppler gives the letters of a word from left to right, two that are drawn as one as they are read: told by which letters they are. */
const lettersOf = (text: string | undefined) => [...(text ?? '')].toSorted().join('');
const find = (found: ReturnType<typeof boxes>, text: string) => found.findLast((word) => lettersOf(word.text) === lettersOf(text));

/** Words of a paragraph by lines from above, each from right to left; and where the words stand that are furthest right. */
function placesOf(found: ReturnType<typeof boxes>, wanted: readonly string[]) {
  const letters = wanted.map(lettersOf);
  const words = found.filter(({ text }) => letters.includes(lettersOf(text)));
  const tops = [...new Set(words.map(({ yMin }) => Math.round(yMin)))].toSorted((a, b) => a - b);
  const lines = tops.map((top) => words.filter(({ yMin }) => Math.round(yMin) === top).toSorted((a, b) => b.xMax - a.xMax));
  return { lines, xMax: Math.max(...words.map(({ xMax }) => xMax)) };
}
