import { expect, test } from 'vitest';
import { hashedTeacherId } from '../logineo.ts';
import { readLogineoGroup } from '../logineo-group.ts';
import { belongings, fixture, places, read, snapshotOf, textFile } from './fixture-files.ts';

test('a LOGINEO export: classes, courses and groups by their names, teachers known by a hash', async () => {
  const reading = await read(fixture('logineo.xml'), { idSecret: 'secret' });
  const snapshot = snapshotOf(reading);
  expect(snapshot.source).toMatchObject({ format: 'logineo', schoolNumber: '123456' });
  expect(snapshot.persons.map((each) => [each.kind, each.sourceId, each.lastName, each.birthDate, each.status, each.entryClass])).toEqual([
    ['pupil', 'ID-123456-1', 'Müller & Söhne', '2014-04-28', 'active', '5a'],
    ['pupil', 'ID-123456-2', 'Weg', '2008-04-28', 'leaving', null],
    ['teacher', hashedTeacherId('1280203171234', 'secret'), 'Weerts', null, 'active', null],
  ]);
  expect(belongings(snapshot)).toEqual([
    'Imke Weerts in Alle - Lehrer (teacher)',
    'Imke Weerts teaches 5a (co_teach)',
    'Imke Weerts teaches M-E1 (lead)',
    'Mia Müller & Söhne in 5a (pupil)',
    'Mia Müller & Söhne in M-E1 (pupil)',
  ]);
  expect(places(reading)).toEqual(['logineo.xml 4 family unusual_character', 'logineo.xml 35 member person_unknown']);
  expect(JSON.stringify(reading)).not.toContain('1280203171234');
});

test.each([
  ['Klasse 5a - Schueler', { kind: 'class', className: '5a', of: 'pupils' }],
  ['Klasse EF - Lehrer', { kind: 'class', className: 'EF', of: 'teachers' }],
  ['Alle - Lehrer', { kind: 'group', name: 'Alle - Lehrer' }],
  ['Fach Deutsch', { kind: 'group', name: 'Fach Deutsch' }],
  ['M-GK1 (M, GK, ABCD, EF)', { kind: 'course', name: 'M-GK1', subject: 'M', courseType: 'GK', teacher: 'ABCD', yearLevel: 'EF' }],
])('the group %s is understood', (name, group) => {
  expect(readLogineoGroup(name)).toMatchObject(group);
});

test.each([
  ['<enterprise>\n<person></enterprise>', 'a.xml 2 9 xml_broken'],
  ['<!DOCTYPE e [<!ENTITY a "b">]>\n<enterprise>&a;</enterprise>', 'a.xml 1 - xml_doctype'],
  [`<enterprise>${'<a>'.repeat(60)}${'</a>'.repeat(60)}</enterprise>`, 'a.xml - - too_deep'],
])('hostile or broken XML is refused: %#', async (text, problem) => {
  const reading = await read([textFile('a.xml', text)], { format: 'logineo' });
  expect([reading.snapshot, places(reading)]).toEqual([null, [problem]]);
});

test('an entity that XML itself does not have stays text, and a file of another kind is named', async () => {
  const person =
    '<enterprise><person><sourcedid><id>1</id></sourcedid><name><n><family>A&lol;</family><given>B</given></n></name><institutionrole institutionroletype="Student"/></person></enterprise>';
  expect(snapshotOf(await read([textFile('a.xml', person)])).persons[0]?.lastName).toBe('A&lol;');
  expect(places(await read([textFile('a.xml', '<other/>')], { format: 'logineo' }))).toEqual(['a.xml 1 - xml_wrong_root']);
});
