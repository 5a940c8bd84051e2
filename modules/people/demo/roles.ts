/**
 * The well-known people of the demo city, one per role; the start page of a demo opens a door for each. The handle is what
 * `createIdentities` makes of the names: their bearers are entered first, so that none is numbered.
 */
export const demoRoles = [
  { role: 'teacher', schoolSlug: 'goethe', handle: 'aylin.yilmaz' },
  { role: 'pupil', schoolSlug: 'goethe', handle: 'elif.demir' },
  { role: 'guardian', schoolSlug: 'goethe', handle: 'nuray.demir' },
  { role: 'office', schoolSlug: 'goethe', handle: 'petra.schulte' },
  { role: 'head', schoolSlug: 'goethe', handle: 'martin.vogt' },
  { role: 'school_admin', schoolSlug: 'goethe', handle: 'jens.petersen' },
] as const;

/** Families with a child at the Grundschule and one at the Gymnasium; the same guardians, one sign-in. */
export const sharedFamilies = [
  {
    lastName: 'Demir',
    guardians: [
      ['Nuray', 'w'],
      ['Murat', 'm'],
    ],
    park: ['Can', 'm', '3a'],
    goethe: ['Elif', 'w', '8b'],
  },
  { lastName: 'Kowalski', guardians: [['Agnieszka', 'w']], park: ['Antoni', 'm', '1b'], goethe: ['Zofia', 'w', '5a'] },
  {
    lastName: 'Brinkmann',
    guardians: [
      ['Silke', 'w'],
      ['Thorsten', 'm'],
    ],
    park: ['Ida', 'w', '2a'],
    goethe: ['Jonas', 'm', '6c'],
  },
  { lastName: 'Kovalenko', guardians: [['Oksana', 'w']], park: ['Danylo', 'm', '4b'], goethe: ['Daryna', 'w', '7d'] },
  {
    lastName: 'Haddad',
    guardians: [
      ['Rania', 'w'],
      ['Karim', 'm'],
    ],
    park: ['Yasin', 'm', '3a'],
    goethe: ['Amira', 'w', '8b'],
  },
  {
    lastName: 'Feldmann',
    guardians: [
      ['Anke', 'w'],
      ['Dirk', 'm'],
    ],
    park: ['Lotte', 'w', '4a'],
    goethe: ['Theo', 'm', '8b'],
  },
  {
    lastName: 'Osterkamp',
    guardians: [
      ['Judith', 'w'],
      ['Maren', 'w'],
    ],
    park: ['Mats', 'm', '1a'],
    goethe: ['Greta', 'w', '9a'],
  },
  {
    lastName: 'Aydın',
    guardians: [
      ['Sevgi', 'w'],
      ['Hakan', 'm'],
    ],
    park: ['Defne', 'w', '2b'],
    goethe: ['Emre', 'm', '5c'],
  },
] as const;

/** Those who run a school of the demo city: names, Kürzel, what they are, what they teach. */
export const demoStaff = {
  goethe: [
    { first: 'Aylin', last: 'Yılmaz', gender: 'w', title: null, short: 'YIL', capacities: ['teacher'], subjects: ['M', 'PH'] },
    { first: 'Martin', last: 'Vogt', gender: 'm', title: 'Dr.', short: 'VOG', capacities: ['head', 'teacher'], subjects: ['GE'] },
    {
      first: 'Jens',
      last: 'Petersen',
      gender: 'm',
      title: null,
      short: 'PET',
      capacities: ['school_admin', 'teacher'],
      subjects: ['INF', 'M'],
    },
    { first: 'Petra', last: 'Schulte', gender: 'w', title: null, short: null, capacities: ['office'], subjects: [] },
    { first: 'Nadine', last: 'Krüger', gender: 'w', title: null, short: null, capacities: ['staff'], subjects: [] },
  ],
  park: [
    { first: 'Sabine', last: 'Hellwig', gender: 'w', title: null, short: 'HEL', capacities: ['head', 'teacher'], subjects: ['D', 'M'] },
    { first: 'Birgit', last: 'Möller', gender: 'w', title: null, short: null, capacities: ['office', 'school_admin'], subjects: [] },
    { first: 'Lena', last: 'Arndt', gender: 'w', title: null, short: null, capacities: ['staff'], subjects: [] },
  ],
  berufskolleg: [
    { first: 'Ute', last: 'Dahlmann', gender: 'w', title: 'Dr.', short: 'DAH', capacities: ['head'], subjects: [] },
    { first: 'Ralf', last: 'Stein', gender: 'm', title: null, short: 'STE', capacities: ['school_admin', 'teacher'], subjects: ['INF'] },
    { first: 'Gabi', last: 'Lüders', gender: 'w', title: null, short: null, capacities: ['office'], subjects: [] },
  ],
} as const;
