import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { shellContract } from '#kernel/module/shell-contract.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import {
  addPersonContract,
  agreeMergeContract,
  correctPersonContract,
  declineMergeContract,
  giveCapacityContract,
  lockPersonsContract,
  ownMergesContract,
  proposeMergeContract,
  relateContract,
  unlockPersonsContract,
  unrelateContract,
} from '../contract.ts';
import { capacitiesOf, childrenOf, savePersons } from '../public.ts';
import { aGuardian, aPerson } from './build.ts';

const day = '2026-11-23';
const open = { validFrom: null, validTo: null };

async function staffed() {
  const school = await testSchool();
  const office = await aPerson(school, { capacities: ['office'] });
  const admin = await aPerson(school, { capacities: ['school_admin'] });
  return { school, office, admin, asOffice: school.as(office), asAdmin: school.as(admin) };
}

async function acts(school: TestSchool): Promise<string[]> {
  const { rows } = await school.write((db) => sql<{ act: string }>`select act from kernel.audit order by id`.execute(db));
  return rows.map(({ act }) => act);
}

test('the office enters a guest pupil, who has a sign-in name and an entry in the audit trail', async () => {
  const { school, asOffice } = await staffed();
  const body = {
    firstName: 'Zoë',
    lastName: 'Groß',
    capacity: 'pupil' as const,
    validFrom: null,
    validTo: '2027-01-31',
    guestOf: 'Schiller-Gymnasium',
  };

  const { personId, handle } = await asOffice.call(addPersonContract, { body });

  expect(handle).toBe('zoe.gross');
  expect(await school.events('people.person_added')).toContainEqual({ personId });
  expect(await acts(school)).toContain('people.person_added');
});

test('the office enters a guardian of two children at once, but not of somebody who is no pupil here', async () => {
  const { school, asOffice } = await staffed();
  const [one, other, colleague] = [await aPerson(school), await aPerson(school), await aPerson(school, { capacities: ['teacher'] })];
  const body = { firstName: 'Nuray', lastName: 'Demir', capacity: 'guardian' as const, ...open };

  const { personId } = await asOffice.call(addPersonContract, { body: { ...body, childIds: [one, other] } });
  const wrong = asOffice.call(addPersonContract, { body: { ...body, childIds: [colleague] } });

  await expect(wrong).rejects.toMatchObject({ status: 422, code: 'people.not_a_pupil' });
  const children = await school.write((db) => childrenOf(db, personId, day));
  expect(children.map(({ id }) => id).sort()).toEqual([one, other].sort());
});

test('roles of work are handed out by those with that right only', async () => {
  const { school, asOffice, asAdmin } = await staffed();
  const body = { firstName: 'Jan', lastName: 'Kowalski', capacity: 'teacher' as const, shortName: 'KOW', ...open };

  await expect(asOffice.call(addPersonContract, { body })).rejects.toMatchObject({ status: 403, code: 'people.roles_needed' });
  const { personId } = await asAdmin.call(addPersonContract, { body });
  await expect(asAdmin.call(addPersonContract, { body })).rejects.toMatchObject({ status: 409, code: 'people.short_name_taken' });
  await expect(asOffice.call(correctPersonContract, { params: { personId }, body: { lastName: 'X' } })).rejects.toMatchObject({
    code: 'people.roles_needed',
  });
  await expect(asOffice.call(lockPersonsContract, { body: { personIds: [personId] } })).rejects.toMatchObject({
    code: 'people.roles_needed',
  });
  expect(await school.write((db) => capacitiesOf(db, personId, day))).toEqual(['teacher']);
});

test('nobody without the right changes people, and a weak sign-in is not enough', async () => {
  const { school, office } = await staffed();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupil = await aPerson(school);
  const input = { params: { personId: pupil }, body: { lastName: 'Anders' } };

  for (const who of [teacher, pupil, await aGuardian(school, [pupil])]) {
    await expect(school.as(who).call(correctPersonContract, input)).rejects.toMatchObject({ status: 403, code: 'kernel.forbidden' });
  }
  await expect(school.as({ personId: office, strong: false }).call(correctPersonContract, input)).rejects.toMatchObject({
    code: 'kernel.second_factor_needed',
  });
});

