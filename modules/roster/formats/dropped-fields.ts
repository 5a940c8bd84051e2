import { headerKey } from './column-mapping.ts';

/**
 * What is thrown away while a file is read and can never reach a snapshot: special categories of personal data (Art. 9 GDPR), marks,
 * absences, remarks, passwords, and what a learning platform does not need (data minimisation).
 *
 * The readers take only the fields they name, so this list is no filter but a statement; a test fills every field of it with a marked
 * value and looks for that value in the snapshot. For free tables it is a filter as well: such a column cannot be mapped and is not shown.
 */
export const droppedFields = {
  svws: ['lernplattformlogin.initialpasswort'],
  enm: [
    'lehrer[].passwordHash',
    'lehrer[].tsPasswordHash',
    'schueler[].istZieldifferent',
    'schueler[].istDaZFoerderung',
    'schueler[].sprachenfolge',
    'schueler[].lernabschnitt (fehlstunden*, foerderschwerpunkt1/2, lernbereich*note, pruefungsordnung)',
    'schueler[].leistungsdaten[] (note, noteQuartal, fehlstunden*, fachbezogeneBemerkungen, istGemahnt, mahndatum, teilleistungen)',
    'schueler[].ankreuzkompetenzen',
    'schueler[].bemerkungen',
    'schueler[].zp10',
    'schueler[].bkabschluss',
    'foerderschwerpunkte',
    'floskelgruppen',
  ],
  schild: [
    'SchuelerBasisdaten: Aussiedler, 1. Staatsang., Konfession, StatistikKrz Konfession, Abmeldedatum/Anmeldedatum Religionsunterricht,',
    'Verpflichtung/Teilnahme Sprachförderkurs, Förderschwerpunkt, 2. Förderschwerpunkt, Schwerstbehinderung, Autist, Herkunft, Zuzugsjahr,',
    'Geburtsland Schüler/Mutter/Vater, Verkehrssprache, Dauer Kindergartenbesuch, Übergangsempf. JG5, Abschluss, addresses',
    'Lehrkraefte: StatistikKrz, Geburtsdatum, Staatsang, addresses, telephones, private E-Mail, Rechtsverhältnis, Beschäftigungsart, Pflichtstunden',
    'SchuelerErzieher: addresses, everything behind the names',
    'SchuelerLeistungsdaten: Note, Abiturfach, Fehlstd., unentsch. Fehlstd.',
    'every other file of the set (SchuelerZusatzdaten, SchuelerLernabschnittsdaten, SchuelerMerkmale, SchuelerASV, SchuelerLELS, …)',
  ],
  logineo: ['birth dates of teachers', 'Lehrer-Ident-Nr. (kept as a hash only)', 'every element but those of section 1.2'],
  oneroster: [
    'demographics.csv (all of it)',
    'users.password',
    'users.sms',
    'users.phone',
    'userProfiles.csv (all of it)',
    'users.pronouns',
    'results, lineItems',
  ],
  csv: ['columns of the kinds in droppedColumnWords', 'GPU004, GPU010: every column but those of untis.ts'],
  xlsx: ['columns of the kinds in droppedColumnWords'],
} as const;

/** Parts of column names (by `headerKey`) that mark special categories, marks, absences and passwords in free tables. */
const droppedColumnWords: readonly string[] = [
  'konfession',
  'religion',
  'bekenntnis',
  'foerder',
  'behinder',
  'gdb',
  'autis',
  'inklusi',
  'zieldiff',
  'daz',
  'nachteilsausgleich',
  'lrs',
  'staatsang',
  'nationalit',
  'nationality',
  'citizenship',
  'geburtsland',
  'herkunft',
  'aussiedler',
  'migration',
  'zuzug',
  'fluechtling',
  'verkehrssprache',
  'muttersprache',
  'ethnic',
  'race',
  'gesundheit',
  'krank',
  'allergi',
  'impf',
  'masern',
  'medikament',
  'bemerkung',
  'vermerk',
  'zensur',
  'fehlstd',
  'fehlstund',
  'fehltage',
  'passwor',
  'kennwort',
  'passwd',
  'password',
  'pin',
  'iban',
  'sozialleistung',
  'bafoeg',
  'but',
];

/** Words of the list that are too short to look for inside others ("pin" in "Spinde"): they must be the whole name. */
const wholeWords = new Set(['gdb', 'daz', 'lrs', 'pin', 'but', 'race']);

/** Whether a free table's column must not be read, by its name. */
export function isDroppedColumn(header: string): boolean {
  const key = headerKey(header);
  if (/noten?$|^note/.test(key)) return true;
  return droppedColumnWords.some((word) =>
    wholeWords.has(word) ? key === word || key === `${word}n` || key === `${word}s` : key.includes(word),
  );
}
