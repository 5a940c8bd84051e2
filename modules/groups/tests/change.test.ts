import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import {
  addMembersContract,
  changeGroupContract,
  createGroupContract,
  endGroupContract,
  moveMembersContract,
  removeMembersContract,
} from '../contract.ts';
import { privacy } from '../privacy.ts';
import { classesOf, groupsOf, membersOf, saveGroupMembers, saveGroups } from '../public.ts';
import { aClass, aGroup } from './build.ts';

const open = { validFrom: null, validTo: null };
const day = '2026-11-23';

async function staffed() {
  const school = await testSchool();
  const office = await aPerson(school, { capacities: ['office'] });
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  return { school, asOffice: school.as(office), teacher, asTeacher: school.as(teacher) };
}

test('the office makes a class, fills it, and moves a pupil to the next from a day on', async () => {
  const { school, asOffice, teacher } = await staffed();
  const pupils = [await aPerson(school), await aPerson(school)];
  const { groupId } = await asOffice.call(createGroupContract, { body: { kind: 'class', name: '8b', yearLevel: '08' } });
  const { groupId: toGroupId } = await asOffice.call(createGroupContract, { body: { kind: 'class', name: '8c', yearLevel: '08' } });
  await asOffice.call(addMembersContract, { params: { groupId }, body: { personIds: [teacher], part: 'class_teacher', ...open } });
  expect(await asOffice.call(addMembersContract, { params: { groupId }, body: { personIds: pupils, part: 'member', ...open } })).toEqual({
    added: 2,
    changed: 0,
  });
  await asOffice.call(moveMembersContract, { params: { groupId }, body: { personIds: [pupils[0] ?? ''], toGroupId, from: '2026-12-01' } });

  await school.write(async (db) => {
    const at = async (on: string) => (await classesOf(db, pupils, on)).get(pupils[0] ?? '')?.name;
    expect([await at('2026-11-30'), await at('2026-12-01')]).toEqual(['8b', '8c']);
    expect(await membersOf(db, [groupId], day)).toHaveLength(3);
    expect(await groupsOf(db, [teacher], day)).toMatchObject([{ part: 'class_teacher', kind: 'class', name: '8b' }]);
  });
  await school.settle();
  expect(await school.events('groups.member_added')).toContainEqual({ groupId: toGroupId, personId: pupils[0] });
});

test('a class of the same name, however it is spelt, is refused within a year', async () => {
  const { asOffice } = await staffed();
  await asOffice.call(createGroupContract, { body: { kind: 'class', name: '5a' } });
  await expect(asOffice.call(createGroupContract, { body: { kind: 'class', name: '05 A' } })).rejects.toMatchObject({
    status: 409,
    code: 'groups.name_taken',
  });
});

test('a teacher founds a club and fills it; classes are not theirs to make', async () => {
  const { school, teacher, asTeacher } = await staffed();
  const pupil = await aPerson(school);
  const { groupId } = await asTeacher.call(createGroupContract, { body: { kind: 'club', name: 'Schach' } });
  await asTeacher.call(addMembersContract, { params: { groupId }, body: { personIds: [pupil], part: 'member', ...open } });

  await expect(asTeacher.call(createGroupContract, { body: { kind: 'class', name: '9z' } })).rejects.toMatchObject({
    status: 403,
    code: 'groups.not_allowed',
  });
  await expect(school.as(pupil).call(createGroupContract, { body: { kind: 'club', name: 'X' } })).rejects.toMatchObject({ status: 403 });
  await expect(
    school.as(pupil).call(addMembersContract, { params: { groupId }, body: { personIds: [pupil], part: 'leader', ...open } }),
  ).rejects.toMatchObject({ code: 'groups.not_allowed' });
  expect(await school.write((db) => membersOf(db, [groupId], day))).toHaveLength(2);
  expect(teacher).toBeDefined();
});

test('a class teacher names representatives of the own class, and cannot put in or take out pupils', async () => {
  const { school, teacher, asTeacher } = await staffed();
  const [pupil, stranger] = [await aPerson(school), await aPerson(school)];
  const groupId = await aClass(school, { teachers: [teacher], pupils: [pupil] });

  await asTeacher.call(addMembersContract, { params: { groupId }, body: { personIds: [pupil], part: 'representative', ...open } });
  await asTeacher.call(removeMembersContract, { params: { groupId }, body: { personIds: [pupil], part: 'representative', lastDay: null } });
  const refused = { status: 403, code: 'groups.not_allowed' };
  await expect(
    asTeacher.call(addMembersContract, { params: { groupId }, body: { personIds: [stranger], part: 'member', ...open } }),
  ).rejects.toMatchObject(refused);
  await expect(
    asTeacher.call(removeMembersContract, { params: { groupId }, body: { personIds: [pupil], part: 'member', lastDay: null } }),
  ).rejects.toMatchObject(refused);
  await expect(asTeacher.call(endGroupContract, { params: { groupId }, body: { lastDay: day } })).rejects.toMatchObject(refused);
});

