import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { holidaysOf } from '../free-days/import/of-school.ts';
import { type HolidayFile, readHolidays } from '../free-days/import/read-holidays.ts';
import { states } from '../free-days/import/states.ts';
import { file, head, idOf, row } from './holiday-rows.ts';

const bytes = (text: string, name = 'x.csv'): HolidayFile => ({ name, bytes: new TextEncoder().encode(text) });
const faults = (...files: HolidayFile[]) => readHolidays(files).problems.map(({ row: at, column, code }) => [at, column, code]);

test('a row is read with both days free, an empty end is a single day, and a name may have one language only', () => {
  const { holidays, problems } = readHolidays([
    file([row(1, '2026-10-12', '2026-10-24'), row(2, '2026-05-15', '', { name: 'DE Tag nach Himmelfahrt' })]),
  ]);
  expect(problems).toEqual([]);
  expect(holidays).toEqual([
    {
      id: idOf(1),
      firstDay: '2026-10-12',
      lastDay: '2026-10-24',
      name: 'Herbstferien',
      nameEn: 'Autumn Holidays',
      parts: [{ state: 'NI', of: 'all' }],
    },
    {
      id: idOf(2),
      firstDay: '2026-05-15',
      lastDay: '2026-05-15',
      name: 'Tag nach Himmelfahrt',
      nameEn: null,
      parts: [{ state: 'NI', of: 'all' }],
    },
  ]);
});

test('columns may stand in any order, commas in names are coded, a byte order mark is no letter', () => {
  const text = `\ufeffName;Subdivisions;Id;Country;Type;StartDate;EndDate;Tags\nDE Tage vor%2C nach und bei 50 % Neumond;HB,DE-NI;${idOf(1)};DE;School;2026-10-12;;\n`;
  const { holidays, problems } = readHolidays([bytes(text)]);
  expect(problems).toEqual([]);
  expect(holidays).toMatchObject([
    { name: 'Tage vor, nach und bei 50 % Neumond', parts: [{ state: 'HB' }, { state: 'NI' }], lastDay: '2026-10-12' },
  ]);
});

test('public holidays and other countries are not read and not refused', () => {
  const { holidays, problems, skipped } = readHolidays([
    file([row(1, '2026-01-01', '', { type: 'Public', place: '' }), row(2, '2026-10-12', '').replace(';DE;', ';AT;')]),
  ]);
  expect({ holidays, problems, skipped }).toEqual({ holidays: [], problems: [], skipped: 2 });
});

test.each([
  ['a day there is not', row(1, '2026-02-30', ''), 'StartDate', 'day'],
  ['a German date', row(1, '12.10.2026', '24.10.2026'), 'StartDate', 'day'],
  ['an end that is none', row(1, '2026-10-12', 'später'), 'EndDate', 'day'],
  ['a year nobody plans for', row(1, '1999-10-12', ''), 'StartDate', 'day'],
  ['an end before the beginning', row(1, '2026-10-24', '2026-10-12'), 'EndDate', 'reversed'],
  ['holidays of a year', row(1, '2026-01-01', '2026-12-31'), 'EndDate', 'too_long'],
  ['no name in German', row(1, '2026-10-12', '', { name: 'EN Autumn Holidays' }), 'Name', 'name'],
  ['a name that cannot be decoded', row(1, '2026-10-12', '', { name: 'DE Ferien%E4' }), 'Name', 'name'],
  ['a state there is not', row(1, '2026-10-12', '', { place: 'XX' }), 'Subdivisions', 'state'],
  ['no state', row(1, '2026-10-12', '', { place: '' }), 'Subdivisions', 'state'],
  ['no id', row(1, '2026-10-12', '').slice(5), 'Id', 'id'],
  ['a row cut off', row(1, '2026-10-12', '').split(';').slice(0, 5).join(';'), 'RegionalScope', 'cells'],
  ['a field too many', `${row(1, '2026-10-12', '')};x`, 'Subdivisions', 'cells'],
])('%s is refused with its row and column', (_what, line, column, code) => {
  expect(faults(file([row(7, '2026-03-23', '2026-04-07'), line]))).toEqual([[3, column, code]]);
});

