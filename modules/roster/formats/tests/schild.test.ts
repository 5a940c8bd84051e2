import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { belongings, fixture, places, read, snapshotOf, zipped } from './fixture-files.ts';

test('a set of SchILD files: namesakes, status, ids, classes with a suggestion, courses of the latest half-year', async () => {
  const reading = await read(fixture('schild'));
  const snapshot = snapshotOf(reading);
  expect(snapshot.source).toEqual({ format: 'schild', schoolNumber: null, schoolYear: '2025', halfYear: 1 });
  expect(
    snapshot.persons
      .filter((each) => each.kind === 'pupil')
      .map((each) => [each.sourceId, each.lastName, each.firstName, each.birthDate, each.status]),
  ).toEqual([
    ['4711', 'Barnes', 'Tim', '2014-12-24', 'active'],
    ['4712', 'Barnes', 'Tim', '2014-12-24', 'active'],
    [null, 'O’Connor', 'Siân', '2012-03-01', 'active'],
    [null, 'Ehemals', 'Eva', '2008-03-01', 'leaving'],
  ]);
  expect(
    snapshot.persons.filter((each) => each.kind === 'teacher').map((each) => [each.sourceId, each.lastName, each.email, each.birthDate]),
  ).toEqual([
    ['WEER', 'Weerts', 'i.weerts@example.org', null],
    ['ÖA', 'Öztürk-Ağbaba', null, null],
  ]);
  expect(belongings(snapshot)).toEqual([
    'Imke Weerts teaches 5a (lead)',
    'Imke Weerts teaches KU-AG (lead)',
    'Imke Weerts teaches M 5a (lead)',
    'Tim Barnes in 5a (pupil)',
    'Tim Barnes in 8b (pupil)',
    'Tim Barnes in KU-AG (pupil)',
    'Tim Barnes in KU-AG (pupil)',
    'Tim Barnes in M 5a (pupil)',
    'Tim Barnes in M 8b (pupil)',
    'Ömer Öztürk-Ağbaba teaches 8b (lead)',
    'Ömer Öztürk-Ağbaba teaches KU-AG (co_teach)',
    'Ömer Öztürk-Ağbaba teaches M 8b (lead)',
  ]);
  expect(snapshot.courses.map((each) => [each.name, each.subjectName])).toEqual([
    ['KU-AG', 'Kunst'],
    ['M 5a', 'Mathematik'],
    ['M 8b', 'Mathematik'],
  ]);
  expect(places(reading)).toEqual([
    'Klassen.dat 4 Klassenlehrer teacher_unknown',
    'SchuelerBasisdaten.dat 4 Klasse class_unknown_near',
    'SchuelerBasisdaten.dat 7 Geburtsdatum birth_date_impossible',
  ]);
  expect(reading.problems.find((each) => each.code === 'class_unknown_near')?.data).toEqual({ name: '8x', suggestion: '8b' });
});

test('guardians of siblings are one person, in the order of the file', async () => {
  const { persons, relations } = snapshotOf(await read(fixture('schild')));
  const name = (key: string | null) => persons.find((each) => each.key === key);
  expect(relations.map((each) => [name(each.guardianKey)?.firstName, name(each.childKey)?.entryClass, each.order])).toEqual([
    ['Maria', '05A', 1],
    ['Paul', '05A', 2],
    ['Erna', '05A', 3],
    ['Maria', '8b', 1],
  ]);
  expect(persons.filter((each) => each.kind === 'guardian')).toHaveLength(3);
});

test('the set may come as a zip and in Windows-1252, with the same result', async () => {
  const files = fixture('schild').map((file) => ({
    name: file.name,
    // The two letters that Windows-1252 does not have.
    bytes: iconv.encode(Buffer.from(file.bytes).toString().replaceAll('ğ', 'g'), 'windows-1252'),
  }));
  const plain = snapshotOf(await read(fixture('schild')));
  const packed = snapshotOf(await read([await zipped('schild.zip', files)]));
  expect(belongings(packed)).toEqual(belongings(plain).map((each) => each.replaceAll('ğ', 'g')));
});

test('a line with too few separators is named and left out; a wrong header and a missing file are refused', async () => {
  const set = (change: (name: string, text: string) => string | null) =>
    fixture('schild').flatMap((file) => {
      const text = change(file.name, Buffer.from(file.bytes).toString());
      return text === null ? [] : [{ name: file.name, bytes: Buffer.from(text) }];
    });
  const short = await read(set((name, text) => (name === 'Lehrkraefte.dat' ? `${text}KURZ|x|y\n` : text)));
  expect(places(short)).toContain('Lehrkraefte.dat 4 - row_length');
  const wrong = await read(set((name, text) => (name === 'Klassen.dat' ? text.replace('InternBez', 'Nachname') : text)));
  expect([wrong.snapshot, places(wrong).at(-1)]).toEqual([null, 'Klassen.dat 1 - header_wrong']);
  const missing = await read(set((name, text) => (name === 'SchuelerBasisdaten.dat' ? null : text)));
  expect([missing.snapshot, places(missing).at(-1)]).toEqual([null, 'SchuelerBasisdaten.dat - - file_missing']);
});
