import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { pupilsContract, remindContract } from '../answer/contract.ts';
import { handInContract, saveDraftContract, taskContract, workListContract } from '../hand-in/contract.ts';
import { notices } from '../notices.ts';
import { assignmentContract } from '../set/contract.ts';
import { reopenContract, setTimesContract, timesContract } from '../times/contract.ts';
import { anAssignment } from './build.ts';

const due = '2026-11-24T17:00:00.000Z';
const closes = '2026-11-25T17:00:00.000Z';
const longer = { dueAt: '2026-11-27T17:00:00.000Z', closesAt: '2026-11-28T17:00:00.000Z' };
const work = { text: 'Meine Lösung', fileIds: [] };

async function twoPupils(options: { only?: boolean } = {}) {
  const school = await testSchool();
  const [longerPupil, other] = [await aPerson(school), await aPerson(school)];
  const pupils = [longerPupil, other];
  const made = await anAssignment(school, { pupils, dueAt: due, closesAt: closes, title: 'Terme', ...(options.only && { only: pupils }) });
  const params = { assignmentId: made.id };
  const setTimes = (pupilIds: string[], times: typeof longer | null, who = made.teacher) =>
    school.as(who).call(setTimesContract, { params, body: { pupilIds, times } });
  return { school, ...made, longerPupil, other, params, setTimes };
}

/** How the work of a pupil stands everywhere it is shown. */
async function everywhere(school: TestSchool, assignmentId: string, pupil: string, teacher: string, guardian: string) {
  const list = await school.as(pupil).call(workListContract, { query: { show: 'all' } });
  const task = await school.as(pupil).call(taskContract, { params: { assignmentId } });
  const child = await school.as(guardian).call(workListContract, { query: { show: 'all', pupilId: pupil } });
  const rows = await school.as(teacher).call(pupilsContract, { params: { assignmentId }, query: {} });
  const { today } = (await (await school.as(pupil).client()).raw({ method: 'GET', url: `/api/${school.slug}/start` })).json<{
    today: { due: { state: string; at: string }[] };
  }>();
  const due = today.due.map(({ state, at }) => `${state === 'late' ? 'overdue' : state} ${at}`);
  return {
    states: [list.items[0]?.state, task.state, child.items[0]?.state, rows.items.find(({ pupilId }) => pupilId === pupil)?.state],
    dueAt: [list.items[0]?.dueAt, task.dueAt, child.items[0]?.dueAt],
    heute: due,
  };
}

test.each([
  ['a course', false],
  ['chosen pupils', true],
])('a longer time for one in work for %s is that pupil’s own everywhere, until it ends too', async (_for, only) => {
  const { school, id, teacher, longerPupil, other, setTimes, params } = await twoPupils({ only });
  const guardian = await aGuardian(school, [longerPupil]);
  const guardianOfOther = await aGuardian(school, [other]);
  expect(await setTimes([longerPupil], longer)).toEqual({ changed: 1 });
  expect(await setTimes([longerPupil], longer)).toEqual({ changed: 0 });
  const of = (pupil: string, theirs: string) => everywhere(school, id, pupil, teacher, theirs);
  const four = (state: string) => [state, state, state, state];
  const three = (at: string) => [at, at, at];

  expect(await of(longerPupil, guardian)).toEqual({ states: four('new'), dueAt: three(longer.dueAt), heute: [`new ${longer.dueAt}`] });
  expect(await of(other, guardianOfOther)).toEqual({ states: four('new'), dueAt: three(due), heute: [`new ${due}`] });

  school.at(closes); // for everybody else it is closed now
  expect(await of(longerPupil, guardian)).toEqual({ states: four('new'), dueAt: three(longer.dueAt), heute: [`new ${longer.dueAt}`] });
  expect(await of(other, guardianOfOther)).toEqual({ states: four('past'), dueAt: three(due), heute: [] });
  await expect(school.as(other).call(handInContract, { params, body: work })).rejects.toMatchObject({ code: 'assignments.closed' });
  expect(await school.as(longerPupil).call(saveDraftContract, { params, body: work })).toBeDefined();

  school.at('2026-11-27T17:00:00.001Z'); // late by the pupil's own due time
  expect((await of(longerPupil, guardian)).heute).toEqual([`overdue ${longer.dueAt}`]);
  expect(await school.as(longerPupil).call(handInContract, { params, body: work })).toMatchObject({ late: true });
  school.at(longer.closesAt);
  await expect(school.as(longerPupil).call(handInContract, { params, body: { ...work, text: 'neu' } })).rejects.toMatchObject({
    code: 'assignments.closed',
    data: { closedAt: longer.closesAt },
  });
});

