import type { Holiday } from './read-holidays.ts';
import type { HolidayCalendar, Part } from './states.ts';

/** The holidays of one school among those of all states. */
export interface HolidaysOfSchool {
  holidays: Holiday[];
  /** First and last day of all that is said about the state, for whatever schools; null without any. */
  said: { firstDay: string; lastDay: string } | null;
  /** The state has different ones for different schools: worth saying which were taken. */
  hasCalendars: boolean;
  /** Parts of the state nobody here knows; what is only for them is not taken. */
  unknownParts: string[];
}

/** What a school of this state and calendar takes; of the islands' own holidays each takes the place of the usual ones it touches. */
export function holidaysOf(all: readonly Holiday[], state: string, calendar: HolidayCalendar): HolidaysOfSchool {
  const own = all.flatMap((holiday) => {
    const of = holiday.parts.filter((part) => part.state === state).map((part) => part.of);
    return of.length === 0 ? [] : [{ holiday, of }];
  });
  const isFor = (part: Part['of']) => own.filter(({ of }) => of.includes(part));
  const hasGroups = isFor('general').length > 0 && isFor('vocational').length > 0;
  const usual = pick(own, ['all', calendar === 'vocational' && hasGroups ? 'vocational' : 'general']);
  const islands = pick(own, ['islands']);
  const holidays =
    calendar === 'islands'
      ? [...usual.filter((one) => !islands.some((other) => touches(one, other))), ...islands].sort((a, b) =>
          a.firstDay < b.firstDay ? -1 : 1,
        )
      : usual;
  const unknownParts = own.flatMap(({ of }) => of.flatMap((part) => (typeof part === 'object' ? [part.unknown] : [])));
  return {
    holidays,
    said: saidOf(own.map(({ holiday }) => holiday)),
    hasCalendars: hasGroups || islands.length > 0,
    unknownParts: [...new Set(unknownParts)],
  };
}

function pick(own: readonly { holiday: Holiday; of: Part['of'][] }[], wanted: readonly Part['of'][]): Holiday[] {
  return own.filter(({ of }) => of.some((part) => wanted.includes(part))).map(({ holiday }) => holiday);
}

function saidOf(all: readonly Holiday[]): HolidaysOfSchool['said'] {
  const firstDay = all.map((holiday) => holiday.firstDay).sort()[0];
  const lastDay = all
    .map((holiday) => holiday.lastDay)
    .sort()
    .at(-1);
  return firstDay === undefined || lastDay === undefined ? null : { firstDay, lastDay };
}

function touches(one: Holiday, other: Holiday): boolean {
  return one.firstDay <= other.lastDay && other.firstDay <= one.lastDay;
}
