import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { importFiles } from '../public.ts';
import { schildFiles } from './made/schild.ts';
import { type MadeSchool, madeSchool } from './made/school.ts';
import { everything } from './made/standing.ts';
import { anOffice, apply, lines, read, take, undo } from './upload.ts';

const newYear = '2027-08-18T07:00:00Z';

/** 5a and 5b go on as 6a and 6b; one pupil has changed sides, one has left; a new 5a begins. */
function nextYear(made: MadeSchool): MadeSchool {
  const up = (name: string) => name.replace('5', '6');
  const born = { born: '2016-02-02', gender: 'm' as const, inClub: false };
  return {
    ...made,
    classes: ['5a', '6a', '6b'],
    teachers: made.teachers.map((teacher) => ({ ...teacher, lead: teacher.lead && up(teacher.lead) })),
    pupils: [
      ...made.pupils
        .filter(({ first }) => first !== 'Dana')
        .map((pupil) => ({ ...pupil, className: pupil.first === 'Ben' ? '6b' : up(pupil.className) })),
      { id: 21, last: 'Klein', first: 'Kim', className: '5a', ...born },
      { id: 22, last: 'Jung', first: 'Jona', className: '5a', ...born },
    ],
  };
}

/** A list without ids and without a year. */
function list(made: MadeSchool) {
  const rows = made.pupils.map(({ id, first, last, className }) => `${id};${first};${last};${className}`);
  return { name: 'iserv.csv', bytes: ['Import-ID;Vorname;Nachname;Klasse', ...rows].join('\n') };
}

const schild = (made: MadeSchool, year: number) =>
  schildFiles(made, { encoding: 'utf-8-bom', withIds: true }).map(({ name, bytes }) => ({
    name,
    bytes: new TextDecoder().decode(bytes as Uint8Array).replaceAll('|2026|1', `|${year}|1`), // the writer gives bytes
  }));

async function classes(school: TestSchool) {
  const { rows } = await school.write((db) =>
    sql<{
      line: string;
    }>`select concat_ws(' ', g.school_year, g.name, 'continues ' || e.name || ' of ' || e.school_year, 'ended ' || g.ended_on) as line
      from groups."group" g left join groups."group" e on e.school_id = g.school_id and e.id = g.continues_id
      where g.school_id = ${db.schoolId} and g.kind = 'class' order by g.school_year, g.name`.execute(db),
  );
  return rows.map(({ line }) => line);
}

const afterwards = [
  '2026 5a ended 2027-07-31',
  '2026 5b ended 2027-07-31',
  '2027 5a',
  '2027 6a continues 5a of 2026',
  '2027 6b continues 5b of 2026',
];

test.each([
  ['a set that says its school year', schild],
  ['a list that says none', (made: MadeSchool) => [list(made)]],
])('%s: classes go on under their new names, the old ones end with the year, and an undo brings them back', async (_, write) => {
  const school = await testSchool();
  const office = await anOffice(school);
  await take(school, office, write(madeSchool(), 2026), { complete: true });
  expect(await classes(school)).toEqual(['2026 5a', '2026 5b']);
  const before = await everything(school);

  school.at(newYear);
  const shown = await read(school, office, write(nextYear(madeSchool()), 2027), { complete: true });
  expect(shown.continued).toEqual([
    { from: '5a', to: '6a', pupils: 5 },
    { from: '5b', to: '6b', pupils: 5 },
  ]);
  expect(shown.counts).toMatchObject({ new: 2, moved: 11, leaving: 1, unsure: 0 });
  expect(await lines(school, office, shown.id)).toContainEqual(expect.stringMatching(/^moved Ben Bauer: class 5a → 6b/));
  // everybody changes class: somebody has to say that this is so
  await expect(apply(school, office, shown)).rejects.toMatchObject({ code: 'roster.stopped' });
  const applied = await apply(school, office, shown, true);
  expect(applied).toMatchObject({ state: 'applied', continued: shown.continued });
  expect(await classes(school)).toEqual(afterwards);

  // who was in the old class still stands there, until its last day
  const { rows } = await school.write((db) =>
    sql<{ until: string; count: number }>`select m.valid_to::text as until, count(*) as count from groups.pub_member m
      join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.name = '5b'
      where m.school_id = ${db.schoolId} and m.part = 'member' group by m.valid_to order by m.valid_to`.execute(db),
  );
  expect(rows).toEqual([{ until: '2027-07-31', count: 6 }]);

  const again = await read(school, office, write(nextYear(madeSchool()), 2027), { complete: true });
  expect(again.counts).toMatchObject({ new: 0, changed: 0, moved: 0, leaving: 0 });
  expect(again.continued).toEqual([]);

  expect((await undo(school, office, applied.id)).state).toBe('undone');
  expect(await everything(school)).toEqual(before);
});

