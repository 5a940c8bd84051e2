import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { aFile, gpu001, gpu002 } from '../../untis/tests/untis-files.ts';
import { aSmallSchool, bring, planOn } from './a-school.ts';

const today = '2026-11-23';
const week = [
  [1, '5a', 'ABC', 'D', '101', 1, 1],
  [1, '5a', 'ABC', 'D', '101', 1, 2],
  [2, '5b', 'ABC', 'D', '102', 2, 1],
  [3, '5a', 'DEF', 'MU', '101', 3, 1],
  [3, '5b', 'DEF', 'MU', '101', 3, 1],
];
const asPlan = ['1/1-2 5a Deutsch 5a ABC 101', '2/1-1 5b Deutsch 5b ABC 102', '3/1-1 5a+5b (MU) DEF 101'];

test('a dry run changes nothing; applied it is the plan of the whole school year', async () => {
  const small = await aSmallSchool();
  const counts = { rows: 5, lessons: 3, courses: 3, teachers: 2, rooms: 2, new: 3, changed: 0, cancelled: 0, unsure: 0, placeholders: 1 };
  expect(await bring(small, [gpu001(...week)], { apply: false })).toMatchObject({ applied: false, counts });
  expect(await planOn(small, today)).toEqual([]);
  const result = await bring(small, [gpu001(...week)]);
  expect(result).toMatchObject({ applied: true, counts, hasErrors: false });
  expect(result.problems).toEqual([
    {
      ...{ file: 'GPU001.TXT', row: 4, column: '4 (Fach)', code: 'course_unknown' },
      message: 'Zu »5a 5b · MU · DEF« gibt es keinen Kurs. Der Unterricht steht mit diesem Namen im Plan.',
    },
  ]);
  for (const day of ['2026-08-01', today, '2027-07-31']) expect(await planOn(small, day)).toEqual(asPlan);
  expect(await planOn(small, '2027-08-01')).toEqual([]);
});

test('a second import of the same file changes nothing and leaves the way back open', async () => {
  const small = await aSmallSchool();
  await bring(small, [gpu001(...week)]);
  small.school.at('2026-11-30T07:00:00Z');
  const other = gpu001(...week.map(([number, ...row]) => [Number(number) + 40, ...row])); // another export has other numbers
  expect((await bring(small, [other])).counts).toMatchObject({ new: 0, changed: 0, cancelled: 0 });
  const { rows } = await small.school.write((db) =>
    sql`select 1 from timetable.import where school_id = ${db.schoolId} and undo is not null`.execute(db),
  );
  expect(rows).toHaveLength(1);
});

test('what changes, changes from today on; what was taught stays as it was', async () => {
  const small = await aSmallSchool();
  await bring(small, [gpu001(...week)]);
  const next = [
    [1, '5a', 'DEF', 'D', '101', 1, 1], // another teacher
    [1, '5a', 'DEF', 'D', '101', 1, 2],
    [2, '5b', 'ABC', 'D', '102', 4, 3], // another day
    [4, '5b', 'DEF', 'KU', '103', 5, 1], // new, and music is gone
  ];
  expect((await bring(small, [gpu001(...next)])).counts).toMatchObject({ new: 1, changed: 2, cancelled: 1 });
  expect(await planOn(small, '2026-11-22')).toEqual(asPlan);
  expect(await planOn(small, today)).toEqual(['1/1-2 5a Deutsch 5a DEF 101', '4/3-3 5b Deutsch 5b ABC 102', '5/1-1 5b (KU) DEF 103']);
});

test('a file of some classes leaves the others alone; only a whole one ends what it does not name', async () => {
  const small = await aSmallSchool();
  await bring(small, [gpu001(...week)]);
  const ofA = gpu001([9, '5a', 'ABC', 'D', '101', 1, 1], [8, '5a', 'DEF', 'MU', '101', 3, 1]);
  const after = ['1/1-1 5a Deutsch 5a ABC 101', '2/1-1 5b Deutsch 5b ABC 102', '3/1-1 5a+5b (MU) DEF 101'];

  const told = await bring(small, [ofA], { apply: false });
  expect(told.counts).toMatchObject({ new: 0, changed: 1, cancelled: 0 });
  expect(told.problems).toContainEqual(expect.objectContaining({ code: 'classes_left', message: expect.stringContaining('5b') }));
  const part = await bring(small, [ofA], { isPart: true });
  expect(part.counts).toMatchObject({ new: 0, changed: 1, cancelled: 0 });
  expect(part.problems.map(({ code }) => code)).not.toContain('classes_left');
  expect(await planOn(small, today)).toEqual(after);

  expect((await bring(small, [ofA], { isWhole: true })).counts).toMatchObject({ new: 0, changed: 1, cancelled: 1 });
  expect(await planOn(small, today)).toEqual(['1/1-1 5a Deutsch 5a ABC 101', '3/1-1 5a (MU) DEF 101']);
});

