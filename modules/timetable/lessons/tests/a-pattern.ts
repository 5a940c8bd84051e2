import type { Pattern } from '../pattern.ts';

let counter = 0;

/** A pattern in the first period of Mondays, every week, all the time, unless said otherwise; made up anew each time. */
export function aPattern(options: Partial<Pattern> = {}): Pattern {
  counter += 1;
  const id = `00000000-0000-7000-8000-${String(counter).padStart(12, '0')}`;
  return {
    id,
    anchor: options.courses?.[0]?.id ?? id,
    kind: 'lesson',
    title: null,
    gridId: 'grid',
    weekday: 1,
    ...periods(options.firstPeriod ?? 1, options.lastPeriod ?? options.firstPeriod ?? 1),
    weeks: null,
    validFrom: null,
    validTo: null,
    courses: [],
    groups: [],
    teachers: [],
    rooms: [],
    ...options,
  };
}

/** A course of a pattern. */
export function aCourseOf(id: string): Pattern['courses'][number] {
  return { id, name: id, subject: 'M', subjectName: 'Mathematik' };
}

/** The clock of a usual day: eight periods. */
export const clock = [
  ['07:55', '08:40'],
  ['08:45', '09:30'],
  ['09:50', '10:35'],
  ['10:40', '11:25'],
  ['11:40', '12:25'],
  ['12:30', '13:15'],
  ['14:00', '14:45'],
  ['14:45', '15:30'],
] as const;

function periods(firstPeriod: number, lastPeriod: number) {
  return { firstPeriod, lastPeriod, starts: clock[firstPeriod - 1]?.[0] ?? '07:00', ends: clock[lastPeriod - 1]?.[1] ?? '07:45' };
}
