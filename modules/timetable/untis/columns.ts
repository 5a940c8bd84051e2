/**
 * The columns of Untis' DIF files that are read, by their place from 0 (Untis' help, "Export Schnittstellen"); the files have no header, and what
 * is not named here is never read: so no reason of an absence and nothing about people but short names ever leaves a file.
 * `least`: how many columns a row must have to be such a file at all; `most`: with more it is another one.
 */
export const untisFiles = {
  /** Timetable: one row per lesson number, class, teacher and room at one time. */
  '001': {
    least: 7,
    most: 12,
    at: {
      number: [0, 'U-Nr'],
      class: [1, 'Klasse'],
      teacher: [2, 'Lehrer'],
      subject: [3, 'Fach'],
      room: [4, 'Raum'],
      day: [5, 'Tag'],
      period: [6, 'Stunde'],
      week: [8, 'Woche'],
    },
  },
  /** Lessons without times. */
  '002': {
    least: 16,
    most: 80,
    at: {
      number: [0, 'U-Nr'],
      class: [4, 'Klasse'],
      teacher: [5, 'Lehrer'],
      subject: [6, 'Fach'],
      room: [7, 'Räume'],
      week: [11, 'Unterrichtsgruppe'],
      from: [14, 'von'],
      to: [15, 'bis'],
      course: [41, 'Kursname'],
    },
  },
  '003': { least: 2, most: 80, at: { shortName: [0, 'Kürzel'], name: [1, 'Langname'] } },
  /** Names of teachers are the roster's affair: only short names are read. */
  '004': { least: 2, most: 80, at: { shortName: [0, 'Kürzel'] } },
  '005': { least: 2, most: 40, at: { shortName: [0, 'Kürzel'], name: [1, 'Name'], capacity: [7, 'Kapazität'] } },
  '006': { least: 2, most: 40, at: { shortName: [0, 'Kürzel'], name: [1, 'Langname'] } },
} as const satisfies Record<string, { least: number; most: number; at: Record<string, readonly [place: number, name: string]> }>;

export type UntisKind = keyof typeof untisFiles;
export type Column<K extends UntisKind> = keyof (typeof untisFiles)[K]['at'];

/** A column as people count: `6 (Tag)`. */
export function columnName([place, name]: readonly [place: number, name: string]): string {
  return `${place + 1} (${name})`;
}

/** Which file a name means (`GPU001.TXT`, also with something around it); `other`: one of Untis' that is not for the timetable; null: it says nothing. */
export function kindOfName(name: string): UntisKind | 'other' | null {
  const number = /gp[up](\d{3})(?!\d)/i.exec(name.split(/[\\/]/).at(-1) ?? '')?.[1];
  if (number === undefined) return null;
  return isKind(number) ? number : 'other';
}

function isKind(number: string): number is UntisKind {
  return number in untisFiles;
}
