import { expect, test } from 'vitest';
import { belongings, fixture, gzipped, places, read, snapshotOf, textFile } from './fixture-files.ts';

test('the SVWS export for learning platforms: persons with status, classes, courses and their teachers', async () => {
  const reading = await read(fixture('svws.json').map(gzipped));
  const snapshot = snapshotOf(reading);
  expect(snapshot.source).toEqual({ format: 'svws', schoolNumber: '123456', schoolYear: '2025', halfYear: 2 });
  expect(snapshot.persons.map((each) => [each.key, each.firstName, each.lastName, each.shortName, each.handle, each.status])).toEqual([
    ['teacher:1', 'Beate', 'Görgens', 'GÖRG', 'beate.goergens', 'active'],
    ['teacher:2', 'Çağlar', 'Yılmaz', 'YILM', null, 'active'],
    ['pupil:1', 'Zoë', 'von der Aue', null, 'zoe.aue', 'active'],
    ['pupil:2', 'Jan', 'Łuczak', null, null, 'active'],
    ['pupil:3', 'Anna', 'Abgang', null, null, 'leaving'],
  ]);
  expect(snapshot.classes.map((each) => [each.name, each.statisticCode, each.yearLevel])).toEqual([
    ['5a', '05A', '05'],
    ['10b', '10B', '10'],
    ['EF', 'EF', '11'],
  ]);
  expect(snapshot.courses.map((each) => [each.name, each.subject, each.courseType, each.classKeys])).toEqual([
    ['M 5a', 'M', null, ['class:51']],
    ['M-LK1', 'M', 'LK', ['class:51']],
  ]);
  expect(belongings(snapshot)).toEqual([
    'Beate Görgens teaches 5a (lead)',
    'Beate Görgens teaches M 5a (lead)',
    'Jan Łuczak in 5a (pupil)',
    'Jan Łuczak in M 5a (pupil)',
    'Zoë von der Aue in 5a (pupil)',
    'Zoë von der Aue in M 5a (pupil)',
    'Zoë von der Aue in M-LK1 (pupil)',
    'Çağlar Yılmaz teaches 5a (deputy)',
    'Çağlar Yılmaz teaches M 5a (co_teach)',
    'Çağlar Yılmaz teaches M-LK1 (lead)',
  ]);
  expect(places(reading)).toEqual([
    'svws.json - klassen[2].klassenlehrer teacher_unknown',
    'svws.json - schueler[1].lerngruppenID course_unknown',
  ]);
});

test('a note file (ENM) gives courses by its leistungsdaten', async () => {
  const reading = await read(fixture('enm.json'));
  expect(reading.problems).toEqual([]);
  expect(belongings(snapshotOf(reading))).toEqual([
    'Bo Ahrens teaches 5a (lead)',
    'Bo Ahrens teaches D 5a (lead)',
    'Emil Beispiel in 5a (pupil)',
    'Emil Beispiel in D 5a (pupil)',
  ]);
});

test('a broken or cut JSON file names line and column, and one of another shape the field', async () => {
  const cut = textFile('a.json', '{\n  "enmRevision": 1,\n  "schueler": [');
  expect(places(await read([cut]))).toEqual(['a.json 3 16 json_broken']);
  const slip = textFile('a.json', '{\n  "enmRevision": 1,,\n}');
  expect(places(await read([slip]))).toEqual(['a.json 2 20 json_broken']);
  expect(places(await read([textFile('a.json', '{"enmRevision": 1, "klassen": []}')]))).toEqual(['a.json - lehrer json_wrong_shape']);
  const odd =
    '{"enmRevision":1,"klassen":[],"lehrer":[],"lerngruppen":[],"schueler":[7,{"id":1,"nachname":"","vorname":"A","klasseID":3}]}';
  expect(places(await read([textFile('a.json', odd)]))).toEqual([
    'a.json - schueler[0] json_wrong_shape',
    'a.json - schueler[1].klasseID class_unknown',
    'a.json - schueler[1].nachname name_empty',
  ]);
});