test('a shorter time for one closes for that pupil alone', async () => {
  const { school, id, teacher, longerPupil, other, setTimes, params } = await twoPupils();
  const guardian = await aGuardian(school, [longerPupil]);
  const shorter = { dueAt: '2026-11-23T08:00:00.000Z', closesAt: '2026-11-23T09:00:00.000Z' };
  await setTimes([longerPupil], shorter);
  school.at(shorter.closesAt);
  await expect(school.as(longerPupil).call(handInContract, { params, body: work })).rejects.toMatchObject({ code: 'assignments.closed' });
  expect((await school.as(longerPupil).call(workListContract, {})).items).toEqual([]);
  expect(await everywhere(school, id, longerPupil, teacher, guardian)).toMatchObject({
    states: ['past', 'past', 'past', 'past'],
    heute: [],
  });
  expect(await school.as(other).call(handInContract, { params, body: work })).toMatchObject({ late: false });
});

test('times taken back are those of the work again, and the overview lists who has which', async () => {
  const { school, teacher, longerPupil, setTimes, params } = await twoPupils();
  await setTimes([longerPupil], longer);
  expect((await school.as(teacher).call(timesContract, { params, query: {} })).items).toMatchObject([{ pupilId: longerPupil, ...longer }]);
  const inOverview = async () => {
    const { items } = await school.as(teacher).call(pupilsContract, { params, query: {} });
    return items.map(({ pupilId, ownTimes }) => [pupilId === longerPupil, ownTimes]).toSorted();
  };
  expect(await inOverview()).toEqual([
    [false, null],
    [true, longer],
  ]);
  expect(await setTimes([longerPupil], null)).toEqual({ changed: 1 });
  expect((await inOverview()).map(([, own]) => own)).toEqual([null, null]);
  expect((await school.as(teacher).call(timesContract, { params, query: {} })).items).toEqual([]);
  expect(await school.as(longerPupil).call(taskContract, { params })).toMatchObject({ dueAt: due, closesAt: closes });
});

test('pupils are told of times of their own with the due time they have', async () => {
  const { school, id, longerPupil, other, setTimes } = await twoPupils();
  await setTimes([longerPupil], longer);
  const [event] = await school.events('assignments.times_changed');
  expect(event).toMatchObject({ assignmentId: id, pupilIds: [longerPupil] });
  const tell = (kind: string, data: unknown) => {
    const declared = notices.find((notice) => notice.id === kind);
    const happened = { id: 'e1', name: kind, schoolId: school.id, at: school.ctx().now(), data };
    return school.write((db) => declared?.tell(school.ctx(), db, happened as never) ?? Promise.resolve([])); // the kind says which event
  };
  expect(await tell('assignments.times', event)).toMatchObject([
    { personId: longerPupil, bodyKey: 'notices.times.bodyDue', values: { due: '27.11.2026 18:00' } },
  ]);
  const reminded = await tell('assignments.reminded', { assignmentId: id, pupilIds: [longerPupil, other] });
  expect(reminded.map(({ values }) => values?.['due'])).toEqual(['27.11.2026 18:00', '24.11.2026 18:00']);
});

test('after closing only those are reminded who can still hand in', async () => {
  const { school, id, teacher, longerPupil, setTimes, params } = await twoPupils();
  school.at(closes);
  await expect(school.as(teacher).call(remindContract, { params })).rejects.toMatchObject({ code: 'assignments.closed' });
  await setTimes([longerPupil], longer);
  expect(await school.as(teacher).call(assignmentContract, { params })).toMatchObject({ open: 1, mayRemind: true });
  expect(await school.as(teacher).call(remindContract, { params })).toEqual({ reminded: 1 });
  expect(await school.events('assignments.reminded')).toEqual([{ assignmentId: id, pupilIds: [longerPupil] }]);
});

