import { expect, test } from 'vitest';
import { readUntis } from '../read-untis.ts';
import { aFile, gpu001, gpu002, problemsIn } from './untis-files.ts';

const good = [1, '5a', 'ABC', 'D', '101', 1, 1];

test('class, teacher, subject and room may be empty, but not all of them', () => {
  const file = gpu001(good, [2, '', 'ABC', 'AUFS', '', 1, 2], [3, '5a', '', '', '', 1, 3], [4, '', '', '', '', 1, 4]);
  const { content, problems } = readUntis([file]);
  expect(content.timetable).toMatchObject([
    { classes: ['5a'] },
    { classes: [], teachers: ['ABC'], rooms: [] },
    { subject: '', teachers: [] },
  ]);
  expect(problems).toMatchObject([{ row: 4, code: 'row_says_nothing', severity: 'warning' }]);
});

test('a row of another length than the others is an error at its row, however it could be read', () => {
  const nine = [...good, '', ''];
  expect(problemsIn(aFile('GPU001.TXT', [nine, nine, nine.slice(0, 8), [...nine, 'x']]))).toEqual(['3 row_length', '4 row_length']);
  expect(problemsIn(aFile('GPU001.TXT', [nine, nine, [...nine, '', '']]))).toEqual([]);
});

test('a file that is another one says so once', () => {
  expect(
    problemsIn(
      aFile('GPU001.TXT', [
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ),
  ).toEqual(['1 row_length']);
  expect(problemsIn(aFile('GPU001.TXT', [Array.from({ length: 47 }, () => 'x')]))).toEqual(['1 row_length']);
});

test('number, day and period that are none are told with row and column', () => {
  const file = gpu001(
    good,
    ['eins', '5a', 'ABC', 'D', '', 1, 1],
    [2, '5a', 'ABC', 'D', '', 8, 1],
    [2, '5a', 'ABC', 'D', '', 'Mo', 21],
    [2, '5a', 'ABC', 'D', '', 0, ''],
  );
  expect(problemsIn(file)).toEqual([
    '2 1 (U-Nr) number_invalid',
    '3 6 (Tag) weekday_unknown',
    '4 6 (Tag) weekday_unknown',
    '4 7 (Stunde) period_invalid',
    '5 6 (Tag) weekday_unknown',
    '5 7 (Stunde) period_invalid',
  ]);
});

test('weeks that nobody understands hold in every week, with a word about it', () => {
  const rows = ['GW', 'UW', 'A', '2', 'Epoche 3'].map((week, at) => [...good.slice(0, 6), at + 1, '', week]);
  const { content, problems } = readUntis([aFile('GPU001.TXT', rows)]);
  expect(content.timetable?.map(({ week }) => week)).toEqual(['even', 'odd', 'a', 'b', null]);
  expect(problems).toMatchObject([{ row: 5, column: '9 (Woche)', code: 'weeks_unknown' }]);
});

test('days that are none are errors', () => {
  const of = { of: '5a', by: 'ABC', in: 'D' };
  expect(problemsIn(gpu001(good), gpu002({ no: 1, ...of, from: '20260230', to: '31.07.2026' }))).toEqual([
    '1 15 (von) date_invalid',
    '1 16 (bis) date_invalid',
  ]);
});

test('what is no text, empty, unknown or there twice is an error of the file', () => {
  expect(problemsIn()).toEqual(['no_files']);
  expect(problemsIn({ name: 'GPU001.TXT', bytes: new Uint8Array([1, 0, 2]) })).toEqual(['1 undecodable']);
  expect(problemsIn({ name: 'GPU001.TXT', bytes: new Uint8Array() })).toEqual(['file_empty']);
  expect(problemsIn(aFile('liste.csv', [['a', 'b']]))).toEqual(['unknown_file']);
  expect(problemsIn(gpu001(good), { ...gpu001(good), name: 'alt-gpu001.txt' })).toEqual(['file_twice']);
});

test('an umlaut far down the file tells its encoding, and separators may be commas, tabs or semicolons', () => {
  for (const separator of [';', ',', '\t']) {
    const rows = Array.from({ length: 900 }, (_, at) => [...good.slice(0, 2), at === 899 ? 'SCHÖ' : 'ABC', ...good.slice(3), '', '']);
    const file = aFile('GPU001.TXT', rows, separator);
    // the letters of Windows-1252 that this file has are those of Latin 1
    const windows = { name: file.name, bytes: new Uint8Array(Buffer.from(new TextDecoder().decode(file.bytes), 'latin1')) };
    for (const each of [file, windows]) expect(readUntis([each]).content.timetable?.at(-1)?.teachers).toEqual(['SCHÖ']);
  }
});

test('a timetable of any name is known by its shape', () => {
  expect(readUntis([{ ...gpu001(good), name: 'Stundenplan.txt' }]).content.timetable).toHaveLength(1);
});

test('files belong together when the same number means the same, for nearly all of them', () => {
  const rows = Array.from({ length: 20 }, (_, at) => ({ no: at + 1, of: `${(at % 6) + 5}a`, by: 'ABC', in: `F${at}` }));
  const plan = gpu001(...rows.map(({ no, of, by, in: subject }, at) => [no, of, by, subject, '', 1, (at % 8) + 1]));
  const together = (...lessons: typeof rows) => readUntis([plan, gpu002(...lessons)]).content.isTogether;
  expect(together(...rows)).toBe(true);
  expect(together(...rows.map((row) => (row.no === 7 ? { ...row, by: 'XYZ' } : row)))).toBe(true);
  expect(together(...rows.map((row) => ({ ...row, no: row.no + 1 })))).toBe(false);
  expect(together(...rows.map((row) => ({ ...row, no: row.no + 100 })))).toBe(false);
});

test('lists of names want short names, each once, and believe numbers of seats only', () => {
  const rooms = aFile('GPU005.TXT', [
    ['101', 'Klassenraum', '', '', '', '', '', '30'],
    ['', 'ohne', '', '', '', '', '', ''],
    ['101', 'noch einmal', '', '', '', '', '', ''],
    ['102', '', '', '', '', '', '', 'viele'],
  ]);
  expect(problemsIn(rooms)).toEqual([
    '4 8 (Kapazität) capacity_invalid',
    '2 1 (Kürzel) short_name_missing',
    '3 1 (Kürzel) short_name_twice',
  ]);
  expect(readUntis([rooms]).content.rooms).toMatchObject([
    { shortName: '101', capacity: 30 },
    { shortName: '102', name: null, capacity: null },
  ]);
});
