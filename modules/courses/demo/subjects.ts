/** Short and long names of the subjects of the demo city. */
export const subjectNames: Readonly<Record<string, string>> = {
  D: 'Deutsch',
  M: 'Mathematik',
  E: 'Englisch',
  F: 'Französisch',
  L: 'Latein',
  S: 'Spanisch',
  EK: 'Erdkunde',
  GE: 'Geschichte',
  PK: 'Politik',
  BI: 'Biologie',
  CH: 'Chemie',
  PH: 'Physik',
  INF: 'Informatik',
  MU: 'Musik',
  KU: 'Kunst',
  SP: 'Sport',
  SU: 'Sachunterricht',
  PL: 'Philosophie',
  KR: 'Katholische Religionslehre',
  ER: 'Evangelische Religionslehre',
  BWL: 'Wirtschaftslehre',
  TEC: 'Technik',
  GES: 'Gesundheit und Soziales',
};

/** What a class learns as a whole. */
export function classSubjects(slug: string, className: string, level: number): readonly string[] {
  if (slug === 'park') return level >= 3 ? ['D', 'M', 'SU', 'E', 'MU', 'KU', 'SP'] : ['D', 'M', 'SU', 'MU', 'KU', 'SP'];
  if (slug === 'berufskolleg') {
    const own: Record<string, readonly string[]> = {
      IT: ['INF', 'M', 'BWL'],
      KB: ['BWL', 'INF'],
      EH: ['BWL'],
      ME: ['TEC', 'M'],
      GE: ['GES'],
      SO: ['GES'],
    };
    return ['D', 'E', 'PK', 'SP', ...(own[className.slice(0, 2)] ?? ['M'])];
  }
  if (level > 10) return [];
  if (level <= 6) return ['D', 'M', 'E', 'BI', 'EK', 'MU', 'KU', 'SP', ...(level === 6 ? ['GE', 'PH'] : [])];
  return ['D', 'M', 'E', 'GE', 'PK', 'EK', 'BI', 'CH', 'PH', 'KU', 'SP'];
}

/** What a year chooses across its classes: of each list every pupil takes one. Courses that betray a confession are sensitive. */
export function yearChoices(
  slug: string,
  level: number,
): readonly { subjects: readonly string[]; courseType: string | null; sensitive: boolean }[] {
  if (slug === 'park') return [];
  if (slug === 'berufskolleg') return [];
  const belief = { subjects: ['KR', 'ER', 'PL'], sensitive: true };
  if (level <= 10)
    return [{ ...belief, courseType: null }, ...(level >= 7 ? [{ subjects: ['F', 'L', 'S'], courseType: null, sensitive: false }] : [])];
  const basic = (...subjects: string[]) => ({ subjects, courseType: 'GK', sensitive: false });
  const advanced = (...subjects: string[]) => ({ subjects, courseType: 'LK', sensitive: false });
  return [
    basic('D'),
    basic('M'),
    basic('E', 'F', 'S'),
    basic('BI', 'CH', 'PH'),
    basic('GE', 'PK', 'EK'),
    basic('KU', 'MU'),
    basic('SP'),
    { ...belief, courseType: 'GK' },
    ...(level >= 12 ? [advanced('M', 'BI', 'PH'), advanced('E', 'GE', 'EK', 'D')] : [basic('INF', 'L')]),
  ];
}
