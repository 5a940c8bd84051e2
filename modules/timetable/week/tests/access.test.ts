import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { saveGrant } from '#kernel/access/grants.ts';
import { newId } from '#kernel/ids/id.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aClass, aGroup } from '#modules/groups/tests/build.ts';
import { aGuardian, anAssistant, aPerson } from '#modules/people/tests/build.ts';
import { timetableChoicesContract, weekContract } from '../contract.ts';
import { aPlan, aPlanned, aRoom } from './build.ts';

const gone = { status: 404, code: 'kernel.not_found' };
const ask = (school: TestSchool, who: string, of: string) => school.as(who).call(weekContract, { query: { of } });

test('a pupil opens the own plan and that of the own class, and nothing else', async () => {
  const school = await testSchool();
  const { pupil, mate, teacher, room } = await aPlan(school);
  const otherClass = await aClass(school);
  for (const plan of [
    `person:${mate}`,
    `person:${teacher}`,
    `room:${room}`,
    `group:${otherClass}`,
    `person:${newId()}`,
    `group:${newId()}`,
  ])
    await expect(ask(school, pupil, plan)).rejects.toMatchObject(gone);
  expect((await ask(school, pupil, `person:${pupil}`)).of).toMatchObject({ of: 'me', isOwn: true });
});

test('a pupil who has left the class no longer opens its plan', async () => {
  const school = await testSchool();
  const left = await aPerson(school);
  const classId = await aGroup(school, { kind: 'class', members: [{ personId: left, validTo: '2026-11-22' }] });
  await expect(ask(school, left, `group:${classId}`)).rejects.toMatchObject(gone);
});

test('a guardian opens the plans of the own children and their classes, and nothing else', async () => {
  const school = await testSchool();
  const { pupil, mate, teacher, room } = await aPlan(school);
  const guardian = await aGuardian(school, [pupil]);
  const otherClass = await aClass(school);
  for (const plan of [`person:${mate}`, `person:${teacher}`, `person:${guardian}`, `room:${room}`, `group:${otherClass}`])
    await expect(ask(school, guardian, plan)).rejects.toMatchObject(gone);
  const childless = await aPerson(school, { capacities: ['guardian'] });
  expect(await ask(school, childless, 'me')).toMatchObject({ of: { kind: 'nobody' }, lessons: [], near: [] });
});

test('a blocked guardian opens nothing of the child', async () => {
  const school = await testSchool();
  const { pupil, classId } = await aPlan(school);
  const guardian = await aGuardian(school, [pupil]);
  await school.write((db) =>
    sql`update people.relation set blocked = true where school_id = ${school.id} and person_id = ${guardian}`.execute(db),
  );
  expect(await ask(school, guardian, 'me')).toMatchObject({ of: { kind: 'nobody' }, lessons: [] });
  for (const plan of [`person:${pupil}`, `group:${classId}`]) await expect(ask(school, guardian, plan)).rejects.toMatchObject(gone);
});

test('a teacher does not open the plan of a pupil of others, of a guardian, or of a group that is no class', async () => {
  const school = await testSchool();
  const { colleague, pupil } = await aPlan(school);
  const guardian = await aGuardian(school, [pupil]);
  const club = await aGroup(school, { kind: 'club' });
  for (const plan of [`person:${pupil}`, `person:${guardian}`, `group:${club}`])
    await expect(ask(school, colleague, plan)).rejects.toMatchObject(gone);
});

test('who accompanies a child opens that child’s plan', async () => {
  const school = await testSchool();
  const { pupil, mate } = await aPlan(school);
  const assistant = await anAssistant(school, pupil);
  expect((await ask(school, assistant, `person:${pupil}`)).lessons).toHaveLength(2);
  await expect(ask(school, assistant, `person:${mate}`)).rejects.toMatchObject(gone);
});