test('duties are over by a file of everything, not by a part', async () => {
  const small = await aSmallSchool();
  const duty = [7, '', 'ABC', 'AUFS', 'Hof', 1, 3];
  await bring(small, [gpu001(...week, duty)]);
  expect(await planOn(small, today)).toContain('1/3-3 ABC Hof');
  expect((await bring(small, [gpu001(...week)], { isPart: true })).counts).toMatchObject({ cancelled: 0 });
  expect((await bring(small, [gpu001(...week)])).counts).toMatchObject({ cancelled: 1 });
});

test('what is unknown becomes known with the next import, once it is there', async () => {
  const small = await aSmallSchool();
  const file = gpu001([1, '9x', 'NEU', 'CH', '', 1, 1]);
  expect((await bring(small, [file])).counts).toMatchObject({ placeholders: 3, new: 1 });
  expect(await planOn(small, today)).toEqual(['1/1-1 (9x) (CH) (NEU)']);
  await aPerson(small.school, { capacities: ['teacher'], shortName: 'NEU' });
  expect((await bring(small, [file])).counts).toMatchObject({ placeholders: 2, new: 0, changed: 1 });
  expect(await planOn(small, today)).toEqual(['1/1-1 (9x) (CH) NEU']);
});

test('which of two courses is meant is asked, kept by name, and remembered once it is said', async () => {
  const small = await aSmallSchool();
  const twin = { subject: 'D', subjectName: 'Deutsch', classId: small.classes.a, teachers: [small.abc] };
  await aCourse(small.school, { name: 'Deutsch Förderung 5a', ...twin });
  const file = gpu001([1, '5a', 'ABC', 'D', '', 1, 1]);
  const asked = await bring(small, [file]);
  expect(asked).toMatchObject({ applied: true, counts: { unsure: 1, placeholders: 0 } });
  expect(asked.problems).toMatchObject([
    { row: 1, code: 'course_unsure', message: expect.stringContaining('Deutsch 5a, Deutsch Förderung 5a') },
  ]);
  expect(await planOn(small, today)).toEqual(['1/1-1 5a (D) ABC']);
  expect((await bring(small, [file], { chosen: new Map([['5A/D', 'Deutsch Förderung 5a']]) })).counts).toMatchObject({
    unsure: 0,
    changed: 1,
  });
  expect((await bring(small, [file])).counts).toMatchObject({ unsure: 0, changed: 0 });
  expect(await planOn(small, today)).toEqual(['1/1-1 5a Deutsch Förderung 5a ABC']);
});

test('a period that is not in the grid is an error at its row, and nothing of the file is applied', async () => {
  const small = await aSmallSchool();
  const result = await bring(small, [gpu001(...week, [5, '5a', 'ABC', 'D', '', 4, 9])]);
  expect(result).toMatchObject({ applied: false, hasErrors: true, counts: { new: 0 } });
  expect(result.problems[0]).toMatchObject({ file: 'GPU001.TXT', row: 6, column: '7 (Stunde)', code: 'period_outside_grid' });
  expect(await planOn(small, today)).toEqual([]);
});

test('rooms come with names and seats, and what a human entered about one stays', async () => {
  const small = await aSmallSchool();
  const list = (name: string) =>
    aFile('GPU005.TXT', [
      ['101', name, '', '', '', '', '', 30],
      ['Aula', 'Große Aula', '', '', '', '', '', ''],
    ]);
  await bring(small, [gpu001(...week), list('Klasse 5a')]);
  await small.school.write((db) =>
    sql`update timetable.room set source = null where school_id = ${db.schoolId} and short_name = 'Aula'`.execute(db),
  );
  await bring(small, [list('Anders'), aFile('GPU006.TXT', [['D', 'Deutsch']])]);
  const { rows } = await small.school.write((db) =>
    sql<{
      room: string;
    }>`select short_name || ' ' || coalesce(name, '-') || ' ' || coalesce(capacity, 0) as room from timetable.room where school_id = ${db.schoolId} order by 1`.execute(
      db,
    ),
  );
  expect(rows.map(({ room }) => room)).toEqual(['101 Anders 30', '102 - 0', 'Aula Große Aula 0']);
  expect(await planOn(small, today)).toEqual(asPlan);
});

