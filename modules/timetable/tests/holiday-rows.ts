/** The first row of a table of OpenHolidays. */
export const head = 'Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Subdivisions';

/** An id for a made-up holiday. */
export const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A made-up row. */
export function row(
  number: number,
  firstDay: string,
  lastDay: string,
  { name = 'DE Herbstferien,EN Autumn Holidays', place = 'NI', type = 'School' }: { name?: string; place?: string; type?: string } = {},
): string {
  return `${idOf(number)};DE;${firstDay};${lastDay};${type};Regional;${name};${place}`;
}

/** A file of such rows, as they come: lines end as on Windows. */
export function file(rows: readonly string[], name = 'ferien.csv') {
  return { name, bytes: new TextEncoder().encode([head, ...rows, ''].join('\r\n')) };
}