test('the command line tells which class goes on as which', async () => {
  const school = await testSchool();
  const files = (made: MadeSchool) => [{ name: 'iserv.csv', bytes: new TextEncoder().encode(list(made).bytes) }];
  await importFiles(school.ctx(), files(madeSchool()), { format: 'auto', mapping: 'iserv', apply: true });
  school.at(newYear);
  const { continued } = await importFiles(school.ctx(), files(nextYear(madeSchool())), { format: 'auto', mapping: 'iserv', apply: false });
  expect(continued.map(({ from, to }) => `${from} → ${to}`)).toEqual(['5a → 6a', '5b → 6b']);
});

test('a list of one class in the new year ends that class and leaves the others as they are', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await take(school, office, [list(madeSchool())], { complete: true });
  school.at(newYear);
  const only6a = {
    ...madeSchool(),
    pupils: madeSchool().pupils.flatMap((pupil) => (pupil.className === '5a' ? { ...pupil, className: '6a' } : [])),
  };
  const shown = await read(school, office, [list(only6a)]);
  expect(shown.counts).toMatchObject({ moved: 6, leaving: 0 });
  await apply(school, office, shown, true);
  expect(await classes(school)).toEqual(['2026 5a ended 2027-07-31', '2026 5b', '2027 6a continues 5a of 2026']);
});

test('in the new year a list with the classes of the old one changes nothing', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await take(school, office, [list(madeSchool())], { complete: true });
  school.at(newYear);
  expect((await read(school, office, [list(madeSchool())], { complete: true })).counts).toMatchObject({ new: 0, moved: 0, leaving: 0 });
  expect((await read(school, office, [list(madeSchool())], { complete: true })).sets).toMatchObject({ groups: 0, groupsEnded: 0 });
});

test('an upper level into which all classes of a year go continues none of them', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const named = (from: string, to: string) => ({
    ...madeSchool(),
    pupils: madeSchool().pupils.map((pupil) => ({ ...pupil, className: pupil.className === '5a' ? from : to })),
  });
  await take(school, office, [list(named('10a', '10b'))], { complete: true });
  school.at(newYear);
  const shown = await read(school, office, [list(named('EF', 'EF'))], { complete: true });
  expect(shown.continued).toEqual([]);
  await apply(school, office, shown, true);
  expect(await classes(school)).toEqual(['2026 10a ended 2027-07-31', '2026 10b ended 2027-07-31', '2027 EF']);
});

test('a class teacher of the old class still finds it', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const head = await aPerson(school, { capacities: ['head'] });
  await take(school, office, schild(madeSchool(), 2026));
  school.at(newYear);
  await take(school, office, schild(nextYear(madeSchool()), 2027), { confirmed: true });
  const { rows } = await school.write((db) =>
    sql<{ id: string }>`select id from groups."group" where school_id = ${db.schoolId} and name = '5b' and school_year = 2026`.execute(db),
  );
  const client = await school.as(head).client();
  const answer = await client.raw({ method: 'GET', url: `/api/${school.slug}/groups/${rows[0]?.id}` });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ name: '5b', endedOn: '2027-07-31' });
});
