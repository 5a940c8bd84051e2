import { readUntis } from '../read-untis.ts';

/** A file of Untis from rows of cells. */
export function aFile(name: string, rows: readonly (readonly (string | number)[])[], separator = ';'): { name: string; bytes: Uint8Array } {
  return { name, bytes: new TextEncoder().encode(rows.map((row) => `${row.join(separator)}\n`).join('')) };
}

/** GPU001 from the first seven columns of its rows: number, class, teacher, subject, room, day, period. */
export function gpu001(...rows: readonly (readonly (string | number)[])[]): { name: string; bytes: Uint8Array } {
  return aFile(
    'GPU001.TXT',
    rows.map((row) => [...row, ...Array.from({ length: 9 - row.length }, () => '')]),
  );
}

/** GPU002 from what is read of it. */
export function gpu002(
  ...lessons: readonly { no: number; of: string; by: string; in: string; week?: string; from?: string; to?: string; course?: string }[]
): { name: string; bytes: Uint8Array } {
  return aFile(
    'GPU002.TXT',
    lessons.map((lesson) => {
      const cells: (string | number)[] = Array.from({ length: 47 }, () => '');
      cells[0] = lesson.no;
      cells[4] = lesson.of;
      cells[5] = lesson.by;
      cells[6] = lesson.in;
      cells[11] = lesson.week ?? '';
      cells[14] = lesson.from ?? '';
      cells[15] = lesson.to ?? '';
      cells[41] = lesson.course ?? '';
      return cells;
    }),
  );
}

/** Problems as `row column code`. */
export function problemsIn(...files: { name: string; bytes: Uint8Array }[]): string[] {
  return readUntis(files).problems.map(({ row, column, code }) => [row, column, code].filter((part) => part !== null).join(' '));
}
