import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { joinContract } from '../codes/contract.ts';
import { tidy } from '../jobs.ts';
import { privacy } from '../privacy.ts';
import { closeIdentities, createIdentities, identitiesOf, reserveHandle, resumeAccess, suspendAccess } from '../public.ts';
import { findSchoolsContract } from '../sign-in/contract.ts';
import { aCode, aSignIn, register, rowsOf, signIn } from './build.ts';

const password = 'korrekt pferd batterie';
const at = (instant: string) => new Date(instant);
const autumn = at('2026-11-23T07:00:00Z');
const wish = { first: 'Jürgen', last: 'Groß' };

const reserve = (school: TestSchool, now = autumn) => school.write((db) => reserveHandle(db, wish, now));

test('names are numbered when taken, each school for itself', async () => {
  const [school, other] = [await testSchool(), await testSchool()];
  expect((await aSignIn(school, wish)).handle).toBe('juergen.gross');
  expect((await aSignIn(school, wish)).handle).toBe('juergen.gross2');
  expect((await aSignIn(other, wish)).handle).toBe('juergen.gross');
});

test('people of one batch with the same name get different ones, and the source’s wish is kept', async () => {
  const school = await testSchool();
  const people = [wish, wish, { ...wish, handle: 'j.gross' }].map((person) => ({ ...person, personId: newId() }));
  const made = await school.write((db) => createIdentities(db, people, autumn));
  expect(made.map(({ handle }) => handle)).toEqual(['juergen.gross', 'juergen.gross2', 'j.gross']);
});

test('whoever has a sign-in keeps it', async () => {
  const school = await testSchool();
  const { personId, identityId, handle } = await aSignIn(school, wish);
  const again = await school.write((db) => createIdentities(db, [{ personId, first: 'Anders', last: 'Heute' }], autumn));
  expect(again).toEqual([{ personId, identityId, handle }]);
});

test('a batch takes the same number of statements for 2 and for 200 people', async () => {
  const school = await testSchool();
  const statements = (count: number) =>
    school.write(async (db) => {
      await createIdentities(
        db,
        Array.from({ length: count }, () => ({ ...wish, personId: newId() })),
        autumn,
      );
      return db.statementCount();
    });
  expect(await statements(200)).toBe(await statements(2));
});

test('a released name is not given again in the same school year, in the next it is', async () => {
  const school = await testSchool();
  const { personId } = await aSignIn(school, wish);
  await school.write((db) => closeIdentities(db, [personId], autumn));
  expect(await reserve(school, at('2027-07-31T10:00:00Z'))).toBe('juergen.gross2');
  expect(await reserve(school, at('2027-08-01T10:00:00Z'))).toBe('juergen.gross');
  const [made] = await school.write((db) => createIdentities(db, [{ personId: newId(), ...wish }], at('2027-08-01T10:00:00Z')));
  expect(made?.handle).toBe('juergen.gross');
});

test('two reservations at once do not get the same name', async () => {
  const school = await testSchool();
  const both = await Promise.all([aSignIn(school, wish), aSignIn(school, wish)]);
  expect(both.map(({ handle }) => handle).sort()).toEqual(['juergen.gross', 'juergen.gross2']);
});

test('a school suspends and resumes those who are here only; others stay signed in elsewhere', async () => {
  const [school, other] = [await testSchool(), await testSchool()];
  const [here, both] = [await aSignIn(school), await aSignIn(school)];
  const browser = anonymous();
  await register(browser, [await aCode(school, both.personId)], password);
  const guest = await aSignIn(other);
  await browser.call(joinContract, { body: { code: await aCode(other, guest.personId) } });
  const people = [here.personId, both.personId];

  expect(await school.write((db) => suspendAccess(db, people, autumn))).toBe(1);
  const access = await school.write((db) => identitiesOf(db, people));
  expect([access.get(here.personId)?.status, access.get(both.personId)?.status]).toEqual(['suspended', 'open']);
  expect(await school.write((db) => resumeAccess(db, people))).toBe(1);
});

test('an identity goes with its last person, not before', async () => {
  const [school, other] = [await testSchool(), await testSchool()];
  const here = await aSignIn(school);
  const browser = anonymous();
  await register(browser, [await aCode(school, here.personId)], password);
  const guest = await aSignIn(other);
  await browser.call(joinContract, { body: { code: await aCode(other, guest.personId) } });

  await school.write((db) => closeIdentities(db, [here.personId], autumn));
  expect(await signIn(anonymous(), other.slug, guest.handle, password)).toMatchObject({ schools: [{ slug: other.slug }] });
  expect(await signIn(anonymous(), school.slug, here.handle, password)).toBeNull();

  await other.write((db) => closeIdentities(db, [guest.personId], autumn));
  expect(await rowsOf(other, 'device', here.identityId)).toEqual([]);
});

test('export tells a person what is held, and erasing twice leaves nothing', async () => {
  const school = await testSchool();
  const [anna, clerk] = [await aSignIn(school), await aSignIn(school)];
  await register(anonymous(), [await aCode(school, anna.personId)], password);
  await school.write((db) => sql`update identities.code set made_by = ${clerk.personId} where person_id = ${anna.personId}`.execute(db));
  if (!('columns' in privacy)) throw new Error('identities holds persons');
  const { exportPerson, erasePerson } = privacy;

  const parts = await school.write(async (db) => {
    const found: { part: string; value: unknown }[] = [];
    for await (const part of exportPerson(db, anna.personId)) found.push(part);
    return found;
  });
  expect(parts.map(({ part }) => part)).toEqual(expect.arrayContaining(['codes', 'sign_in_names', 'devices', 'second_factors']));
  expect(JSON.stringify(parts)).not.toMatch(/hash|secret|opaque/);

  expect(await school.write((db) => erasePerson(db, clerk.personId))).toMatchObject({ 'identities.code.made_by': 1 });
  expect(await school.write((db) => erasePerson(db, anna.personId))).toMatchObject({
    'identities.attachment.person_id': 1,
    'identities.code.person_id': 1,
  });
  expect(await school.write((db) => erasePerson(db, anna.personId))).toMatchObject({
    'identities.attachment.person_id': 0,
    'identities.code.person_id': 0,
  });
  expect(await rowsOf(school, 'handle', anna.identityId)).toEqual([]);
});

test('at night what has served is forgotten, what holds stays', async () => {
  const school = await testSchool();
  const { personId, identityId } = await aSignIn(school);
  await register(anonymous(), [await aCode(school, personId)], password);
  await school.write((db) =>
    sql`insert into identities.begun (id, kind, subject, at) values (${newId()}, 'sign_in', ${identityId}, ${at('2026-01-01T00:00:00Z')})`.execute(
      db,
    ),
  );
  await tidy.run(school.ctx(), {}, AbortSignal.timeout(10_000));
  const { rows } = await school.write((db) => sql`select 1 from identities.begun where subject = ${identityId}`.execute(db));
  expect(rows).toEqual([]);
  expect(await rowsOf(school, 'device', identityId)).toHaveLength(1);
});

test('schools are found by a part of their name; a sign of a pattern is only a sign', async () => {
  const name = `Käthe-Kollwitz 100% ${newId()}`;
  const school = await testSchool({ name });
  const find = (q: string) => anonymous().call(findSchoolsContract, { query: { q } });
  expect(await find(name.slice(6).toUpperCase())).toEqual({ schools: [{ slug: school.slug, name }] });
  expect(await find('_%_%_%_%')).toEqual({ schools: [] });
});
