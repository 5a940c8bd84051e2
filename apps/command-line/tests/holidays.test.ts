import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { exit, UsageError } from '../command.ts';
import { holidaysImport } from '../holidays.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schulhof-holidays-'));
});

let counter = 0;
const row = (days: string, place: string, name = 'DE Herbstferien,EN Autumn Holidays') => {
  counter += 1;
  return `00000000-0000-4000-8000-${String(counter).padStart(12, '0')};DE;${days};School;Regional;${name};${place}`;
};

/** Writes a file of rows and answers its path. */
async function fileOf(name: string, ...rows: string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, ['Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Subdivisions', ...rows].join('\r\n'));
  return path;
}

async function run(school: TestSchool, ...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await holidaysImport.run(school.platform, args, { out: (line) => void out.push(line), err: (line) => void err.push(line) });
  return { code, out, err };
}

const stored = async (school: TestSchool) => {
  const { rows } = await school.write((db) =>
    sql<{
      span: string;
    }>`select name || ' ' || first_day || ' ' || last_day as span from timetable.free_span where school_id = ${school.id} order by first_day`.execute(
      db,
    ),
  );
  return rows.map(({ span }) => span);
};

test('files of several states at once: a school takes those of its own, says so first and then does it', async () => {
  const school = await testSchool({ state: 'NI' });
  const files = [await fileOf('ni.csv', row('2026-10-12;2026-10-24', 'NI')), await fileOf('hb.csv', row('2026-10-19;2026-10-31', 'HB'))];
  const dry = await run(school, '--state', 'NI', ...files, '--school', school.slug);
  expect(dry).toEqual({
    code: exit.clean,
    out: [
      'Probelauf, nichts geändert.',
      `${school.slug} (NI): 1 neu, 0 geändert, 0 entfallen, 0 unverändert`,
      '  + Herbstferien: 2026-10-12 bis 2026-10-24',
    ],
    err: [],
  });
  expect(await stored(school)).toEqual([]);
  expect((await run(school, '--state', 'NI', ...files, '--school', school.slug, '--apply')).out[0]).toBe('Übernommen.');
  expect(await stored(school)).toEqual(['Herbstferien 2026-10-12 2026-10-24']);
  const again = await run(school, ...files, '--school', school.slug, '--apply', '--json');
  expect(again).toMatchObject({ code: exit.clean, err: [] });
  expect(JSON.parse(again.out.join('\n'))).toEqual({
    applied: true,
    counts: { rows: 2, skipped: 0, new: 0, changed: 0, gone: 0 },
    schools: [
      {
        slug: school.slug,
        state: 'NI',
        calendar: 'usual',
        counts: { new: 0, changed: 0, gone: 0, same: 1, byHand: 0 },
        new: [],
        changed: [],
        gone: [],
      },
    ],
    problems: [],
  });
});

test('all schools of a state at once, others not', async () => {
  const [one, two, other] = [await testSchool({ state: 'TH' }), await testSchool({ state: 'TH' }), await testSchool({ state: 'SN' })];
  const files = [await fileOf('th.csv', row('2026-10-12;2026-10-24', 'TH')), await fileOf('sn.csv', row('2026-10-19;2026-10-31', 'SN'))];
  const { code, out } = await run(one, '--state', 'TH', '--all', '--apply', '--json', ...files);
  expect(code).toBe(exit.clean);
  const slugs = JSON.parse(out.join('\n')).schools.map(({ slug }: { slug: string }) => slug);
  expect(slugs).toEqual(expect.arrayContaining([one.slug, two.slug]));
  expect(slugs).not.toContain(other.slug);
  expect([await stored(one), await stored(two), await stored(other)]).toEqual([
    ['Herbstferien 2026-10-12 2026-10-24'],
    ['Herbstferien 2026-10-12 2026-10-24'],
    [],
  ]);
});

test('a fault in any file is said with file, row and column, and nothing is changed', async () => {
  const school = await testSchool({ state: 'NI' });
  const good = await fileOf('gut.csv', row('2026-10-12;2026-10-24', 'NI'));
  const bad = await fileOf(
    'schlecht.csv',
    row('2026-12-23;2027-01-09', 'NI'),
    row('2026-10-24;2026-10-12', 'NI'),
    row('32.10.2026;', 'NI'),
  );
  const { code, out, err } = await run(school, good, bad, '--school', school.slug, '--apply', '--json');
  expect(code).toBe(exit.badInput);
  expect(err).toEqual([
    'schlecht.csv, Zeile 3, Spalte EndDate: Der letzte Tag liegt vor dem ersten.',
    'schlecht.csv, Zeile 4, Spalte StartDate: »32.10.2026« ist kein Tag von 2000 bis 2099 (erwartet: JJJJ-MM-TT).',
  ]);
  expect(JSON.parse(out.join('\n'))).toMatchObject({
    applied: false,
    schools: [],
    problems: [
      { file: 'schlecht.csv', row: 3, column: 'EndDate', code: 'reversed', message: 'Der letzte Tag liegt vor dem ersten.' },
      { row: 4 },
    ],
  });
  expect(await stored(school)).toEqual([]);
});

test('files that say nothing about the school’s state, a school of another state, none at all, no file: each is said', async () => {
  const school = await testSchool({ state: 'NI' });
  const file = await fileOf('hb2.csv', row('2026-10-19;2026-10-31', 'HB'));
  expect(await run(school, file, '--school', school.slug, '--apply')).toMatchObject({
    code: exit.badInput,
    err: ['Die Dateien nennen für NI keine Ferien, die noch gebraucht werden.'],
  });
  expect(await run(school, '--state', 'HB', file, '--school', school.slug)).toMatchObject({
    code: exit.badInput,
    err: [`${school.slug} liegt in NI.`],
  });
  expect(await run(school, file, '--school', 'no-such-school')).toMatchObject({ code: exit.badInput });
  expect(await run(school, join(folder, 'gone.csv'), '--school', school.slug)).toMatchObject({ code: exit.badInput });
  for (const wrong of [[file], [file, '--all', '--school', school.slug], ['--all'], ['--state', 'XX', '--all', file]])
    await expect(run(school, ...wrong)).rejects.toThrow(UsageError);
});

test('where a state has several calendars it is said which one was taken', async () => {
  const school = await testSchool({ state: 'MV' });
  const file = await fileOf('mv.csv', row('2027-02-08;2027-02-19', 'MV-ABS'), row('2027-02-08;2027-02-13', 'MV-BBS'));
  const { out } = await run(school, file, '--school', school.slug);
  expect(out.slice(2)).toEqual([
    '  + Herbstferien: 2027-02-08 bis 2027-02-19',
    `${school.slug}: MV hat verschiedene Ferien für verschiedene Schulen. Genommen wurden die Ferien: der allgemeinbildenden Schulen. Ändern kann das die Schule unter Einstellungen.`,
  ]);
});
