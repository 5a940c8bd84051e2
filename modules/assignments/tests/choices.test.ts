import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { calendarContract } from '../calendar/contract.ts';
import { workChoicesContract } from '../hand-in/contract.ts';
import { visibleToGuardians } from '../settings.ts';
import { anAssignment } from './build.ts';

async function twoCourses() {
  const school = await testSchool();
  const [anna, ben] = [await aPerson(school), await aPerson(school)];
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const courseId = await aCourse(school, { name: 'Mathematik 8b', teachers: [teacher], pupils: [anna, ben] });
  const otherId = await aCourse(school, { name: 'Chor', teachers: [teacher], pupils: [ben] });
  await aCourse(school, { name: 'ohne Aufgaben', teachers: [teacher], pupils: [anna] });
  await anAssignment(school, { teacher, target: { kind: 'course', id: courseId } });
  await anAssignment(school, { teacher, target: { kind: 'course', id: otherId } });
  await anAssignment(school, { teacher, pupils: [anna], published: false });
  const choices = (person: string) => school.as(person).call(workChoicesContract, {});
  return { school, anna, ben, teacher, choices };
}

test('a pupil chooses among the courses with work for them, by name', async () => {
  const { anna, ben, choices } = await twoCourses();
  expect((await choices(anna)).targets.map(({ name }) => name)).toEqual(['Mathematik 8b']);
  expect((await choices(ben)).targets.map(({ name }) => name)).toEqual(['Chor', 'Mathematik 8b']);
  expect((await choices(ben)).children).toEqual([]);
});

test('a guardian chooses among the children and their courses, where the school lets guardians see them; with one child there is nothing to choose', async () => {
  const { school, anna, ben, choices } = await twoCourses();
  const [ofBoth, ofOne] = [await aGuardian(school, [anna, ben]), await aGuardian(school, [anna])];
  const { targets, children } = await choices(ofBoth);
  expect(targets.map(({ name }) => name)).toEqual(['Chor', 'Mathematik 8b']);
  expect(children.map(({ id }) => id).sort()).toEqual([anna, ben].sort());
  expect(await choices(ofOne)).toMatchObject({ targets: [{ name: 'Mathematik 8b' }], children: [] });
  await school.write((db) => saveSetting(db, visibleToGuardians, false));
  expect(await choices(ofBoth)).toEqual({ targets: [], children: [] });
});

test('teachers, people without children and people of another school choose among nothing; without a session there is no answer', async () => {
  const { school, teacher, choices } = await twoCourses();
  const elsewhere = await testSchool();
  const stranger = await aPerson(elsewhere);
  expect(await choices(teacher)).toEqual({ targets: [], children: [] });
  expect(await elsewhere.as(stranger).call(workChoicesContract, {})).toEqual({ targets: [], children: [] });
  expect((await anonymous().raw({ method: 'GET', url: `/api/${school.slug}/assignments/choices` })).statusCode).toBe(401);
});

test('a month comes in whole weeks, with weekends, public holidays of the state and free days of the school', async () => {
  const { school, anna } = await twoCourses();
  const month = async (which: string) => (await school.as(anna).call(calendarContract, { query: { month: which } })).weeks;
  const december = await month('2026-12');
  expect(december.map(({ week }) => week)).toEqual([49, 50, 51, 52, 53]);
  expect(december.every(({ days }) => days.length === 7)).toBe(true);
  expect(december[0]?.days[0]).toEqual({ day: '2026-11-30', kind: 'school', holiday: null });
  expect(december[4]?.days.at(-1)?.day).toBe('2027-01-03');
  expect(december.flatMap(({ days }) => days).find(({ day }) => day === '2026-12-25')).toMatchObject({ kind: 'holiday' });
  expect(december[1]?.days.map(({ kind }) => kind)).toEqual([...Array(5).fill('school'), 'weekend', 'weekend']);
  expect((await month('2027-02')).map(({ days }) => days[0]?.day)).toEqual(['2027-02-01', '2027-02-08', '2027-02-15', '2027-02-22']);
  await school.write(async (db) => {
    await sql`insert into timetable.free_span (school_id, id, kind, name, first_day, last_day)
      values (${school.id}, gen_random_uuid(), 'school_holidays', 'Weihnachtsferien', '2026-12-23', '2027-01-06')`.execute(db);
    db.afterCommit(() => school.ctx().schoolChanged());
  });
  const holidays = (await month('2026-12')).flatMap(({ days }) => days).filter(({ holiday }) => holiday !== null);
  expect(holidays.map(({ day, kind }) => `${day.slice(8)} ${kind}`)).toEqual([
    ...['23 holiday', '24 holiday', '25 holiday', '26 weekend', '27 weekend', '28 holiday', '29 holiday', '30 holiday', '31 holiday'],
    ...['01 holiday', '02 weekend', '03 weekend'],
  ]);
  for (const wrong of ['2026-13', '2026-1', 'x'])
    await expect(school.as(anna).call(calendarContract, { query: { month: wrong } })).rejects.toMatchObject({ status: 400 });
});
