import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aGuardian, aPerson, keepGuardianContract } from '#modules/people/tests/build.ts';
import { classGuardiansContract, inviteGuardiansContract } from '../invitations/contract.ts';
import { aSchool, invite, mailsTo, nobody, stateOf } from './invited.ts';

test('a whole class: all with an address who never signed in, each once; the others are counted', async () => {
  const { school, office, child, classId, guardian, email } = await aSchool();
  await aGuardian(school, [child], { signIn: false });
  await aGuardian(school, [child], { email: `in-${email}` });
  const elsewhere = await aGuardian(school, [await aPerson(school)], { email: `else-${email}`, signIn: false });
  const answer = await school.as(office).call(inviteGuardiansContract, { body: { groupId: classId } });
  expect(answer).toEqual({ invited: 1, ...nobody, alreadyIn: 1, withoutAddress: 1 });
  await school.settle();
  expect([(await mailsTo(email)).length, (await mailsTo(`in-${email}`)).length, (await mailsTo(`else-${email}`)).length]).toEqual([
    1, 0, 0,
  ]);
  expect([await stateOf(school, office, guardian), await stateOf(school, office, elsewhere)]).toEqual(['open', null]);
});

test('a contact bar keeps the invitation away as well, before and after it was asked for, and nobody learns why', async () => {
  const { school, office, classId, guardian, email } = await aSchool();
  const block = (blocked: boolean) =>
    school.write((db) => sql`update people.relation set blocked = ${blocked} where person_id = ${guardian}`.execute(db));
  await block(true);
  expect(await invite(school, office, [guardian])).toEqual({ invited: 0, ...nobody, notGuardian: 1 });
  expect(await school.as(office).call(inviteGuardiansContract, { body: { groupId: classId } })).toEqual({ invited: 0, ...nobody });
  expect((await school.as(office).call(classGuardiansContract, { params: { groupId: classId } })).items).toEqual([]);
  const client = await school.as(office).client();
  const letters = await client.raw({
    method: 'POST',
    url: `/api/${school.slug}/people/letters`,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ groupId: classId, guardians: true }),
  });
  expect(letters.json()).toMatchObject({ code: 'directory.nobody_to_write' });

  await block(false);
  await invite(school, office, [guardian]);
  await block(true);
  await school.settle();
  expect(await mailsTo(email)).toEqual([]);
  expect(await stateOf(school, office, guardian)).toBe('void');
});

test('guardians of a pupil who is of age are invited only when that pupil lets them see on', async () => {
  const { school, office } = await aSchool();
  const adult = await aPerson(school, { birthDate: '2008-11-23' });
  const guardian = await aGuardian(school, [adult], { email: `adult-${school.slug}@example.org`, signIn: false });
  expect(await invite(school, office, [guardian])).toEqual({ invited: 0, ...nobody, notGuardian: 1 });
  await school.as(adult).call(keepGuardianContract, { params: { personId: guardian }, body: { sees: true } });
  expect((await invite(school, office, [guardian])).invited).toBe(1);
});

test('the list of a class takes the same number of statements with 1 and with 50 guardians, page by page in order', async () => {
  const one = await aSchool();
  const many = await aSchool();
  for (let place = 0; place < 49; place += 1)
    await aGuardian(many.school, [many.child], { lastName: `Nachname ${String(place).padStart(2, '0')}`, signIn: false });
  const few = await one.school.as(one.office).counted(classGuardiansContract, { params: { groupId: one.classId } });
  const all = await many.school.as(many.office).counted(classGuardiansContract, { params: { groupId: many.classId } });
  expect([few.answer.items.length, all.answer.items.length]).toEqual([1, 50]);
  expect(all.statements).toBe(few.statements);
  expect(few.answer).toMatchObject({
    groupName: '8b',
    items: [{ name: 'Nora Amsel', children: ['Mira Amsel'], access: 'none', invitation: null }],
  });

  const list = (cursor?: string) =>
    many.school
      .as(many.office)
      .call(classGuardiansContract, { params: { groupId: many.classId }, query: { limit: 20, ...(cursor && { cursor }) } });
  const first = await list();
  const second = await list(first.next ?? '');
  expect([...first.items, ...second.items].map(({ personId }) => personId)).toEqual(
    all.answer.items.slice(0, 40).map(({ personId }) => personId),
  );
});