test('another school’s classes, teachers, rooms and plans are neither found nor touched', async () => {
  const [small, other] = [await aSmallSchool(), await aSmallSchool()];
  await bring(other, [gpu001(...week)]);
  await aPerson(other.school, { capacities: ['teacher'], shortName: 'XYZ' });
  const result = await bring(small, [gpu001([1, '5a', 'XYZ', 'D', '101', 1, 1])], { isWhole: true });
  expect(result.counts).toMatchObject({ new: 1, cancelled: 0, placeholders: 1 });
  expect(await planOn(small, today)).toEqual(['1/1-1 5a Deutsch 5a (XYZ) 101']);
  expect(await planOn(other, today)).toEqual(asPlan);
});

test('a school without a grid gets a usual one, with a word about it', async () => {
  const small = await aSmallSchool();
  await small.school.write((db) => sql`delete from timetable.grid where school_id = ${db.schoolId}`.execute(db));
  const result = await bring(small, [gpu001(...week)]);
  expect(result.problems.map(({ code }) => code)).toContain('grid_made');
  expect(await planOn(small, today)).toEqual(asPlan);
});

test('lists of classes and teachers tell what the school does not have, and enter nothing', async () => {
  const small = await aSmallSchool();
  const result = await bring(small, [
    aFile('GPU003.TXT', [
      ['5a', 'Klasse 5a'],
      ['9x', 'Klasse 9x'],
    ]),
    aFile('GPU004.TXT', [
      ['ABC', 'Abece'],
      ['NEU', 'Neumann'],
    ]),
  ]);
  expect(result.counts).toMatchObject({ rows: 4, lessons: 0, teachers: 2, placeholders: 2, new: 0 });
  expect(result.problems).toMatchObject([
    { file: 'GPU003.TXT', row: 2, column: '1 (Kürzel)', code: 'class_unknown' },
    { file: 'GPU004.TXT', row: 2, column: '1 (Kürzel)', code: 'teacher_unknown' },
  ]);
  expect(JSON.stringify(result)).not.toContain('Neumann');
});

test('a class is found by the long name of Untis’ list as well', async () => {
  const small = await aSmallSchool();
  await bring(small, [
    gpu001([1, 'K1', 'ABC', 'D', '', 1, 1]),
    aFile('GPU003.TXT', [
      ['K1', '5a'],
      ['K2', '5b'],
    ]),
  ]);
  expect(await planOn(small, today)).toEqual(['1/1-1 5a Deutsch 5a ABC']);
});

test('a lesson of one half-year holds for its days only, and A and B weeks for theirs', async () => {
  const small = await aSmallSchool();
  const plan = gpu001([1, '5a', 'ABC', 'D', '', 1, 1], [2, '5a', 'DEF', 'MU', '', 1, 1], [3, '5b', 'ABC', 'D', '', 2, 1]);
  const list = gpu002(
    { no: 1, of: '5a', by: 'ABC', in: 'D', from: '20260801', to: '20270131', week: 'A' },
    { no: 2, of: '5a', by: 'DEF', in: 'MU', from: '20270201', to: '20270731', week: 'GW' },
    { no: 3, of: '5b', by: 'ABC', in: 'D', from: '20090824', to: '20100716' },
  );
  const result = await bring(small, [plan, list]);
  expect(result.problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['weeks_by_number', 'dates_elsewhere']));
  expect(await planOn(small, '2027-01-31')).toEqual(['1/1-1 5a Deutsch 5a ABC', '2/1-1 5b Deutsch 5b ABC']);
  expect(await planOn(small, '2027-02-01')).toEqual(['1/1-1 5a (MU) DEF', '2/1-1 5b Deutsch 5b ABC']);
  const { rows } = await small.school.write((db) =>
    sql<{
      weeks: number[] | null;
    }>`select weeks from timetable.pattern where school_id = ${db.schoolId} order by valid_from, weekday`.execute(db),
  );
  expect(rows.map(({ weeks }) => weeks && [weeks[0], weeks.at(-1)])).toEqual([[1, 53], null, [2, 52]]);
  expect((await bring(small, [plan, list])).counts).toMatchObject({ new: 0, changed: 0, cancelled: 0 });
});