test('people of another school are not found, whatever is done with them', async () => {
  const { asAdmin, school } = await staffed();
  const stranger = await aPerson(await testSchool());
  const child = await aPerson(school);
  const guardian = await aGuardian(school, [child]);
  const missing = { status: 404, code: 'kernel.not_found' };

  await expect(asAdmin.call(correctPersonContract, { params: { personId: stranger }, body: { lastName: 'X' } })).rejects.toMatchObject(
    missing,
  );
  await expect(asAdmin.call(lockPersonsContract, { body: { personIds: [child, stranger] } })).rejects.toMatchObject(missing);
  await expect(asAdmin.call(unlockPersonsContract, { body: { personIds: [stranger] } })).rejects.toMatchObject(missing);
  await expect(asAdmin.call(giveCapacityContract, { params: { personId: stranger, capacity: 'pupil' }, body: open })).rejects.toMatchObject(
    missing,
  );
  await expect(
    asAdmin.call(relateContract, { params: { personId: stranger, childId: child }, body: { kind: 'guardian', ...open } }),
  ).rejects.toMatchObject(missing);
  await expect(
    asAdmin.call(relateContract, { params: { personId: guardian, childId: stranger }, body: { kind: 'guardian', ...open } }),
  ).rejects.toMatchObject(missing);
  await expect(asAdmin.call(proposeMergeContract, { body: { keptId: guardian, doubleId: stranger } })).rejects.toMatchObject(missing);
  await expect(asAdmin.call(correctPersonContract, { params: { personId: newId() }, body: { lastName: 'X' } })).rejects.toMatchObject(
    missing,
  );
});

test('a corrected field of an imported person stays when the import comes again', async () => {
  const { school, asOffice } = await staffed();
  const id = newId();
  const imported = { id, firstName: 'Olena', lastName: 'Shevchenko', source: 'svws', sourceId: '4711' };
  await school.write((db) => savePersons(db, [imported], school.ctx().now()));
  await asOffice.call(correctPersonContract, { params: { personId: id }, body: { lastName: 'Schewtschenko', language: 'en' } });
  await school.write((db) => savePersons(db, [{ ...imported, birthDate: '2011-02-03' }], school.ctx().now()));

  const { rows } = await school.write((db) =>
    sql`select last_name, birth_date, language, corrected from people.person where id = ${id}`.execute(db),
  );
  expect(rows).toEqual([{ last_name: 'Schewtschenko', birth_date: '2011-02-03', language: 'en', corrected: ['language', 'last_name'] }]);
});

test('locking signs out, unlocking lets in again, and nobody locks themselves or the last school admin', async () => {
  const { school, admin, asAdmin, asOffice } = await staffed();
  const head = await aPerson(school, { capacities: ['head'] });
  const pupil = await aPerson(school);
  const client = await school.as(pupil).client();

  expect(await asOffice.call(lockPersonsContract, { body: { personIds: [pupil] } })).toEqual({ changed: 1 });
  await expect(client.call(shellContract, {})).rejects.toMatchObject({ status: 401 }); // signed out, not only unknown here
  expect(await asOffice.call(unlockPersonsContract, { body: { personIds: [pupil] } })).toEqual({ changed: 1 });
  await expect(school.as(pupil).call(shellContract, {})).resolves.toMatchObject({ person: { id: pupil } });
  await expect(asAdmin.call(lockPersonsContract, { body: { personIds: [admin] } })).rejects.toMatchObject({ code: 'people.own_access' });
  await expect(
    school.as(head).call(giveCapacityContract, {
      params: { personId: admin, capacity: 'school_admin' },
      body: { validFrom: null, validTo: '2026-11-22' },
    }),
  ).rejects.toMatchObject({ status: 409, code: 'people.last_admin' });
  const second = await aPerson(school, { capacities: ['school_admin'] });
  expect(await asAdmin.call(lockPersonsContract, { body: { personIds: [second] } })).toEqual({ changed: 1 });
});

