import type { TestFile } from '../upload.ts';
import { encoded } from './encode.ts';
import type { MadeSchool } from './school.ts';

/** A row of so many columns with texts in quotes at some places. */
function row(columns: number, cells: Record<number, string>, separator: string): string {
  return Array.from({ length: columns }, (_, at) => (cells[at] === undefined || cells[at] === '' ? '' : `"${cells[at]}"`)).join(separator);
}

/**
 * Untis' DIF files 004 (teachers, 36 columns) and 010 (pupils, 15 columns): no header, separator and encoding as chosen in its dialog, dates
 * JJJJMMTT, sex 1 w, 2 m. Other DIF files lie beside them in every export.
 */
export function untisFiles(
  { teachers, pupils }: MadeSchool,
  { encoding, separator }: { encoding: 'windows-1252' | 'utf-8' | 'utf-8-bom'; separator: ',' | ';' | '\t' },
): TestFile[] {
  const sex = (gender: string) => (gender === 'w' ? '1' : '2');
  const lehrer = teachers.map(({ id, short, last, first, gender }) =>
    row(36, { 0: short, 1: last, 23: 'geheim', 28: first, 30: sex(gender), 32: `${id}@example.org` }, separator),
  );
  const schueler = pupils.map(({ id, last, first, born, gender, className }) =>
    row(
      15,
      {
        0: `${last.slice(0, 5)}${id}`,
        1: last,
        7: first,
        8: String(id),
        9: className,
        10: sex(gender),
        12: born.replaceAll('-', ''),
        14: String(4000 + id),
      },
      separator,
    ),
  );
  return [
    { name: 'GPU004.TXT', bytes: encoded(`${lehrer.join('\r\n')}\r\n`, encoding) },
    { name: 'GPU002.TXT', bytes: encoded(row(47, { 4: '5a', 5: 'WEER', 6: 'M' }, separator), encoding) },
    { name: 'GPU010.TXT', bytes: encoded(`${schueler.join('\r\n')}\r\n`, encoding) },
  ];
}
