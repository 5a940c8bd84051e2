import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aGuardian, aPerson, identityOf } from '#modules/people/tests/build.ts';
import { heuteContract, startContract } from '../contract.ts';

async function unreadNotices(school: TestSchool, person: string, count: number): Promise<void> {
  await school.write((db) =>
    sql`insert into notices.notice (school_id, id, person_id, kind, key, title_key, body_key, path, made_at)
      select ${school.id}, gen_random_uuid(), ${person}, 'x.y', n::text, 't', 'b', 'heute', now() from generate_series(1, ${count}::int) n`.execute(
      db,
    ),
  );
}

test('the start page brings menu and day in one answer, with what waits at the menu', async () => {
  const school = await testSchool({ name: 'Schule am Test' });
  const pupil = await aPerson(school);
  await unreadNotices(school, pupil, 3);

  const { shell, today } = await school.as(pupil).call(startContract, {});

  expect(shell.school.name).toBe('Schule am Test');
  expect(shell.navigation[0]).toMatchObject({ page: 'today.today', path: 'heute' });
  expect(shell.navigation.find(({ page }) => page === 'notices.list')?.count).toBe(3);
  expect(today).toMatchObject({ day: '2026-11-23', week: 48, dayKind: 'school', nextSchoolDay: '2026-11-24', children: [] });
});

test('the day is that of the clock at school, not of the server', async () => {
  const school = await testSchool();
  school.at('2026-11-23T23:30:00Z');
  expect((await school.as(await aPerson(school)).call(startContract, {})).today.day).toBe('2026-11-24');
});

test('one thing and fifty take the same number of statements', async () => {
  const school = await testSchool();
  const [few, many] = [await aPerson(school), await aPerson(school)];
  await unreadNotices(school, few, 1);
  await unreadNotices(school, many, 50);
  const one = await school.as(few).counted(startContract, {});
  const fifty = await school.as(many).counted(startContract, {});
  expect(fifty.statements).toBe(one.statements);
});

test('a guardian sees each child of this school beside the others, whether or not anything is on', async () => {
  const school = await testSchool();
  const [anton, berta] = [
    await aPerson(school, { firstName: 'Anton', lastName: 'Alt' }),
    await aPerson(school, { firstName: 'Berta', lastName: 'Alt' }),
  ];
  await aPerson(school, { firstName: 'Fremd' });
  const guardian = await aGuardian(school, [anton, berta]);

  const { today } = await school.as(guardian).call(startContract, {});

  expect(today.children.map(({ name }) => name)).toEqual(['Anton Alt', 'Berta Alt']);
});

test('without a session, at another school and in no school the answer is the same as for everything', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const stranger = await (await other.as(await aPerson(other))).client();
  await expect(anonymous(school.slug).call(startContract, {})).rejects.toMatchObject({ status: 401 });
  expect((await stranger.raw({ method: 'GET', url: `/api/${school.slug}/start` })).statusCode).toBe(404);
  expect((await stranger.raw({ method: 'GET', url: '/api/no-such-school/start' })).statusCode).toBe(404);
});

/** A human with a child at each of two schools, and work at a third. */
async function atThreeSchools() {
  const [one, two, three, foreign] = [
    await testSchool({ name: 'Erste' }),
    await testSchool({ name: 'Zweite' }),
    await testSchool({ name: 'Dritte' }),
    await testSchool({ name: 'Vierte' }),
  ];
  const guardian = await aGuardian(one, [await aPerson(one, { firstName: 'Anton', lastName: 'Eins' })]);
  const identityId = await identityOf(one, guardian);
  await aGuardian(two, [await aPerson(two, { firstName: 'Berta', lastName: 'Zwei' })], { identityId });
  await aPerson(three, { capacities: ['teacher'], identityId });
  await aPerson(foreign);
  return { client: await one.as(guardian).client(), one, two, three };
}

test('one page shows all children of all schools, each school from behind its own wall', async () => {
  const { client } = await atThreeSchools();

  const { schools } = await client.call(heuteContract, { query: { context: 'guardian' } });

  expect(schools.map(({ name, context }) => `${name} ${context}`)).toEqual(['Dritte work', 'Erste guardian', 'Zweite guardian']);
  expect(schools.flatMap(({ today }) => today.children.map(({ name }) => name))).toEqual(['Anton Eins', 'Berta Zwei']);
});

test('a school can be left out: the page one is on shows it already', async () => {
  const { client, one } = await atThreeSchools();
  const { schools } = await client.call(heuteContract, { query: { without: one.slug } });
  expect(schools.map(({ name }) => name)).toEqual(['Dritte', 'Zweite']);
});

test('whose person is locked or has left at one school still sees the others', async () => {
  const { client, two } = await atThreeSchools();
  await two.write((db) => sql`update people.person set status = 'suspended' where school_id = ${two.id}`.execute(db));
  const { schools } = await client.call(heuteContract, { query: {} });
  expect(schools.map(({ name }) => name)).toEqual(['Dritte', 'Erste']);
});

test('nobody is told of schools without being signed in', async () => {
  await expect(anonymous().call(heuteContract, { query: {} })).rejects.toMatchObject({ status: 401 });
});

test('a sign-in that is nobody anywhere sees no school', async () => {
  const school = await testSchool();
  const person = await aPerson(school);
  const client = await school.as(person).client();
  await school.write((db) => sql`delete from identities.attachment where school_id = ${school.id}`.execute(db));
  expect(await client.call(heuteContract, { query: {} })).toEqual({ schools: [] });
});