test('the head hands out and takes roles of work, and nothing that belongs to editing people', async () => {
  const { school, office, asOffice } = await staffed();
  const head = await aPerson(school, { capacities: ['head'] });
  const guest = await aPerson(school, { capacities: ['guardian'] });
  const asHead = school.as(head);
  const give = (capacity: 'staff' | 'office' | 'pupil' | 'guardian', personId = guest) => ({ params: { personId, capacity }, body: open });

  await asHead.call(giveCapacityContract, give('staff'));
  expect(await school.write((db) => capacitiesOf(db, guest, day))).toEqual(expect.arrayContaining(['guardian', 'staff']));
  expect(await acts(school)).toContain('people.capacity_given');

  for (const capacity of ['pupil', 'guardian'] as const)
    await expect(asHead.call(giveCapacityContract, give(capacity))).rejects.toMatchObject({ status: 403, code: 'kernel.forbidden' });
  await expect(asHead.call(giveCapacityContract, give('office', head))).rejects.toMatchObject({ code: 'people.own_access' });
  await expect(school.as({ personId: head, strong: false }).call(giveCapacityContract, give('staff'))).rejects.toMatchObject({
    code: 'kernel.second_factor_needed',
  });
  await expect(asHead.call(correctPersonContract, { params: { personId: guest }, body: { lastName: 'X' } })).rejects.toMatchObject({
    code: 'kernel.forbidden',
  });
  // those who edit people still hand out no roles of work, and everybody else nothing at all
  await expect(asOffice.call(giveCapacityContract, give('office'))).rejects.toMatchObject({ code: 'people.roles_needed' });
  await expect(asHead.call(giveCapacityContract, give('staff', await aPerson(await testSchool())))).rejects.toMatchObject({ status: 404 });
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  for (const who of [teacher, guest, await aPerson(school)])
    await expect(school.as(who).call(giveCapacityContract, give('staff', office))).rejects.toMatchObject({ code: 'kernel.forbidden' });
});

test('a role may be taken from an admin while another is left, and never from the last', async () => {
  const { school, admin, asAdmin } = await staffed();
  const second = await aPerson(school, { capacities: ['school_admin', 'teacher'] });
  const ends = { body: { validFrom: null, validTo: '2026-11-22' } };

  await asAdmin.call(giveCapacityContract, { params: { personId: second, capacity: 'school_admin' }, ...ends });
  expect(await school.write((db) => capacitiesOf(db, second, day))).toEqual(['teacher']);
  await asAdmin.call(giveCapacityContract, { params: { personId: second, capacity: 'school_admin' }, body: open });
  await school.as(second).call(giveCapacityContract, { params: { personId: admin, capacity: 'school_admin' }, ...ends });
  await expect(
    asAdmin.call(giveCapacityContract, { params: { personId: second, capacity: 'school_admin' }, ...ends }),
  ).rejects.toMatchObject({ status: 404 });
  await expect(
    school.as(second).call(giveCapacityContract, { params: { personId: second, capacity: 'school_admin' }, ...ends }),
  ).rejects.toMatchObject({ code: 'people.own_access' });
});

test('days in the wrong order are refused', async () => {
  const { school, asAdmin } = await staffed();
  const pupil = await aPerson(school);
  const body = { validFrom: '2027-02-01', validTo: '2027-01-31' };
  await expect(asAdmin.call(giveCapacityContract, { params: { personId: pupil, capacity: 'pupil' }, body })).rejects.toMatchObject({
    status: 422,
    code: 'people.dates_reversed',
  });
});