test('closed work is opened again for everybody, nobody has less than before, and those without hand-in are told', async () => {
  const { school, id, teacher, longerPupil, other, setTimes, params } = await twoPupils();
  await school.as(other).call(handInContract, { params, body: work });
  await setTimes([longerPupil], longer);
  school.at('2026-11-30T07:00:00Z');
  const reopen = (closesAt: string | null) => school.as(teacher).call(reopenContract, { params, body: { closesAt } });
  await expect(reopen('2026-11-30T07:00:00Z')).rejects.toMatchObject({ status: 422, code: 'assignments.times_disordered' });

  expect(await reopen('2026-12-01T17:00:00Z')).toEqual({ revision: 2 });

  for (const pupil of [longerPupil, other])
    expect(await school.as(pupil).call(taskContract, { params })).toMatchObject({ closesAt: '2026-12-01T17:00:00.000Z', mayHandIn: true });
  expect((await school.events('assignments.times_changed')).at(-1)).toMatchObject({ assignmentId: id, pupilIds: [longerPupil] });
  await setTimes([longerPupil], { dueAt: longer.dueAt, closesAt: '2026-12-24T17:00:00.000Z' });
  await reopen('2026-12-02T17:00:00Z');
  expect(await school.as(longerPupil).call(taskContract, { params })).toMatchObject({ closesAt: '2026-12-24T17:00:00.000Z' });
});

test('a longer time given afterwards takes the late mark away, a shorter one adds none', async () => {
  const { school, longerPupil, other, setTimes, params } = await twoPupils();
  const lateOf = async (pupil: string) => (await school.as(pupil).call(taskContract, { params })).handIn?.late;
  await school.as(other).call(handInContract, { params, body: work });
  school.at('2026-11-25T08:00:00Z');
  await school.as(longerPupil).call(handInContract, { params, body: work });
  expect([await lateOf(longerPupil), await lateOf(other)]).toEqual([true, false]);
  await setTimes([longerPupil], longer);
  await setTimes([other], { dueAt: '2026-11-22T08:00:00.000Z', closesAt: longer.closesAt });
  expect([await lateOf(longerPupil), await lateOf(other)]).toEqual([false, false]);
});

test('times that do not fit are refused', async () => {
  const { longerPupil, setTimes } = await twoPupils();
  await expect(setTimes([longerPupil], { dueAt: closes, closesAt: due })).rejects.toMatchObject({
    status: 422,
    code: 'assignments.times_disordered',
  });
});

test('times are set by the teachers there, for pupils who receive the work: all else is not found, and nothing changes', async () => {
  const { school, pupil, longerPupil, setTimes, params, teacher } = await twoPupils();
  const foreign = await testSchool();
  const stranger = await aPerson(school, { capacities: ['teacher'] });
  const outsider = await aPerson(school);
  const elsewhere = await aPerson(foreign);
  for (const [pupilIds, who, status] of [
    [[outsider], teacher, 404],
    [[longerPupil, outsider], teacher, 404],
    [[elsewhere], teacher, 404],
    [[longerPupil], stranger, 404],
    [[longerPupil], pupil, 403],
    [[longerPupil], await aGuardian(school, [longerPupil]), 403],
  ] as const)
    await expect(setTimes([...pupilIds], longer, who)).rejects.toMatchObject({ status });
  const foreignTeacher = await aPerson(foreign, { capacities: ['teacher'] });
  for (const [where, who] of [
    [school, stranger],
    [foreign, foreignTeacher],
  ] as const) {
    await expect(where.as(who).call(timesContract, { params, query: {} })).rejects.toMatchObject({ status: 404 });
    await expect(where.as(who).call(reopenContract, { params, body: { closesAt: null } })).rejects.toMatchObject({ status: 404 });
    await expect(where.as(who).call(setTimesContract, { params, body: { pupilIds: [longerPupil], times: longer } })).rejects.toMatchObject({
      status: 404,
    });
  }
  expect(await school.as(longerPupil).call(taskContract, { params })).toMatchObject({ dueAt: due });
});

test('the list of own times takes as many statements for one pupil as for fifty', async () => {
  const school = await testSchool();
  const pupils = await Promise.all(Array.from({ length: 50 }, () => aPerson(school)));
  const { id, teacher, pupil } = await anAssignment(school, { pupils });
  const params = { assignmentId: id };
  const set = (pupilIds: string[]) => school.as(teacher).call(setTimesContract, { params, body: { pupilIds, times: longer } });
  await set([pupil]);
  const one = await school.as(teacher).counted(timesContract, { params, query: {} });
  await set(pupils);
  const many = await school.as(teacher).counted(timesContract, { params, query: { limit: 200 } });
  expect(many.answer.items).toHaveLength(50);
  expect(many.statements).toBe(one.statements);
});
