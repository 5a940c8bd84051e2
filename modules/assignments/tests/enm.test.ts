import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { giveBackContract, saveAnswerContract } from '../answer/contract.ts';
import { exportedMarksContract, markSchemeContract } from '../marks/contract.ts';
import { fillEnm, readEnm } from '../web/enm.ts';
import { anAssignment } from './build.ts';

const cell = (artID: number, note: string | null = null) => ({ id: 1, artID, note, tsNote: '2024-09-23 08:50:25.0', bemerkung: 'bleibt' });
const pupil = (id: number, nachname: string, groups: Record<number, object[]>) => ({
  id,
  nachname,
  vorname: 'Kim',
  foerderschwerpunkt1: 'bleibt',
  leistungsdaten: Object.entries(groups).map(([group, teilleistungen]) => ({ lerngruppenID: Number(group), note: null, teilleistungen })),
});
const file = () => ({
  schulnummer: '123456',
  noten: [
    { id: 10, kuerzel: '2-', notenpunkte: 10 },
    { id: 11, kuerzel: '2', notenpunkte: 11 },
    { id: 16, kuerzel: 'AT', notenpunkte: null },
  ],
  teilleistungsarten: [
    { id: 151, bezeichnung: 'Klausur 1' },
    { id: 167, bezeichnung: 'sonstige Mitarbeit 1' },
  ],
  lerngruppen: [
    { id: 1, bezeichnung: 'D 8b' },
    { id: 2, bezeichnung: 'M 8b' },
    { id: 3, bezeichnung: 'AG' },
  ],
  schueler: [
    pupil(100, 'Ay', { 1: [cell(151), cell(167)], 2: [cell(151)] }),
    pupil(101, 'Be', { 1: [cell(151, '5')] }),
    pupil(102, 'Ce', { 1: [cell(151)] }),
    pupil(103, 'Ce', { 1: [cell(151)] }),
  ],
});
const mark = (sourceId: string | null, lastName: string, mark: string | null) => ({ sourceId, lastName, firstName: 'Kim', mark });
const at = '2026-11-22 10:15:00.0';

test('marks come into their course and kind alone, by id or by a name that is borne once; all else stays as it was', () => {
  const read = readEnm(JSON.stringify(file()));
  if (read === null) throw new Error('not read');
  expect(read.courses).toEqual([
    {
      id: 1,
      name: 'D 8b',
      kinds: [
        { id: 151, name: 'Klausur 1' },
        { id: 167, name: 'sonstige Mitarbeit 1' },
      ],
    },
    { id: 2, name: 'M 8b', kinds: [{ id: 151, name: 'Klausur 1' }] },
  ]);
  const marks = [
    mark('100', 'Anders', '2-'),
    mark(null, 'Be', '2'),
    mark(null, 'Ce', '2'),
    mark('999', 'De', '2'),
    mark('102', 'Ce', null),
  ];
  const filled = fillEnm(read, { courseId: 1, kindId: 151 }, { kind: 'grade', marks }, at);
  expect(filled).toMatchObject({ entered: 2, replaced: ['Be, Kim'], missing: ['Ce, Kim', 'De, Kim'] });

  const expected = file();
  Object.assign(expected.schueler[0]?.leistungsdaten[0]?.teilleistungen[0] ?? {}, { note: '2-', tsNote: at });
  Object.assign(expected.schueler[1]?.leistungsdaten[0]?.teilleistungen[0] ?? {}, { note: '2', tsNote: at });
  expect(filled.enm).toEqual(expected);
  expect(read.enm).toEqual(file());
});

test('points are entered as the file’s own signs; a mark the file does not know has no place', () => {
  const read = readEnm(JSON.stringify(file()));
  if (read === null) throw new Error('not read');
  const place = { courseId: 1, kindId: 151 };
  const points = fillEnm(read, place, { kind: 'points', marks: [mark('100', 'Ay', '11'), mark('101', 'Be', '3')] }, at);
  expect(points).toMatchObject({ entered: 1, missing: ['Be, Kim'] });
  expect(JSON.stringify(points.enm)).toContain('"note":"2"');
  expect(fillEnm(read, place, { kind: 'percent', marks: [mark('100', 'Ay', '87')] }, at)).toMatchObject({
    entered: 0,
    missing: ['Ay, Kim'],
  });
});

test.each([
  '',
  'kein JSON',
  '[]',
  '{}',
  'null',
  JSON.stringify({ ...file(), schueler: [null] }),
  JSON.stringify({ ...file(), schueler: [{ id: 1 }] }),
])('what is no such file is none: %s', (text) => expect(readEnm(text)).toBeNull());

const sample = `${process.env['SCHULHOF_SAMPLES'] ?? '../shared/samples'}/svws-nrw/enm-json/ENM-02-enm.json.gz`;
test.skipIf(!existsSync(sample))('the file of a real Gymnasium is filled', () => {
  const read = readEnm(gunzipSync(readFileSync(sample)).toString());
  if (read === null) throw new Error('not read');
  const [course] = read.courses;
  const pupils = read.enm.schueler.filter(({ leistungsdaten }) => leistungsdaten.some(({ lerngruppenID }) => lerngruppenID === course?.id));
  const marks = pupils.map(({ id, nachname, vorname }) => ({ sourceId: String(id), lastName: nachname, firstName: vorname, mark: '2-' }));
  const place = { courseId: course?.id ?? 0, kindId: course?.kinds[0]?.id ?? 0 };
  expect(fillEnm(read, place, { kind: 'grade', marks }, at)).toMatchObject({ entered: marks.length, missing: [] });
  expect(marks.length).toBeGreaterThan(10);
});

test('marks with the program’s ids are for those who teach there, and for nobody else', async () => {
  const school = await testSchool();
  const [pupil, other, colleague] = [await aPerson(school), await aPerson(school), await aPerson(school, { capacities: ['teacher'] })];
  await school.write((db) => sql`update people.person set source = 'enm', source_id = '100368' where id = ${pupil}`.execute(db));
  await school.write((db) => sql`update people.person set source = 'iserv', source_id = 'x' where id = ${other}`.execute(db));
  const { id, teacher, courseId } = await anAssignment(school, { pupils: [pupil, other] });
  await school.write((db) => sql`update courses.course set source = 'svws', source_id = '17' where id = ${courseId}`.execute(db));
  const params = { assignmentId: id };
  const as = (who: string) => school.as(who).call(exportedMarksContract, { params });
  await expect(as(teacher)).rejects.toMatchObject({ status: 404 }); // not marked
  await school.as(teacher).call(markSchemeContract, { params, body: { marks: { kind: 'grade', meaning: 'Test' } } });
  await school.as(teacher).call(saveAnswerContract, {
    params: { ...params, pupilId: pupil },
    body: { handInId: null, revision: null, text: '', fileIds: [], mark: '2-', finished: true },
  });
  await school.as(teacher).call(giveBackContract, { params, body: { pupilIds: null } });
  const answer = await as(teacher);
  expect(answer).toMatchObject({ kind: 'grade', courseSourceId: '17' });
  expect(answer.marks.map(({ sourceId, mark }) => [sourceId, mark]).sort()).toEqual(
    [
      [null, null],
      ['100368', '2-'],
    ].sort(),
  );
  for (const who of [pupil, colleague, await aGuardian(school, [pupil]), await aPerson(await testSchool(), { capacities: ['teacher'] })])
    await expect(as(who)).rejects.toMatchObject({ status: expect.toSatisfy((status: number) => status === 404 || status === 403) });
});
