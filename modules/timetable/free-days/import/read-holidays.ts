import { Temporal } from 'temporal-polyfill';
import { isDay, mostDays } from '../span-days.ts';
import type { HolidayProblem, Report } from './problem.ts';
import { readTable, type TableRow } from './read-table.ts';
import { type Part, partsOf } from './states.ts';

/** School holidays as a row of the files says them; both days are free, 'YYYY-MM-DD'. */
export interface Holiday {
  id: string;
  firstDay: string;
  lastDay: string;
  name: string;
  nameEn: string | null;
  /** For which schools of which states. */
  parts: Part[];
}

export interface HolidayFile {
  name: string;
  bytes: Uint8Array;
}

export interface ReadHolidays {
  holidays: Holiday[];
  problems: HolidayProblem[];
  /** Rows of other countries and of anything else than school holidays: public holidays are worked out, not read. */
  skipped: number;
}

/** Reads tables of OpenHolidays (github.com/openpotato/openholidaysapi.data), of one state or of many. With any problem nothing should be taken over. */
export function readHolidays(files: readonly HolidayFile[]): ReadHolidays {
  const problems: HolidayProblem[] = [];
  const found = new Map<string, { holiday: Holiday; file: string; row: number }>();
  let skipped = 0;
  for (const file of files) {
    const report: Report = (row, column, code, values = {}) => problems.push({ file: file.name, row, column, code, values });
    for (const entry of readTable(file.bytes, report)) {
      if (entry.cell('Country') !== 'DE' || entry.cell('Type') !== 'School') {
        skipped += 1;
        continue;
      }
      const holiday = holidayOf(entry, report);
      if (holiday === null) continue;
      const before = found.get(holiday.id);
      if (before === undefined) found.set(holiday.id, { holiday, file: file.name, row: entry.row });
      else if (JSON.stringify(before.holiday) !== JSON.stringify(holiday))
        report(entry.row, 'Id', 'id_twice', { file: before.file, row: before.row });
    }
  }
  return { holidays: [...found.values()].map(({ holiday }) => holiday), problems, skipped };
}

function holidayOf(entry: TableRow, report: Report): Holiday | null {
  let isWhole = true;
  const wrong = (column: string, code: string, values?: Record<string, string | number>) => {
    isWhole = false;
    report(entry.row, column, code, values);
  };
  const id = entry.cell('Id').toLowerCase();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) wrong('Id', 'id');
  const firstDay = entry.cell('StartDate');
  // an empty end is a single day
  const lastDay = entry.cell('EndDate') || firstDay;
  if (!isDay(firstDay)) wrong('StartDate', 'day', { text: firstDay });
  else if (!isDay(lastDay)) wrong('EndDate', 'day', { text: lastDay });
  else if (lastDay < firstDay) wrong('EndDate', 'reversed');
  else {
    const days = Temporal.PlainDate.from(firstDay).until(lastDay).days + 1;
    if (days > mostDays) wrong('EndDate', 'too_long', { days });
  }
  const names = namesIn(entry.cell('Name'));
  const name = names.get('DE');
  if (name === undefined) wrong('Name', 'name', { text: entry.cell('Name') });
  const column = entry.cell('Subdivisions') !== '' ? 'Subdivisions' : entry.cell('Groups') !== '' ? 'Groups' : 'Subdivisions';
  const parts = partsOf(entry.cell(column), entry.cell('Tags'));
  if (!parts.every(({ isKnown }) => isKnown)) wrong(column, 'state', { text: entry.cell(column) });
  if (!isWhole || name === undefined) return null;
  return { id, firstDay, lastDay, name, nameEn: names.get('EN') ?? null, parts: parts.map(({ state, of }) => ({ state, of })) };
}

/** `DE Sommerferien,EN Summer Holidays`; commas within a name are percent-encoded. Names that cannot be read or are too long are left out. */
function namesIn(cell: string): Map<string, string> {
  return new Map(
    cell.split(',').flatMap((part) => {
      const [, language, coded] = /^\s*([A-Z]{2})\s+(\S.*)$/.exec(part) ?? [];
      const name = coded === undefined ? undefined : decoded(coded)?.trim();
      return language === undefined || name === undefined || name === '' || name.length > 120 ? [] : [[language, name] as const];
    }),
  );
}

/** Only what can be a code is one: "50 %" is no fault. */
function decoded(text: string): string | undefined {
  try {
    const plain = text.replace(/(%[0-9A-Fa-f]{2})+/g, (codes) => decodeURIComponent(codes));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    return /[\u0000-\u001f\u007f\ufffd]/.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}
