import type { RosterGender } from './snapshot.ts';

const words = new Map<string, RosterGender>(
  Object.entries({
    m: 'm',
    männlich: 'm',
    maennlich: 'm',
    male: 'm',
    '3': 'm',
    w: 'w',
    f: 'w',
    weiblich: 'w',
    female: 'w',
    '4': 'w',
    d: 'd',
    divers: 'd',
    diverse: 'd',
    '5': 'd',
    x: 'x',
    'ohne angabe': 'x',
    '6': 'x',
  }),
);

/** The gender a list means, by Schulconnex' codes m, w, d, x; 3 to 6 are SchILD-NRW's numbers for them. Undefined if it means none. */
export function readGender(text: string): RosterGender | undefined {
  return words.get(text.trim().toLowerCase());
}