test('a file that is none says so once', () => {
  expect(faults(bytes(''))).toEqual([[null, null, 'empty']]);
  expect(faults(bytes('\n\n'))).toEqual([[null, null, 'empty']]);
  expect(faults(bytes(`${head.replaceAll(';', ',')}\n`))).toEqual([[1, null, 'not_holidays']]);
  expect(faults({ name: 'x', bytes: Uint8Array.from([0x49, 0xe4, 0x0a]) })).toEqual([[null, null, 'encoding']]);
  expect(faults(bytes('Country;Code;ShortName;Category;Name\nDE;DE-BB;BB;x;y\n'))).toEqual([[1, null, 'not_holidays']]);
  expect(faults(bytes('Id;Country;StartDate;Type;RegionalScope\n'))).toEqual([
    [1, 'EndDate', 'column_missing'],
    [1, 'Name', 'column_missing'],
    [1, 'Subdivisions', 'column_missing'],
  ]);
});

test('one id says one thing: the same file twice is no fault, other content is', () => {
  const one = file([row(1, '2026-10-12', '2026-10-24')], 'a.csv');
  expect(readHolidays([one, { ...one, name: 'b.csv' }]).holidays).toHaveLength(1);
  const other = file([row(1, '2026-10-13', '2026-10-24')], 'b.csv');
  expect(readHolidays([one, other]).problems).toMatchObject([
    { file: 'b.csv', row: 2, code: 'id_twice', values: { file: 'a.csv', row: 2 } },
  ]);
});

test('vocational schools have their own holidays where the state says so, and what is for both; islands replace what theirs touch', () => {
  const { holidays } = readHolidays([
    file([
      row(1, '2026-02-09', '2026-02-20', { place: 'MV-ABS' }),
      row(2, '2026-02-09', '2026-02-14', { place: 'MV-BBS' }),
      row(3, '2026-05-15', '', { place: 'MV-ABS,MV-BBS' }),
      row(4, '2026-10-12', '', { place: 'MV-NORD' }),
    ]),
    bytes(
      `${head};Tags\n${row(5, '2026-07-04', '2026-08-15', { place: 'SH' })};\n${row(6, '2026-07-04', '2026-08-08', { place: 'SH' })};Exception\n${row(7, '2026-12-21', '2027-01-06', { place: 'SH' })};\n`,
      'sh.csv',
    ),
  ]);
  const last = (state: string, calendar: 'usual' | 'vocational' | 'islands') =>
    holidaysOf(holidays, state, calendar).holidays.map(({ lastDay }) => lastDay);
  expect(last('MV', 'usual')).toEqual(['2026-02-20', '2026-05-15']);
  expect(last('MV', 'vocational')).toEqual(['2026-02-14', '2026-05-15']);
  expect(last('SH', 'usual')).toEqual(['2026-08-15', '2027-01-06']);
  expect(last('SH', 'vocational')).toEqual(['2026-08-15', '2027-01-06']);
  expect(last('SH', 'islands')).toEqual(['2026-08-08', '2027-01-06']);
  expect(holidaysOf(holidays, 'MV', 'usual')).toMatchObject({ hasCalendars: true, unknownParts: ['MV-NORD'] });
  expect(holidaysOf(holidays, 'NI', 'usual')).toEqual({ holidays: [], said: null, hasCalendars: false, unknownParts: [] });
});

const folder = join(process.env['SCHULHOF_SAMPLES'] ?? '../shared/samples', 'holidays-de/src/de/holidays');
describe.skipIf(!existsSync(folder))(`the real holidays of all states in ${folder}`, () => {
  const files = existsSync(folder) ? readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) })) : [];
  const { holidays, problems, skipped } = readHolidays(files);

  test('are read whole, public holidays left out', () => {
    expect(problems).toEqual([]);
    expect(holidays).toHaveLength(1958);
    expect(skipped).toBeGreaterThan(200);
  });

  test('every state has its summer holidays of 2027 once', () => {
    for (const state of states) {
      const summer = holidaysOf(holidays, state, 'usual').holidays.filter(
        ({ name, firstDay }) => name === 'Sommerferien' && firstDay.startsWith('2027'),
      );
      expect(summer, state).toHaveLength(1);
    }
  });

  test('schools of one state have no holidays that overlap, whichever calendar they have', () => {
    for (const state of states)
      for (const calendar of ['usual', 'vocational', 'islands'] as const) {
        const days = holidaysOf(holidays, state, calendar).holidays.toSorted((a, b) => (a.firstDay < b.firstDay ? -1 : 1));
        const overlaps = days.filter((one, at) => at > 0 && one.firstDay <= (days[at - 1]?.lastDay ?? ''));
        expect(
          overlaps.map(({ firstDay, lastDay }) => `${firstDay} ${lastDay}`),
          `${state} ${calendar}`,
        ).toEqual([]);
      }
  });
});
