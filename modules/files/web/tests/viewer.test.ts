import { describe, expect, test } from 'vitest';
import { csvRows } from '../viewer/csv.ts';
import { textLines } from '../viewer/decode-text.ts';
import { asShown, pictureAddress } from '../viewer/preview-address.ts';
import { sheet } from '../viewer/sheet.ts';
import { viewKind } from '../viewer/viewed-file.ts';

describe('how a file is shown', () => {
  test.each([
    ['Foto.jpg', 'image/jpeg', 'image'],
    ['Blatt.pdf', 'application/pdf', 'pdf'],
    ['Lied.mp3', 'audio/mpeg', 'audio'],
    ['Film.mp4', 'video/mp4', 'video'],
    ['Liste.csv', 'text/csv', 'text'],
    ['seite.html', 'text/html', 'text'],
    ['karte.geojson', 'application/geo+json', 'text'],
    ['spiel.py', 'application/octet-stream', 'text'],
    ['Handy.heic', 'image/heic', 'image'],
    ['Aufsatz.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'pdf'],
    ['Archiv.zip', 'application/zip', 'other'],
  ])('%s of type %s as %s', (name, type, kind) => {
    expect(viewKind({ name, type })).toBe(kind);
  });

  test('a drawing that may hold a program is not drawn', () => {
    expect(viewKind({ name: 'bild.svg', type: 'image/svg+xml' })).toBe('other');
    expect(viewKind({ name: 'bild.png', type: 'image/svg+xml' })).toBe('other');
  });

  test('a name alone makes no picture and no document of bytes', () => {
    expect(viewKind({ name: 'bild.png', type: 'application/octet-stream' })).toBe('other');
    expect(viewKind({ name: 'blatt.pdf', type: 'application/octet-stream' })).toBe('other');
  });
});

describe('text is read as it was written', () => {
  test('in UTF-8, cut within a letter', () => {
    expect(textLines(new TextEncoder().encode('Ä\r\nÖ\nÜ').subarray(0, -1))).toEqual(['Ä', 'Ö', '']);
  });
  test('in the encoding of old programs', () => {
    expect(textLines(Uint8Array.from([...'Müller;3'].map((letter) => letter.charCodeAt(0))))).toEqual(['Müller;3']);
  });
  test('in UTF-16 with its mark', () => {
    expect(textLines(new Uint8Array(Uint16Array.from([...'\ufeffGröße'].map((letter) => letter.charCodeAt(0))).buffer))).toEqual(['Größe']);
  });
});

test('zooming goes by steps and stops at the ends; turning comes round', () => {
  let look = sheet.zoom(sheet.begin, 1);
  expect(look.zoom).toBe(1.25);
  for (let press = 0; press < 20; press += 1) look = sheet.zoom(look, 1);
  expect(look.zoom).toBe(4);
  for (let press = 0; press < 20; press += 1) look = sheet.zoom(look, -1);
  expect(look.zoom).toBe(0.5);
  expect([1, 2, 3, 4].reduce((now) => sheet.turn(now), look).turns).toBe(0);
});

test('pinching stays within the ends of the zoom', () => {
  expect([0.1, 1.3, 9].map((factor) => sheet.pinch(sheet.begin, factor).zoom)).toEqual([0.5, 1.3, 4]);
});

describe('separated values', () => {
  test.each([
    [
      'semicolons, with commas in numbers',
      'Name;Punkte\r\nAnna;1,5\r\nBen;2,0\r\n',
      [
        ['Name', 'Punkte'],
        ['Anna', '1,5'],
        ['Ben', '2,0'],
      ],
    ],
    [
      'quotes around separators, quotes and lines',
      'a,b\n"x, ""y""\nz",2',
      [
        ['a', 'b'],
        ['x, "y"\nz', '2'],
      ],
    ],
    ['tabs, and rows of different length', 'a\tb\n1\n2\t3\t4', [['a', 'b'], ['1'], ['2', '3', '4']]],
    ['one column', 'a\nb', [['a'], ['b']]],
    ['nothing', '', []],
  ])('%s', (_, text, rows) => {
    expect(csvRows(text, 10)).toEqual({ rows, more: false });
  });

  test('only so many rows are read', () => {
    expect(csvRows('a;b\n'.repeat(600), 500)).toMatchObject({ more: true, rows: { length: 500 } });
    expect(csvRows('a;b\n'.repeat(500), 500).more).toBe(false);
  });
});

test('what the server makes of a file is asked for where the file is, with what opens it', () => {
  const address = '/api/files/linked/1?pass=x';
  expect(asShown({ name: 'Aufsatz.neu.docx', type: 'application/rtf', sizeBytes: 1, address })).toMatchObject({
    name: 'Aufsatz.neu.pdf',
    type: 'application/pdf',
    address: `${address}&preview=shown`,
  });
  expect(pictureAddress({ type: 'image/jpeg', sizeBytes: 5_000_000, address: '/a' })).toBe('/a?preview=shown');
  for (const type of ['image/gif', 'image/svg+xml']) expect(pictureAddress({ type, sizeBytes: 5_000_000, address: '/a' })).toBe('/a');
});
