import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readUntis } from '../read-untis.ts';

const folder = process.env.SCHULHOF_SAMPLES ?? '../shared/samples';
const sample = (path: string) => ({ name: path.split('/').at(-1) ?? path, bytes: readFileSync(join(folder, path)) });

describe.skipIf(!existsSync(join(folder, 'svws-nrw/untis')))(`real files of Untis (skipped where ${folder} is missing)`, () => {
  test('a timetable of a Gymnasium is read whole', () => {
    const { content, problems } = readUntis([sample('svws-nrw/untis/GPU001.txt')]);
    expect(problems).toEqual([]);
    expect(content.timetable).toHaveLength(967);
    expect(content.timetable?.[2]).toEqual({
      ...{ file: 'GPU001.txt', row: 3, number: 3, classes: ['Q2'], teachers: ['SCHÖ'], subject: 'BI-GK1', rooms: ['3.12'] },
      ...{ weekday: 5, period: 5, week: null },
    });
    expect(new Set(content.timetable?.map(({ week }) => week))).toEqual(new Set([null, 'a', 'b']));
  });

  test('a list of lessons of other days is told apart by its first number', () => {
    const { content, problems } = readUntis([sample('svws-nrw/untis/GPU001.txt'), sample('svws-nrw/untis/GPU002.txt')]);
    expect(content).toMatchObject({ isTogether: false, rowCount: 967 + 381 });
    expect(problems).toMatchObject([
      {
        ...{ file: 'GPU002.txt', row: 1, column: '1 (U-Nr)', code: 'not_together', severity: 'warning' },
        values: { number: 1, timetable: 'EF · SPLI · BI-GK1', lessons: '09a · WELL · SP', common: 102, same: 2 },
      },
    ]);
  });

  test('the same lessons with commas and semicolons, in Windows’ encoding far down the file, are the same', () => {
    const [comma, semicolon] = ['untis/schulit-GPU002.TXT', 'untis/schulit-GPU002-semicolon.TXT'].map(
      (path) => readUntis([sample(path)]).content.lessons,
    );
    const plain = (rows: typeof comma) => rows?.map(({ file: _, ...row }) => row);
    expect(comma).toHaveLength(1057);
    expect(plain(semicolon)).toEqual(plain(comma));
    expect(comma?.filter(({ week }) => week === 'even')).toHaveLength(39);
    expect(comma?.some(({ teacher }) => /[äöü]/.test(teacher))).toBe(true);
    expect(comma?.[0]).toMatchObject({ from: '2009-08-24', to: '2010-07-16', courseName: 'DG4_12', rooms: ['MSS 2'] });
  });

  test('rooms have names and seats', () => {
    const { rooms } = readUntis([sample('untis/schulit-GPU005.TXT')]).content;
    expect(rooms).toHaveLength(121);
    expect(rooms[0]).toMatchObject({ shortName: 'R SIa', name: 'Einstiegsraum 5', capacity: 10 });
  });

  test('files about absences are not even opened', () => {
    const { content, problems } = readUntis([sample('untis/schulit-GPU014.TXT')]);
    expect(problems).toMatchObject([{ code: 'unknown_file', severity: 'error' }]);
    expect(JSON.stringify(content)).not.toContain('Lorem');
  });
});
