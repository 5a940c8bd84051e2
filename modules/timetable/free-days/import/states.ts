/** The states of Germany as ISO 3166-2:DE names them. */
export const states = ['BB', 'BE', 'BW', 'BY', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SH', 'SL', 'SN', 'ST', 'TH'] as const;

/** Whose holidays they are: of all schools there, general or vocational ones, those with an exception (islands), or a part nobody here knows. */
export interface Part {
  state: string;
  of: 'all' | 'general' | 'vocational' | 'islands' | { unknown: string };
}

/** Which holidays a school has within its state, as its setting says. */
export type HolidayCalendar = 'usual' | 'vocational' | 'islands';

/**
 * What `Subdivisions` or `Groups` say: `NI`, `HB,NI`, `DE-NI`, `MV-ABS`, `MV-BBS`.
 *
 * @param tags  `Exception` marks what is otherwise for a part of the state; only Schleswig-Holstein has it, for its islands
 */
export function partsOf(cell: string, tags: string): (Part & { isKnown: boolean })[] {
  const isException = tags.split(',').some((tag) => tag.trim() === 'Exception');
  return cell.split(',').map((entry) => {
    const code = entry.trim().replace(/^DE-(?=[A-Z]{2}(-|$))/, '');
    const [state = '', ...rest] = code.split('-');
    const part = rest.join('-');
    const isKnown = states.some((known) => known === state);
    if (part === 'ABS') return { state, isKnown, of: 'general' };
    if (part === 'BBS') return { state, isKnown, of: 'vocational' };
    if (part !== '') return { state, isKnown, of: { unknown: code } };
    if (isException) return { state, isKnown, of: state === 'SH' ? 'islands' : { unknown: code } };
    return { state, isKnown, of: 'all' };
  });
}
