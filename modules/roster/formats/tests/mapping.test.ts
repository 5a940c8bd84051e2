import { expect, test } from 'vitest';
import { bindColumns } from '../column-mapping.ts';
import { isDroppedColumn } from '../dropped-fields.ts';
import { guessMapping } from '../guess-mapping.ts';
import { mappingPresets } from '../mapping-presets.ts';
import { belongings, fixture, places, read, snapshotOf, textFile } from './fixture-files.ts';

test.each([
  ['danis', 'SchuelerIdentNummer;SchuelerRufname;SchuelerNachname;GruppeBezeichung'],
  ['iserv', 'Import-ID;Vorname;Nachname;Klasse/Information'],
  ['iserv_guardians', 'Vorname;Nachname;Kind-ID;E-Mail'],
  ['moodle', 'username;password;firstname;lastname;email;cohort1;course1;course2'],
  ['ucsschool', '"Schule";"Vorname";"Nachname";"Klassen";"Beschreibung";"Telefon";"EMail"'],
  ['ucsschool_roles', '"Schulen";"Benutzertyp";"Vorname";"Nachname";"Klassen"'],
  ['kurs42_teachers', '"ID";"Kuerzel";"Name";"Vorname";"Passwort";"Geschlecht";"AmtsBez";"EMail"'],
])('the preset %s is recognised by its columns', (preset, header) => {
  const headers = header.split(';').map((each) => each.replaceAll('"', ''));
  expect(guessMapping({ headers, file: 'a.csv' })).toMatchObject({ preset, confidence: 1 });
});

test('every preset is found by its own columns', () => {
  for (const mapping of mappingPresets) {
    const headers = Object.values(mapping.columns)
      .flat()
      .map((name) => name.replace('*', '1'));
    expect(bindColumns({ headers }, mapping).missing).toEqual([]);
  }
});

test('a list in UCS@school style gives roles, several classes of a teacher, and commas in quotes', async () => {
  const lines = [
    '"Schulen","Benutzertyp","Vorname","Nachname","Klassen","EMail"',
    '"gym","student","Lea","Berg","5a",""',
    '"gym","teacher","Tomasz","Kurz","5a,6b","t.kurz@example.org"',
    '"gym","alien","Xu","X","",""',
  ];
  const reading = await read([textFile('ucs.csv', lines.join('\n'))]);
  expect(belongings(snapshotOf(reading))).toEqual([
    'Lea Berg in 5a (pupil)',
    'Tomasz Kurz teaches 5a (co_teach)',
    'Tomasz Kurz teaches 6b (co_teach)',
  ]);
  expect(places(reading)).toEqual(['ucs.csv 4 Benutzertyp role_unknown']);
});

test('a Moodle list gives cohorts as groups, courses, and deleted people as leaving', async () => {
  const lines = [
    'username,firstname,lastname,email,idnumber,cohort1,cohort2,course1,deleted',
    'a.b,A,B,a@example.org,7,Chor,5a,Mathe 5,0',
    'c.d,C,D,,8,,,,1',
  ];
  const snapshot = snapshotOf(await read([textFile('moodle.csv', lines.join('\n'))]));
  expect(belongings(snapshot)).toEqual(['A B in 5a (member)', 'A B in Chor (member)', 'A B in Mathe 5 (pupil)']);
  expect(snapshot.persons.map((each) => each.status)).toEqual(['active', 'leaving']);
  expect(snapshot.complete.pupils).toBe(false);
});

test('a DaNiS list with one row per pupil and group is one pupil in several groups', async () => {
  const lines = ['SchuelerIdentNummer;SchuelerRufname;SchuelerNachname;GruppeBezeichung', '1;Lea;Berg;5a', '1;Lea;Berg;Chor'];
  const reading = await read([textFile('danis.csv', lines.join('\n'))]);
  expect(reading.problems).toEqual([]);
  expect(belongings(snapshotOf(reading))).toEqual(['Lea Berg in 5a (pupil)', 'Lea Berg in Chor (pupil)']);
});