test('without the right to see all plans a teacher keeps the own one', async () => {
  const school = await testSchool();
  const { teacher, colleague, classId, room } = await aPlan(school);
  await school.write((db) => saveGrant(db, { capacity: 'teacher', permission: 'timetable.view_all', granted: false }));
  school.ctx().schoolChanged();
  for (const plan of [`person:${colleague}`, `group:${classId}`, `room:${room}`])
    await expect(ask(school, teacher, plan)).rejects.toMatchObject(gone);
  expect((await ask(school, teacher, 'me')).lessons).toHaveLength(3);
  expect((await school.as(teacher).call(timetableChoicesContract, { query: { kind: 'teacher' } })).items).toEqual([]);
});

test('pupils and guardians are offered the own class and children, never teachers and rooms', async () => {
  const school = await testSchool();
  const { pupil, classId } = await aPlan(school);
  await aClass(school);
  const guardian = await aGuardian(school, [pupil]);
  const offered = async (who: string) => {
    const kinds = ['class', 'teacher', 'room', 'child'] as const;
    return Promise.all(
      kinds.map(async (kind) => (await school.as(who).call(timetableChoicesContract, { query: { kind } })).items.map(({ of }) => of)),
    );
  };
  expect(await offered(pupil)).toEqual([[`group:${classId}`], [], [], []]);
  expect(await offered(guardian)).toEqual([[`group:${classId}`], [], [], [`person:${pupil}`]]);
});

test('a sensitive course stands in no plan but those of its own people', async () => {
  const school = await testSchool();
  const { gridId, pupil, mate, teacher, colleague, classId } = await aPlan(school);
  const guardian = await aGuardian(school, [pupil]);
  const hidden = await aCourse(school, { name: 'Förderung', subject: 'FÖ', sensitive: true, teachers: [colleague], pupils: [pupil] });
  const room = await aRoom(school, 'F1');
  await aPlanned(school, { gridId, weekday: 5, courses: [hidden], teachers: [colleague], groups: [classId], rooms: [room] });
  const sees = async (who: string, of: string) => (await ask(school, who, of)).lessons.some(({ day }) => day === '2026-11-27');
  expect(await sees(pupil, 'me')).toBe(true);
  expect(await sees(pupil, `group:${classId}`)).toBe(true);
  expect(await sees(guardian, `person:${pupil}`)).toBe(true);
  expect(await sees(colleague, 'me')).toBe(true);
  expect(await sees(colleague, `room:${room}`)).toBe(true);
  expect(await sees(mate, `group:${classId}`)).toBe(false);
  for (const plan of [`group:${classId}`, `person:${colleague}`, `person:${pupil}`, `room:${room}`])
    expect(await sees(teacher, plan)).toBe(false);
});

test('ids of another school open nothing', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const there = await aPlan(other);
  const teacher = await aPerson(school, { capacities: ['teacher', 'head'] });
  for (const plan of [`person:${there.teacher}`, `person:${there.pupil}`, `group:${there.classId}`, `room:${there.room}`])
    await expect(ask(school, teacher, plan)).rejects.toMatchObject(gone);
  expect((await school.as(teacher).call(timetableChoicesContract, { query: { kind: 'room' } })).items).toEqual([]);
});

test('without a session nobody sees a plan; with the module off there is none', async () => {
  const school = await testSchool();
  const { pupil } = await aPlan(school);
  for (const path of ['week', 'choices?kind=class'])
    expect((await anonymous().raw({ method: 'GET', url: `/api/${school.slug}/timetable/${path}` })).statusCode).toBe(401);
  await school.write((db) => sql`update kernel.school set modules_off = '{timetable}' where id = ${school.id}`.execute(db));
  school.ctx().schoolChanged();
  await expect(ask(school, pupil, 'me')).rejects.toMatchObject(gone);
  await expect(school.as(pupil).call(timetableChoicesContract, { query: { kind: 'class' } })).rejects.toMatchObject(gone);
});
