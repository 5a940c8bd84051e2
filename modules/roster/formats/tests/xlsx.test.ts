import { expect, test } from 'vitest';
import { belongings, places, read, snapshotOf, textFile, zipped } from './fixture-files.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of sheets of texts, numbers and (as { day }) dates, made by hand. */
function workbook(name: string, sheets: Record<string, (string | number | { day: number })[][]>) {
  const names = Object.keys(sheets);
  const cell = (value: string | number | { day: number }, reference: string) => {
    if (typeof value === 'string') return `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
    return typeof value === 'number' ? `<c r="${reference}"><v>${value}</v></c>` : `<c r="${reference}" s="1"><v>${value.day}</v></c>`;
  };
  const sheet = (rows: (string | number | { day: number })[][]) =>
    `${head}<worksheet xmlns="${main}"><sheetData>${rows
      .map(
        (row, index) =>
          `<row r="${index + 1}">${row.map((value, column) => cell(value, `${'ABCDEFG'[column]}${index + 1}`)).join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`;
  return zipped(name, [
    textFile('[Content_Types].xml', `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`),
    textFile('_rels/.rels', `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>`),
    textFile(
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.map((each, index) => `<sheet name="${each}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    textFile(
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
    ),
    textFile(
      'xl/styles.xml',
      `${head}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    ...names.map((each, index) => textFile(`xl/worksheets/sheet${index + 1}.xml`, sheet(sheets[each] ?? []))),
  ]);
}

test('a workbook with a title, dates and numbers is read; a sheet that is no list is named', async () => {
  const file = await workbook('schule.xlsx', {
    Schüler: [
      ['Schülerliste 2025'],
      ['ID', 'Nachname', 'Vorname', 'Geburtsdatum', 'Klasse'],
      [4711, 'Groß', 'Änne', { day: 40909 }, '5a'],
      [4712, 'Łuczak', 'Jan', '31.02.2012', '5a'],
    ],
    Notizen: [
      ['Was', 'Wer'],
      ['Kreide kaufen', 'ich'],
    ],
  });
  const reading = await read([file]);
  expect(reading.detected.format).toBe('xlsx');
  expect(places(reading)).toEqual(['schule.xlsx - - sheet_ignored', 'schule.xlsx 4 Geburtsdatum birth_date_impossible']);
  const snapshot = snapshotOf(reading);
  expect(snapshot.source.format).toBe('xlsx');
  expect(snapshot.persons).toMatchObject([{ sourceId: '4711', lastName: 'Groß', birthDate: '2012-01-01', place: { line: 3 } }]);
  expect(belongings(snapshot)).toEqual(['Änne Groß in 5a (pupil)']);
});

test('a broken workbook and an old .xls are refused', async () => {
  const good = await workbook('a.xlsx', {
    A: [
      ['Nachname', 'Vorname'],
      ['A', 'B'],
    ],
  });
  expect(places(await read([{ name: 'a.xlsx', bytes: good.bytes.subarray(0, 400) }]))).toEqual(['a.xlsx - - archive_broken']);
  expect(places(await read([{ name: 'a.xls', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]) }]))).toEqual(['a.xls - - old_workbook']);
});
