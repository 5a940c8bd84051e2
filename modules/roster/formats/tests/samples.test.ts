import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rosterCounts } from '../counts.ts';
import { read, snapshotOf } from './fixture-files.ts';

const samples = process.env.SCHULHOF_SAMPLES ?? '../shared/samples';
const folder = join(samples, 'svws-nrw');
const sample = (path: string) => ({ name: path.split('/').at(-1) ?? path, bytes: readFileSync(join(folder, path)) });
const missing = !existsSync(folder);

describe.skipIf(missing)(`real files (skipped where ${folder} is missing)`, () => {
  test('the note file of a Gymnasium gives everybody, every class and every course', async () => {
    const reading = await read([sample('enm-json/ENM-02-enm.json.gz')]);
    const snapshot = snapshotOf(reading);

    expect(reading.problems).toEqual([]);
    expect(rosterCounts(snapshot)).toMatchObject({ pupils: 1229, teachers: 93, classes: 33, courses: 576, memberships: 13_883 });
    expect(snapshot.source).toEqual({ format: 'enm', schoolNumber: '123456', schoolYear: '2022', halfYear: 1 });
    expect(snapshot.classes.every((each) => each.yearLevel !== null && each.teachers.length > 0)).toBe(true);
    expect(snapshot.courses.every((each) => each.teachers.length > 0 && each.classKeys.length > 0)).toBe(true);
    // Each pupil is in one class besides.
    expect(snapshot.memberships).toHaveLength(13_883 + 1229);
  });

  test('four pairs of pupils with the same name stay eight persons', async () => {
    const { persons } = snapshotOf(await read([sample('enm-json/ENM-02-enm.json.gz')]));
    const pupils = persons.filter((each) => each.kind === 'pupil');
    const pairs = [...Map.groupBy(pupils, (each) => `${each.firstName} ${each.lastName}`).values()].filter((each) => each.length > 1);
    expect(pairs).toHaveLength(4);
    expect(new Set(pairs.flat().map((each) => each.key)).size).toBe(8);
  });

  test('nothing of grades, absences or special needs is kept of it', async () => {
    const text = JSON.stringify(snapshotOf(await read([sample('enm-json/ENM-02-enm.json.gz')])));
    expect(text).not.toMatch(/2024-09-23|APO-SI|fehlstunden|foerder|note"|istZieldifferent|passwordHash/i);
  });

  test('the Kurs42 lists give 85 teachers and 99 pupils with birth dates', async () => {
    const reading = await read([sample('kurs42-export/Lehrer.txt'), sample('kurs42-export/Schueler.txt')]);
    const { persons, complete } = snapshotOf(reading);
    const pupils = persons.filter((each) => each.kind === 'pupil');
    const teachers = persons.filter((each) => each.kind === 'teacher');
    expect(reading.detected.tables.map((table) => table.preset)).toEqual(['kurs42_teachers', 'kurs42_pupils']);
    expect([teachers.length, pupils.length]).toEqual([85, 99]);
    expect(teachers.every((each) => each.shortName !== null)).toBe(true);
    expect(pupils.every((each) => each.birthDate !== null && each.sourceId !== null && each.entryClass === 'EF')).toBe(true);
    expect(complete).toMatchObject({ pupils: false, teachers: false });
    expect(reading.problems).toMatchObject([{ code: 'quotes_repaired', severity: 'warning', data: { count: 45 } }]);
  });
});
