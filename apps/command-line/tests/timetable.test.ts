import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { type Command, exit, UsageError } from '../command.ts';
import { timetableGrid, timetableImport, timetableUndo } from '../timetable.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'untis-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(command: Command, school: TestSchool, ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await command.run(school.platform, ['--school', school.slug, ...args], {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
  });
  return { code, out, err };
}

async function aFile(text: string): Promise<string> {
  const path = join(folder, 'GPU001.TXT');
  await writeFile(path, text);
  return path;
}

test('the office sees what would change, takes it over, and takes it back', async () => {
  const school = await testSchool();
  const path = await aFile('1;"5a";"ABC";"D";"101";1;1;;\n1;"5a";"ABC";"D";"101";1;2;;\n');
  const counts = { rows: 2, lessons: 1, courses: 1, teachers: 1, rooms: 1, new: 1, changed: 0, cancelled: 0, unsure: 0, placeholders: 3 };
  const dry = await run(timetableImport, school, path, '--json');
  expect(dry.code).toBe(exit.clean);
  expect(JSON.parse(dry.out[0] ?? '')).toMatchObject({
    ...{ applied: false, counts },
    problems: expect.arrayContaining([
      { file: 'GPU001.TXT', row: 1, column: '2 (Klasse)', code: 'class_unknown', message: expect.stringContaining('5a') },
    ]),
  });
  const applied = await run(timetableImport, school, path, '--apply');
  expect(applied).toMatchObject({ code: exit.clean, out: [expect.stringContaining('Übernommen'), expect.stringContaining('Neu 1')] });
  expect(applied.err).toContainEqual(expect.stringContaining('GPU001.TXT, Zeile 1, Spalte 3 (Lehrer): Das Kürzel ABC'));
  expect(await run(timetableUndo, school, '--json')).toMatchObject({ code: exit.clean, out: ['{"undone":true,"removed":1,"restored":0}'] });
  await expect(run(timetableUndo, school)).rejects.toMatchObject({ code: 'timetable.undo_over' });
});

test('errors end with 1 and change nothing; what is unsure ends with 2 until somebody says which', async () => {
  const school = await testSchool();
  const broken = await run(timetableImport, school, await aFile('1;"5a";"ABC";"D";"101";9;1;;\n'), '--apply', '--json');
  expect(broken.code).toBe(exit.badInput);
  expect(JSON.parse(broken.out[0] ?? '')).toMatchObject({
    applied: false,
    problems: [{ row: 1, column: '6 (Tag)', code: 'weekday_unknown' }],
  });

  const classId = await aClass(school, { name: '5a' });
  const teacher = await aPerson(school, { capacities: ['teacher'], shortName: 'ABC' });
  for (const name of ['Lesen', 'Schreiben']) await aCourse(school, { name, subject: 'D', classId, teachers: [teacher] });
  const path = await aFile('1;"5a";"ABC";"D";"101";1;1;;\n');
  const unsure = await run(timetableImport, school, path, '--apply');
  expect(unsure.code).toBe(exit.stopped);
  expect(unsure.err).toContainEqual(expect.stringContaining('Lesen, Schreiben'));
  expect(await run(timetableImport, school, path, '--course', '5a/D=Lesen', '--apply')).toMatchObject({ code: exit.clean });
});

test('the school’s own times are set before, and a period that is used stays', async () => {
  const school = await testSchool();
  expect(await run(timetableGrid, school, '1=08:00-08:45', '2=08:50-09:35')).toMatchObject({ code: exit.clean });
  const path = await aFile('1;"5a";"ABC";"D";"101";1;2;;\n');
  expect((await run(timetableImport, school, path, '--apply')).err.join()).not.toContain('Stundenraster');
  expect(await run(timetableImport, school, await aFile('1;"5a";"ABC";"D";"101";1;3;;\n'))).toMatchObject({ code: exit.badInput });
  await expect(run(timetableGrid, school, '1=08:00-08:45')).rejects.toMatchObject({ code: 'timetable.period_in_use' });
  await expect(run(timetableGrid, school, '1=08:00-09:00', '2=08:50-09:35')).rejects.toMatchObject({ code: 'timetable.grid_times' });
});

test('missing words are said', async () => {
  const school = await testSchool();
  await expect(run(timetableImport, school)).rejects.toBeInstanceOf(UsageError);
  await expect(run(timetableGrid, school, '1=8-9')).rejects.toBeInstanceOf(UsageError);
  await expect(run(timetableImport, school, 'a', '--part', '--whole')).rejects.toBeInstanceOf(UsageError);
  expect(await run(timetableImport, school, join(folder, 'nowhere.txt'))).toMatchObject({ code: exit.badInput });
});

test('a school that has switched the timetable off is left alone', async () => {
  const school = await testSchool();
  const off = { ...school.school, modulesOff: new Set(['timetable']) };
  const platform = { ...school.platform, schools: { ...school.platform.schools, bySlug: async () => off } };
  const lines: string[] = [];
  const output = { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) };
  expect(await timetableUndo.run(platform, ['--school', school.slug], output)).toBe(exit.badInput);
  expect(lines).toEqual([`${school.slug} hat den Stundenplan abgeschaltet.`]);
});