test('a class assistant is put beside one child by those who hand out roles, and taken away again', async () => {
  const { school, asOffice, asAdmin } = await staffed();
  const child = await aPerson(school);
  const assistant = await aPerson(school, { capacities: ['staff'] });
  const input = { params: { personId: assistant, childId: child }, body: { kind: 'assistant' as const, ...open } };

  await expect(asOffice.call(relateContract, input)).rejects.toMatchObject({ code: 'people.roles_needed' });
  await asAdmin.call(relateContract, input);
  expect(await school.events('people.relation_changed')).toContainEqual({ personId: assistant, childId: child });
  await asAdmin.call(unrelateContract, { params: { ...input.params, kind: 'assistant' } });
  expect(await acts(school)).toEqual(expect.arrayContaining(['people.related', 'people.unrelated']));
});

test('doubles are merged when the human has agreed, and all children are in one list', async () => {
  const { school, asOffice } = await staffed();
  const [one, other] = [await aPerson(school), await aPerson(school)];
  const kept = await aGuardian(school, [one]);
  const double = await aGuardian(school, [other], { signIn: false });

  const { mergeId } = await asOffice.call(proposeMergeContract, { body: { keptId: kept, doubleId: double } });
  expect(await school.as(kept).call(ownMergesContract, {})).toMatchObject({
    items: [{ mergeId, kept: true, agreed: false, otherMustAgree: false }],
  });
  expect(await school.as(kept).call(agreeMergeContract, { params: { mergeId } })).toEqual({ done: true });

  const children = await school.write((db) => childrenOf(db, kept, day));
  expect(children.map(({ id }) => id).sort()).toEqual([one, other].sort());
  expect(await school.events('people.persons_merged')).toEqual([{ keptId: kept, doubleId: double }]);
  await expect(school.as(kept).call(agreeMergeContract, { params: { mergeId } })).rejects.toMatchObject({
    status: 409,
    code: 'people.merge_over',
  });
});

test('a double that somebody has signed in with is asked as well, and may decline', async () => {
  const { school, asOffice } = await staffed();
  const [one, other] = [await aPerson(school), await aPerson(school)];
  const kept = await aGuardian(school, [one]);
  const double = await aGuardian(school, [other]);
  const stranger = await aGuardian(school, [one]);

  const { mergeId } = await asOffice.call(proposeMergeContract, { body: { keptId: kept, doubleId: double } });
  expect(await school.as(kept).call(agreeMergeContract, { params: { mergeId } })).toEqual({ done: false });
  await expect(school.as(stranger).call(agreeMergeContract, { params: { mergeId } })).rejects.toMatchObject({ status: 404 });
  await school.as(double).call(declineMergeContract, { params: { mergeId } });

  const children = await school.write((db) => childrenOf(db, kept, day));
  expect(children.map(({ id }) => id)).toEqual([one]);
});

test('a contact bar on either entry survives the merge', async () => {
  const { school, asOffice } = await staffed();
  const child = await aPerson(school);
  const kept = await aGuardian(school, [child]);
  const double = await aGuardian(school, [child], { signIn: false });
  await school.write((db) => sql`update people.relation set blocked = true where person_id = ${double}`.execute(db));

  const { mergeId } = await asOffice.call(proposeMergeContract, { body: { keptId: kept, doubleId: double } });
  await school.as(kept).call(agreeMergeContract, { params: { mergeId } });

  expect(await school.write((db) => childrenOf(db, kept, day))).toEqual([]);
});

test('an entry of somebody who works or learns here is never given up', async () => {
  const { school, asAdmin } = await staffed();
  const child = await aPerson(school);
  const guardian = await aGuardian(school, [child]);
  const teacher = await aGuardian(school, [child], { capacities: ['teacher', 'guardian'] });

  await expect(asAdmin.call(proposeMergeContract, { body: { keptId: guardian, doubleId: teacher } })).rejects.toMatchObject({
    status: 409,
    code: 'people.cannot_merge',
  });
  await expect(asAdmin.call(proposeMergeContract, { body: { keptId: teacher, doubleId: guardian } })).resolves.toHaveProperty('mergeId');
});
