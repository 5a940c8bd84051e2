import type { Report } from './problem.ts';
import { readRows, type UntisFile, type UntisRow } from './read-rows.ts';

/** A room, class, teacher or subject as Untis' lists name it. */
export interface NamedRow {
  file: string;
  row: number;
  shortName: string;
  name: string | null;
}

export interface RoomRow extends NamedRow {
  capacity: number | null;
}

const longestName = 40;

/** Reads GPU003 (classes) or GPU006 (subjects). */
export function readNames(kind: '003' | '006', file: UntisFile, report: Report): NamedRow[] {
  return once(readRows(kind, file, report).map((row) => ({ row, made: { ...namedBy(row), name: row.cell('name') || null } })));
}

/** Reads GPU004 (teachers): short names only. */
export function readTeachers(file: UntisFile, report: Report): NamedRow[] {
  return once(readRows('004', file, report).map((row) => ({ row, made: { ...namedBy(row), name: null } })));
}

/** Reads GPU005 (rooms). */
export function readRooms(file: UntisFile, report: Report): RoomRow[] {
  return once(
    readRows('005', file, report).map((row) => {
      const text = row.cell('capacity');
      const capacity = /^\d{1,5}$/.test(text) && Number(text) > 0 ? Number(text) : null;
      if (capacity === null && text !== '' && text !== '0') row.wrong('capacity', 'capacity_invalid', { value: text });
      return { row, made: { ...namedBy(row), name: row.cell('name') || null, capacity } };
    }),
  );
}

type Named = UntisRow<'003'> | UntisRow<'004'> | UntisRow<'005'> | UntisRow<'006'>;

function namedBy(row: Named): { file: string; row: number; shortName: string } {
  return { file: row.file, row: row.row, shortName: row.cell('shortName') };
}

/** Each short name once, the first row counts; rows without one are reported. */
function once<R extends NamedRow>(rows: readonly { row: Named; made: R }[]): R[] {
  const seen = new Map<string, number>();
  return rows.flatMap(({ row, made }) => {
    const { shortName } = made;
    const earlier = seen.get(shortName);
    if (shortName === '') row.wrong('shortName', 'short_name_missing');
    else if (shortName.length > longestName) row.wrong('shortName', 'too_long', { limit: longestName });
    else if (earlier !== undefined) row.wrong('shortName', 'short_name_twice', { name: shortName, earlier });
    else {
      seen.set(shortName, made.row);
      return made;
    }
    return [];
  });
}
