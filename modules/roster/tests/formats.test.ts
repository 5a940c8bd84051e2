import { describe, expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { danisFile, iservFiles, moodleFile, officeFile, ucsFile, ucsRolesFile } from './made/lists.ts';
import { logineoFile } from './made/logineo.ts';
import { oneRosterZip } from './made/oneroster.ts';
import { schildFiles } from './made/schild.ts';
import { later, type MadeSchool, madeSchool } from './made/school.ts';
import { everything, expected, type Says, standing } from './made/standing.ts';
import { enmFile, svwsFile } from './made/svws.ts';
import { untisFiles } from './made/untis.ts';
import { anOffice, apply, lines, read, type TestFile, take, undo } from './upload.ts';

interface Way {
  write: (school: MadeSchool) => TestFile[] | Promise<TestFile[]>;
  format: string;
  says: Says;
  /** Counts of the change, where they are not the usual four. */
  change?: Record<string, number>;
  /** Counts besides, of the first import. */
  groups?: number;
  warnings?: string[];
}

const all: Says = { classes: true, teachers: true, leads: true, courses: true, teaching: true, guardians: true, birthDates: true };
const none: Says = { classes: true, teachers: false, leads: false, courses: false, teaching: false, guardians: false, birthDates: false };
const officeSchool: Says = { ...all, guardians: false, birthDates: false };
const untisSays: Says = { ...none, teachers: true, birthDates: true };

/** The same school in every format; made from the published descriptions (made/README.md), not exported by any program. */
const ways: Record<string, Way> = {
  'SVWS learning platform JSON (packed)': { write: svwsFile, format: 'svws', says: officeSchool },
  'SVWS note file (ENM)': { write: enmFile, format: 'enm', says: officeSchool },
  'SchILD 2 .dat set in Windows-1252': {
    write: (school) => schildFiles(school, { encoding: 'windows-1252', withIds: true }),
    format: 'schild',
    says: all,
  },
  'SchILD 3 .dat set in UTF-8 with a mark': {
    write: (school) => schildFiles(school, { encoding: 'utf-8-bom', withIds: true }),
    format: 'schild',
    says: all,
  },
  'LOGINEO XML': { write: logineoFile, format: 'logineo', says: { ...all, leads: false, guardians: false }, groups: 3 },
  'OneRoster 1.1 zip': { write: (school) => oneRosterZip(school, '1.1'), format: 'oneroster', says: { ...all, birthDates: false } },
  'OneRoster 1.2 zip': { write: (school) => oneRosterZip(school, '1.2'), format: 'oneroster', says: { ...all, birthDates: false } },
  'IServ lists of everybody and of parents': {
    write: iservFiles,
    format: 'csv',
    says: { ...none, teachers: true, courses: true, guardians: true },
  },
  'DaNiS free list': { write: danisFile, format: 'csv', says: none },
  'Moodle users': {
    write: moodleFile,
    format: 'csv',
    says: { ...none, classes: false, teachers: true, courses: true, teaching: true },
    // cohorts are groups there: Ben's change shows in his courses
    change: { new: 1, moved: 0, changed: 2, leaving: 1 },
    groups: 3,
  },
  'UCS@school with roles and ids': { write: ucsRolesFile, format: 'csv', says: { ...none, teachers: true } },
  'Untis GPU004 and GPU010 in Windows-1252 with ;': {
    write: (school) => untisFiles(school, { encoding: 'windows-1252', separator: ';' }),
    format: 'csv',
    says: untisSays,
    warnings: ['GPU002.TXT file_ignored'],
  },
  'Untis GPU004 and GPU010 in UTF-8 with ,': {
    write: (school) => untisFiles(school, { encoding: 'utf-8', separator: ',' }),
    format: 'csv',
    says: untisSays,
    warnings: ['GPU002.TXT file_ignored'],
  },
  'Untis GPU004 and GPU010 in UTF-8 with a mark and tabs': {
    write: (school) => untisFiles(school, { encoding: 'utf-8-bom', separator: '\t' }),
    format: 'csv',
    says: untisSays,
    warnings: ['GPU002.TXT file_ignored'],
  },
};

describe('a school comes in, again, changed and back', { timeout: 60_000 }, () => {
  test.for(Object.entries(ways))('%s', async ([, { write, format, says, change, groups, warnings = [] }]) => {
    const school = await testSchool();
    const office = await anOffice(school);
    const made = madeSchool();
    const files = await write(made);
    const before = await everything(school);

    // a dry run: everything is said, nothing is written
    const shown = await read(school, office, files, { complete: true });
    expect(shown.problems.map(({ file, code }) => `${file} ${code}`)).toEqual(warnings);
    const teachers = says.teachers ? 2 : 0;
    const guardians = says.guardians ? 2 : 0;
    expect(shown).toMatchObject({ format, state: 'read', stops: [] });
    expect(shown.counts).toEqual({
      pupils: 12,
      teachers,
      guardians,
      groups: groups ?? 2,
      courses: says.courses ? 3 : 0,
      memberships: says.courses ? 15 : 0,
      new: 12 + teachers + guardians,
      changed: 0,
      moved: 0,
      leaving: 0,
      unsure: 0,
    });
    expect(shown.perClass.map((row) => [row.class, row.pupils, row.new])).toEqual(
      says.classes
        ? [
            ['5a', 6, 6],
            ['5b', 6, 6],
          ]
        : [],
    );
    expect(await everything(school)).toEqual(before);

    // applied, everybody is really there
    expect((await apply(school, office, shown)).state).toBe('applied');
    expect(await standing(school, says)).toEqual(expected(made, says));
    const first = await everything(school);

    // the same file again
    const again = await read(school, office, files, { complete: true });
    expect(again.counts).toEqual({ ...shown.counts, new: 0 });
    expect(Object.values(again.sets ?? {}).every((count) => count === 0)).toBe(true);

    // in mid-year: one new, one in another class, one gone, one under another name
    const changed = later(made);
    const difference = await read(school, office, await write(changed), { complete: true });
    expect(difference.counts).toMatchObject({ pupils: 12, unsure: 0, ...(change ?? { new: 1, moved: 1, changed: 1, leaving: 1 }) });
    const told = await lines(school, office, difference.id);
    expect(told).toContain('new Emil Ziegler');
    expect(told).toContain('leaving Dana Ost');
    expect(told.find((line) => line.includes('Anna'))).toBe('changed Anna Neumann: lastName Beispiel → Neumann');
    if (says.classes) {
      expect(told.find((line) => line.includes('Ben'))).toMatch(/^moved Ben Bauer: class 5a → 5b/);
      expect(difference.perClass).toMatchObject([
        { class: '5a', pupils: 6, new: 1, changed: 1, movedIn: 0, movedOut: 1, leaving: 0 },
        { class: '5b', pupils: 6, new: 0, changed: 0, movedIn: 1, movedOut: 0, leaving: 1 },
      ]);
    }
    expect(difference.stops).toEqual([]);
    expect((await apply(school, office, difference)).state).toBe('applied');
    expect(await standing(school, says)).toEqual(expected(changed, says));

    // and back, row by row
    expect((await undo(school, office, difference.id)).state).toBe('undone');
    expect(await everything(school)).toEqual(first);
  });
});

test('a SchILD set without ids is told by name and birth date; another name is asked, not believed', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const write = (made: MadeSchool) => schildFiles(made, { encoding: 'windows-1252', withIds: false });
  await take(school, office, write(madeSchool()));
  expect((await read(school, office, write(madeSchool()))).counts).toMatchObject({
    pupils: 12,
    new: 0,
    changed: 0,
    moved: 0,
    leaving: 0,
    unsure: 0,
  });
  const difference = await read(school, office, write(later(madeSchool())));
  expect(difference.counts).toMatchObject({ new: 1, moved: 1, changed: 0, leaving: 1, unsure: 1 });
});

test.each([
  ['UCS@school without ids', ucsFile, { new: 2, moved: 0, changed: 0, leaving: 2, unsure: 1 }],
  ['an office’s own list with birth dates', officeFile, { new: 1, moved: 1, changed: 0, leaving: 1, unsure: 1 }],
])('%s: the same list again changes nothing, and what nothing tells is asked', async (_, write, counts) => {
  const school = await testSchool();
  const office = await anOffice(school);
  const shown = await take(school, office, write(madeSchool()), { complete: true });
  expect(shown.counts).toMatchObject({ pupils: 12, new: 12, groups: 2, unsure: 0 });
  expect((await read(school, office, write(madeSchool()), { complete: true })).counts).toMatchObject({
    new: 0,
    changed: 0,
    moved: 0,
    leaving: 0,
    unsure: 0,
  });
  expect((await read(school, office, write(later(madeSchool())), { complete: true })).counts).toMatchObject(counts);
});
