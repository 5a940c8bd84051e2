import { expect, test } from 'vitest';
import { untisFileOf } from '../untis.ts';
import { belongings, fixture, places, read, snapshotOf, textFile, zipped } from './fixture-files.ts';

const teacher = `"WEER","Weerts"${','.repeat(27)}"Imke"`;

test('GPU004 and GPU010 are known by their names: teachers with Kürzel, pupils with classes and birth dates', async () => {
  const reading = await read(fixture('untis'));
  expect(reading.problems).toEqual([]);
  expect(reading.detected.tables.map(({ file, preset, encoding, separator }) => [file, preset, encoding, separator])).toEqual([
    ['GPU004.TXT', 'untis_teachers', 'windows-1252', ';'],
    ['GPU010.TXT', 'untis_pupils', 'utf-8', ','],
  ]);
  const snapshot = snapshotOf(reading);
  expect(snapshot.source).toMatchObject({ format: 'csv', program: 'untis' });
  expect(
    snapshot.persons.map((each) => [each.kind, each.sourceId, each.firstName, each.lastName, each.shortName, each.gender, each.birthDate]),
  ).toEqual([
    ['teacher', 'GÖRG', 'Beate', 'Görgens', 'GÖRG', 'w', null],
    ['teacher', 'ÖA', 'Ömer', 'Öztürk-Agbaba', 'ÖA', 'm', null],
    ['pupil', '4711', 'Zoë', 'von der Aue', null, 'w', '2015-01-21'],
    // without the key of another program the one of Untis
    ['pupil', 'GrJö02', 'Jörg', 'Groß', null, 'm', '2015-02-28'],
    ['pupil', '4713', 'Kim', 'Klein', null, 'd', null],
  ]);
  expect(belongings(snapshot)).toEqual(['Jörg Groß in 5a (pupil)', 'Kim Klein in 5b (pupil)', 'Zoë von der Aue in 5a (pupil)']);
  // Untis often holds only a part of the pupils
  expect(snapshot.complete).toEqual({ pupils: false, teachers: false, guardians: false, classes: false, courses: false });
});

test('nothing of the other columns is read or shown, and the other files of the export are passed over', async () => {
  const files = [
    ...fixture('untis'),
    textFile('GPU001.TXT', '1,"5a","WEER","M","R1",1,1,,'),
    textFile('GPU013.TXT', '1,"K","WEER",20260901'),
  ];
  const reading = await read([await zipped('untis.zip', files)]);
  expect(JSON.stringify(reading)).not.toContain('DROP');
  expect(places(reading).sort()).toEqual(['GPU001.TXT - - file_ignored', 'GPU013.TXT - - file_ignored']);
  expect(snapshotOf(reading).persons).toHaveLength(5);
});

test('what stands before the name does not count, and a name alone makes no DIF file', () => {
  const names = ['GPU004.TXT', 'gpu010.txt', 'Goethe_GPU010.csv', 'GPU015.TXT', 'GPP002.TXT', 'GPU004.pdf', 'MyGPU004.TXT', 'GPU004a.TXT'];
  expect(names.map(untisFileOf)).toEqual(['004', '010', '010', 'other', 'other', null, null, null]);
});

test('columns cut off at the end of a row are empty; a file that is too narrow says so with its line', async () => {
  expect(snapshotOf(await read([textFile('GPU004.TXT', teacher)])).persons).toMatchObject([
    { shortName: 'WEER', firstName: 'Imke', email: null },
  ]);
  const narrow = await read([textFile('GPU004.TXT', '"WEER","Weerts"\r\n"ÖA","Öztürk"')]);
  expect(narrow.snapshot).toBeNull();
  expect(places(narrow)).toEqual(['GPU004.TXT 1 - row_length']);
  const short = await read([textFile('GPU004.TXT', `${teacher}\r\n"ÖA","Öztürk"`)]);
  expect(places(short)).toEqual(['GPU004.TXT 2 Vorname name_empty']);
});

test('an impossible day is named with its line, an empty file too', async () => {
  const row = (day: string) => `"K1","Klein",,,,,,"Kim",,"5a",,,"${day}"`;
  expect(places(await read([textFile('GPU010.TXT', `${row('20150101')}\n${row('20150231').replace('K1', 'K2')}`)]))).toEqual([
    'GPU010.TXT 2 Geburtsdatum birth_date_impossible',
  ]);
  expect(places(await read([textFile('GPU010.TXT', '\n')]))).toEqual(['GPU010.TXT - - file_empty']);
});
