import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectSeparator, separators } from '../separator.ts';
import { belongings, fixture, places, read, snapshotOf, textFile } from './fixture-files.ts';

test('an IServ list is recognised: pupils with classes and courses, a teacher whose class is called Lehrer', async () => {
  const reading = await read(fixture('iserv.csv'));
  const snapshot = snapshotOf(reading);

  expect(reading.problems).toEqual([]);
  expect(reading.detected).toMatchObject({ format: 'csv', tables: [{ preset: 'iserv', encoding: 'utf-8', separator: ';', rows: 4 }] });
  expect(snapshot.persons.map((each) => [each.key, each.lastName, each.handle, each.entryClass])).toEqual([
    ['pupil:1', 'Beispiel', 'anna.beispiel', '5a'],
    ['pupil:2', 'Groß', 'ben.gross', '05A'],
    ['pupil:3', 'Yılmaz', null, '5 b'],
    ['teacher:4', 'Lehrmann', 'dora.lehrmann', null],
  ]);
  expect(snapshot.classes.map((each) => [each.name, each.matchName, each.yearLevel])).toEqual([
    ['5a', '5a', '05'],
    ['5 b', '5b', '05'],
  ]);
  expect(belongings(snapshot)).toEqual([
    'Anna Beispiel in 5a (pupil)',
    'Anna Beispiel in Chor (pupil)',
    'Anna Beispiel in Schach (pupil)',
    'Ben Groß in 5a (pupil)',
    'Cem Yılmaz in 5 b (pupil)',
    'Cem Yılmaz in Schach (pupil)',
  ]);
  expect(snapshot.complete).toEqual({ pupils: false, teachers: false, guardians: false, classes: false, courses: false });
  const whole = snapshotOf(await read(fixture('iserv.csv'), { complete: true }));
  expect(whole.complete).toEqual({ pupils: true, teachers: false, guardians: false, classes: true, courses: true });
});

test('the mapping page gets the columns and a sample, without special categories and passwords', async () => {
  const [table] = (await read(fixture('iserv.csv'))).detected.tables;
  expect(table?.columns.filter((column) => column.dropped).map((column) => column.name)).toEqual(['Konfession', 'Passwort']);
  expect(table?.sample[0]).toEqual(['1', 'Anna', 'Beispiel', '5a', 'Chor,Schach', 'anna.beispiel', '', '']);
});

test('every fault is named with its line and column, and its row is left out', async () => {
  const lines = [
    'ID;Nachname;Vorname;Geburtsdatum;Klasse;E-Mail;Geschlecht',
    '1;Muster;Anna;01.02.2012;8a;anna@example.org;w',
    '2;;Ben;01.02.2012;8a;;m',
    '3;Dunkel;Cem;31.02.2012;8a;;m',
    '1;Anders;Dora;01.02.2012;8a;;w',
    '5;Zu;Wenig',
    '6;Steu\u0001er;Emil;01.02.2012;8a;;m',
    `7;${'x'.repeat(101)};Fritz;01.02.2012;8a;;m`,
    '8;Gern;Gesa;01.02.2012;8a;keine;q',
    '1;Muster;Anna;01.02.2012;8a;;w',
  ];
  const reading = await read([textFile('liste.csv', lines.join('\n'))]);
  expect(places(reading)).toEqual([
    'liste.csv 6 - row_length',
    'liste.csv 3 Nachname name_empty',
    'liste.csv 4 Geburtsdatum birth_date_impossible',
    'liste.csv 5 ID source_id_duplicate',
    'liste.csv 7 Nachname control_character',
    'liste.csv 8 Nachname too_long',
    'liste.csv 9 Geschlecht gender_unknown',
    'liste.csv 9 E-Mail email_invalid',
  ]);
  expect(snapshotOf(reading).persons.map((each) => each.lastName)).toEqual(['Muster', 'Gern']);
});

test('a birth date after today is impossible', async () => {
  const reading = await read([textFile('a.csv', 'Nachname;Vorname;Geburtsdatum\nA;B;01.01.2030\n')], { today: '2025-10-01' });
  expect(places(reading)).toEqual(['a.csv 2 Geburtsdatum birth_date_impossible']);
});

test('a class with a single pupil, or one the school does not have, is asked about with a suggestion', async () => {
  const rows = ['Nachname;Vorname;Klasse', ...'ABCDEF'.split('').map((letter) => `Muster${letter};Kim;8b`), 'Vertippt;Vera;8x'];
  const file = textFile('a.csv', rows.join('\n'));
  const alone = await read([file]);
  expect(alone.problems).toMatchObject([
    { line: 8, column: 'Klasse', code: 'class_with_one_pupil', data: { name: '8x', suggestion: '8b' } },
  ]);
  const known = await read([file], { knownClasses: ['08B', '8a'] });
  expect(known.problems).toMatchObject([{ line: 8, code: 'class_not_listed_near', severity: 'warning', data: { suggestion: '8a, 08B' } }]);
});

test('without ids, namesakes stay apart, and only the same birth date and class make one person', async () => {
  const lines = [
    'Nachname;Vorname;Geburtsdatum;Klasse',
    'Möller;Jürgen;01.01.2012;7a',
    'Möller;Jürgen;02.01.2012;7a',
    'Möller;Jürgen;01.01.2012;7b',
    'Möller;Jürgen;01.01.2012;7a',
  ];
  const reading = await read([textFile('a.csv', lines.join('\n'))]);
  expect(snapshotOf(reading).persons).toHaveLength(3);
  expect(places(reading)).toEqual(['a.csv 5 - row_duplicate']);
  const bare = await read([textFile('a.csv', 'Nachname;Vorname;Klasse\nMöller;Jürgen;7a\nMöller;Jürgen;7a')]);
  expect(snapshotOf(bare).persons).toHaveLength(2);
  expect(places(bare)).toContain('a.csv 3 - namesakes_unclear');
});

test('unruly quotes are read line by line and reported once; a quote that never ends costs its line only', async () => {
  const lines = ['"Kuerzel";"Name";"Vorname";"AmtsBez"', '"A";"Alt";"Ada";"StR""', '"B";"Bunt";"Bo";"OStR""', '"C";"Cool;"Cleo";"StR"'];
  const reading = await read([textFile('a.txt', lines.join('\n'))]);
  expect(snapshotOf(reading).persons.map((each) => each.lastName)).toEqual(['Alt', 'Bunt']);
  expect(reading.problems).toMatchObject([
    { line: 4, code: 'quotes_broken' },
    { line: 2, code: 'quotes_repaired', data: { count: 2 } },
  ]);
});

test('the separator is found whatever the quoted cells hold', () => {
  const cell = fc.string({ minLength: 1, maxLength: 8 }).map((text) => `"${text.replaceAll('"', '""')}"`);
  fc.assert(
    fc.property(fc.constantFrom(...separators), fc.array(fc.tuple(cell, cell, cell), { minLength: 2, maxLength: 8 }), (separator, rows) => {
      expect(detectSeparator(rows.map((row) => row.join(separator)).join('\r\n'))).toBe(separator);
    }),
  );
});