test('groups one may not see are not there, whatever is done with them', async () => {
  const { school, asTeacher, asOffice } = await staffed();
  const foreign = await aClass(await testSchool());
  const unseen = await aClass(school);
  const sensitive = await aGroup(school, { sensitive: true });
  const missing = { status: 404, code: 'kernel.not_found' };
  for (const [as, groupId] of [
    [asTeacher, unseen],
    [asOffice, sensitive],
    [asOffice, foreign],
    [asOffice, newId()],
  ] as const) {
    await expect(as.call(changeGroupContract, { params: { groupId }, body: { name: 'X' } })).rejects.toMatchObject(missing);
    await expect(as.call(endGroupContract, { params: { groupId }, body: { lastDay: day } })).rejects.toMatchObject(missing);
    await expect(
      as.call(addMembersContract, { params: { groupId }, body: { personIds: [newId()], part: 'member', ...open } }),
    ).rejects.toMatchObject(missing);
  }
});

test('people of another school cannot be put into a group', async () => {
  const { school, asOffice } = await staffed();
  const groupId = await aClass(school);
  const stranger = await aPerson(await testSchool());
  await expect(
    asOffice.call(addMembersContract, { params: { groupId }, body: { personIds: [stranger], part: 'member', ...open } }),
  ).rejects.toMatchObject({ status: 404 });
});

test('moving goes between groups of one kind, and not into one that has ended', async () => {
  const { school, asOffice } = await staffed();
  const pupil = await aPerson(school);
  const [from, ended, club] = [await aClass(school, { pupils: [pupil] }), await aClass(school), await aGroup(school)];
  await asOffice.call(endGroupContract, { params: { groupId: ended }, body: { lastDay: '2026-11-20' } });
  const move = (toGroupId: string) =>
    asOffice.call(moveMembersContract, { params: { groupId: from }, body: { personIds: [pupil], toGroupId, from: day } });

  await expect(move(club)).rejects.toMatchObject({ status: 422, code: 'groups.other_kind' });
  await expect(move(ended)).rejects.toMatchObject({ status: 409, code: 'groups.ended' });
});

test('a weak sign-in does not change groups by right', async () => {
  const { school } = await staffed();
  const office = await aPerson(school, { capacities: ['office'] });
  const groupId = await aClass(school);
  await expect(
    school.as({ personId: office, strong: false }).call(changeGroupContract, { params: { groupId }, body: { name: 'X' } }),
  ).rejects.toMatchObject({ code: 'kernel.second_factor_needed' });
});

test('groups and members saved again change nothing', async () => {
  const school = await testSchool();
  const now = school.ctx().now();
  const pupils = await Promise.all(Array.from({ length: 5 }, () => aPerson(school, { signIn: false })));
  const groups = Array.from({ length: 30 }, (_, at) => ({
    id: newId(),
    kind: 'class' as const,
    name: `${at}x`,
    schoolYear: 2026,
    source: 'svws',
    sourceId: String(at),
  }));
  const members = groups.flatMap(({ id: groupId }) =>
    pupils.map((personId) => ({ groupId, personId, part: 'member' as const, source: 'svws' })),
  );

  await school.write(async (db) => {
    expect((await saveGroups(db, groups, now)).added).toHaveLength(30);
    expect(await saveGroupMembers(db, members)).toEqual({ added: 150, changed: 0 });
    expect(await saveGroups(db, groups, now)).toEqual({ added: [], changed: [] });
    expect(await saveGroupMembers(db, members)).toEqual({ added: 0, changed: 0 });
  });
});

test('a person gets all memberships, and after erasing there are none', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  await aClass(school, { name: '8b', pupils: [pupil] });
  if ('holdsNothing' in privacy) throw new Error('groups holds persons');
  const { exportPerson, erasePerson } = privacy;
  await school.write(async (db) => {
    const parts: unknown[] = [];
    for await (const { value } of exportPerson(db, pupil)) parts.push(value);
    expect(parts).toMatchObject([{ kind: 'class', name: '8b', part: 'member' }]);
    expect(await erasePerson(db, pupil)).toEqual({ 'groups.member.person_id': 1 });
    expect(await erasePerson(db, pupil)).toEqual({ 'groups.member.person_id': 0 });
  });
});