test('unknown columns are guessed with less certainty, and a table without names asks for a mapping', async () => {
  const guess = guessMapping({ headers: ['Familienname', 'Rufname', 'Geb.-Datum', 'Klasse'], file: 'asv.csv' });
  expect(guess.preset).toBeNull();
  expect(guess.confidence).toBeGreaterThan(0.5);
  expect(guess.confidence).toBeLessThan(1);
  expect(guess.mapping.columns).toEqual({ lastName: 'Familienname', callName: 'Rufname', birthDate: 'Geb.-Datum', class: 'Klasse' });

  const reading = await read([textFile('x.csv', 'Spalte A;Spalte B;Spalte C\nBerg;Lea;5a\n')]);
  expect(reading.snapshot).toBeNull();
  expect(places(reading)).toEqual(['x.csv - lastName column_missing', 'x.csv - firstName column_missing']);
  expect(reading.detected.tables[0]?.sample).toEqual([['Berg', 'Lea', '5a']]);

  const mapping = { name: 'ours', rows: 'pupil', columns: { lastName: 'Spalte A', firstName: 'Spalte B', class: 'Spalte C' } } as const;
  expect(belongings(snapshotOf(await read([textFile('x.csv', 'Spalte A;Spalte B;Spalte C\nBerg;Lea;5a\n')], { mapping })))).toEqual([
    'Lea Berg in 5a (pupil)',
  ]);
});

test('guardians are merged by names together with e-mail, telephone or address, never by one alone', async () => {
  const reading = await read([...fixture('iserv.csv'), ...fixture('guardians.csv')]);
  const { persons, relations } = snapshotOf(reading);
  const name = (key: string | null) => persons.find((each) => each.key === key);
  const guardians = persons.filter((each) => each.kind === 'guardian');
  expect(guardians.map((each) => [each.firstName, each.email])).toEqual([
    ['Maria', 'maria@example.org'],
    ['Paul', 'maria@example.org'],
    ['Maria', null],
    ['Otto', null],
  ]);
  expect(relations.map((each) => [name(each.guardianKey)?.firstName, name(each.childKey)?.firstName, each.order])).toEqual([
    ['Maria', 'Anna', 1],
    ['Maria', 'Ben', 1],
    ['Paul', 'Anna', 2],
    ['Maria', 'Cem', 1],
  ]);
  expect(new Set(relations.map((each) => each.guardianKey)).size).toBe(3);
  expect(places(reading)).toEqual(['guardians.csv 5 - guardian_unclear', 'guardians.csv 6 Kind-ID child_unknown']);
});

test('a list of guardians alone keeps how it names the children', async () => {
  const { relations } = snapshotOf(await read(fixture('guardians.csv')));
  expect(relations[0]).toEqual({
    guardianKey: 'guardian:@1',
    childKey: null,
    child: { sourceId: '1', lastName: null, firstName: null, birthDate: null, className: null },
    order: 1,
  });
});

test('a child without an id is found by name, birth date and class, and asked about when two fit', async () => {
  const pupils = textFile('pupils.csv', 'Nachname;Vorname;Geburtsdatum;Klasse\nMöller;Jürgen;01.01.2012;7a\nMöller;Jürgen;02.01.2012;7b\n');
  const list = (row: string) => textFile('eltern.csv', `Nachname;Vorname;Nachname Kind;Vorname Kind;Klasse Kind\n${row}\n`);
  const clear = await read([pupils, list('Möller;Uta;Möller;Jürgen;7b')]);
  expect(snapshotOf(clear).relations).toMatchObject([{ childKey: 'pupil:@2' }]);
  const unclear = await read([pupils, list('Möller;Uta;Möller;Jürgen;')]);
  expect(unclear.problems).toMatchObject([
    { file: 'eltern.csv', line: 2, column: 'Nachname Kind', code: 'child_ambiguous', data: { count: 2 } },
  ]);
});

test.each([
  'Konfession',
  'Religionszugehörigkeit',
  'Förderschwerpunkt 1',
  'Staatsangehörigkeit',
  'Passwort',
  'password',
  'Initialkennwort',
  'Mathe-Note',
  'Fehlstd.',
  'Migrationshintergrund',
  'LRS',
  'Nationalität',
])('a column called %s is never read', (header) => expect(isDroppedColumn(header)).toBe(true));

test.each(['Straße', 'Beschreibung', 'Vorname', 'Klasse', 'Notfallnummer der Eltern'.replace('Notf', 'Unf'), 'Spinde', 'Attribut'])(
  'a column called %s may be read',
  (header) => expect(isDroppedColumn(header)).toBe(false),
);
