/** A teacher of the invented school; `lead`: the class whose Klassenleitung this is. */
export interface MadeTeacher {
  id: number;
  short: string;
  last: string;
  first: string;
  gender: 'm' | 'w';
  lead: string | null;
}

export interface MadePupil {
  id: number;
  last: string;
  first: string;
  /** 'YYYY-MM-DD' */
  born: string;
  gender: 'm' | 'w';
  className: string;
  /** Sits in the club besides the lessons of the class. */
  inClub: boolean;
}

export interface MadeGuardian {
  id: number;
  last: string;
  first: string;
  gender: 'm' | 'w';
  street: string;
  children: number[];
}

/** A school as data; each writer says it in one format. */
export interface MadeSchool {
  classes: string[];
  teachers: MadeTeacher[];
  pupils: MadePupil[];
  guardians: MadeGuardian[];
}

const names: [last: string, first: string, gender: 'm' | 'w'][] = [
  ['Beispiel', 'Anna', 'w'],
  ['Bauer', 'Ben', 'm'],
  ['Krüger', 'Änne', 'w'],
  ['von der Aue', 'Zoë', 'w'],
  ['Groß', 'Jörg', 'm'],
  ['Özdemir', 'Elif', 'w'],
  ['Kaya', 'Cem', 'm'],
  ['Ost', 'Dana', 'w'],
  ['Beispiel', 'Fritz', 'm'],
  ['Lehmann-Voß', 'Ida', 'w'],
  ['Muster', 'Max', 'm'],
  ['Weiß', 'Paul', 'm'],
];

/** The school at first: 5a and 5b with six pupils each. */
export function madeSchool(): MadeSchool {
  return {
    classes: ['5a', '5b'],
    teachers: [
      { id: 1, short: 'WEER', last: 'Weerts', first: 'Imke', gender: 'w', lead: '5a' },
      { id: 2, short: 'ÖA', last: 'Öztürk', first: 'Ömer', gender: 'm', lead: '5b' },
    ],
    pupils: names.map(([last, first, gender], at) => ({
      id: at + 1,
      last,
      first,
      born: `2015-0${(at % 9) + 1}-1${at % 9}`,
      gender,
      className: at < 6 ? '5a' : '5b',
      inClub: at % 5 === 0,
    })),
    guardians: [
      { id: 501, last: 'Beispiel', first: 'Maria', gender: 'w', street: 'Ringstraße 5', children: [1, 9] },
      { id: 502, last: 'Kaya', first: 'Deniz', gender: 'm', street: 'Am Wall 2', children: [7] },
    ],
  };
}

/** In mid-year: Emil is new in 5a, Ben has moved to 5b, Dana has left, Anna is called Neumann. */
export function later(school: MadeSchool): MadeSchool {
  const pupils = school.pupils
    .filter(({ first }) => first !== 'Dana')
    .map((pupil) => ({
      ...pupil,
      last: pupil.first === 'Anna' ? 'Neumann' : pupil.last,
      className: pupil.first === 'Ben' ? '5b' : pupil.className,
    }));
  pupils.push({ id: 13, last: 'Ziegler', first: 'Emil', born: '2015-03-03', gender: 'm', className: '5a', inClub: false });
  return { ...school, pupils };
}

/** The lessons of a class: its name, its subject, who gives them. */
export const lessonsOf = (className: string) => `M ${className}`;
/** Across the classes, taught by both teachers. */
export const club = 'KU-AG';

/** The courses somebody sits in. */
export function coursesOf({ className, inClub }: MadePupil): string[] {
  return [lessonsOf(className), ...(inClub ? [club] : [])];
}

/** '2015-03-01' → '01.03.2015' */
export function germanDay(day: string): string {
  return day.split('-').reverse().join('.');
}
