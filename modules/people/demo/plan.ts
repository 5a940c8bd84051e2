/** How big a school of the demo city is. */
export interface DemoPlan {
  classes: readonly { name: string; yearLevel: string; pupils: number }[];
  /** The subjects each teacher teaches. */
  teachers: readonly (readonly string[])[];
  /** Year of birth of pupils in level 01, for the school year that begins in 2026. */
  bornFirstLevel: number;
  withGuardians: boolean;
}

const letters = ['a', 'b', 'c', 'd'];
const two = (level: number) => String(level).padStart(2, '0');

/** The plan of one of the three schools; a school with another slug gets that of the Gymnasium, smaller. */
export function demoPlan(slug: string): DemoPlan {
  if (slug === 'park') {
    const classes = [1, 2, 3, 4].flatMap((level) =>
      ['a', 'b'].map((letter, place) => ({ name: `${level}${letter}`, yearLevel: two(level), pupils: 22 + place })),
    );
    return {
      classes,
      teachers: Array.from({ length: 14 }, (_, at) => (at % 7 === 6 ? ['SP', 'MU'] : ['D', 'M', 'SU', at % 2 ? 'KU' : 'E'])),
      bornFirstLevel: 2020,
      withGuardians: true,
    };
  }
  if (slug === 'berufskolleg') {
    const courses = ['IT', 'KB', 'EH', 'ME', 'GE', 'SO'];
    const classes = [
      ...courses.flatMap((course) => [1, 2, 3].map((year) => ({ name: `${course}${year}A`, yearLevel: two(10 + year), pupils: 24 }))),
      ...['IT', 'KB', 'GE'].flatMap((course) =>
        [1, 2].map((year) => ({ name: `${course}${year}B`, yearLevel: two(10 + year), pupils: 24 })),
      ),
      { name: 'FOS12', yearLevel: '12', pupils: 24 },
    ];
    const pairs = [
      ['D', 'PK'],
      ['M', 'INF'],
      ['E', 'D'],
      ['BWL', 'PK'],
      ['INF', 'M'],
      ['BWL', 'E'],
      ['TEC', 'M'],
      ['GES', 'D'],
      ['SP', 'E'],
    ];
    return {
      classes,
      teachers: Array.from({ length: 45 }, (_, at) => pairs[at % pairs.length] ?? ['D']),
      bornFirstLevel: 2020,
      withGuardians: false,
    };
  }
  const classes = [
    ...[5, 6, 7, 8, 9, 10].flatMap((level) => letters.map((letter) => ({ name: `${level}${letter}`, yearLevel: two(level), pupils: 30 }))),
    ...['EF', 'Q1', 'Q2'].map((name, at) => ({ name, yearLevel: two(11 + at), pupils: 160 })),
  ];
  const pairs = [
    ['M', 'PH'],
    ['D', 'GE'],
    ['E', 'F'],
    ['M', 'INF'],
    ['D', 'KR'],
    ['E', 'SP'],
    ['BI', 'CH'],
    ['EK', 'SP'],
    ['MU', 'D'],
    ['KU', 'E'],
    ['L', 'GE'],
    ['PH', 'CH'],
    ['E', 'PK'],
    ['M', 'EK'],
    ['D', 'ER'],
    ['BI', 'SP'],
    ['F', 'S'],
    ['PL', 'D'],
    ['GE', 'PK'],
  ];
  return {
    classes,
    teachers: Array.from({ length: 95 }, (_, at) => pairs[at % pairs.length] ?? ['D']),
    bornFirstLevel: 2020,
    withGuardians: true,
  };
}
