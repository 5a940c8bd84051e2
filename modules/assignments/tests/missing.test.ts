import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { remindContract } from '../answer/contract.ts';
import { handInContract } from '../hand-in/contract.ts';
import { missingContract, remindMissingContract } from '../missing/contract.ts';
import { setTimesContract } from '../times/contract.ts';
import { anAssignment } from './build.ts';

async function twoWorks() {
  const school = await testSchool();
  const [anna, ben] = [await aPerson(school, { lastName: 'Ahrens' }), await aPerson(school, { lastName: 'Bauer' })];
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const target = { kind: 'course' as const, id: await aCourse(school, { teachers: [teacher], pupils: [anna, ben] }) };
  const make = async (title: string, dueAt: string, closesAt?: string) =>
    (await anAssignment(school, { teacher, target, title, dueAt, ...(closesAt !== undefined && { closesAt }) })).id;
  const older = await make('ältere', '2026-11-20T17:00:00Z');
  const newer = await make('neuere', '2026-11-22T17:00:00Z');
  const ahead = await make('kommt noch', '2026-11-30T17:00:00Z');
  const closed = await make('geschlossen', '2026-11-10T17:00:00Z', '2026-11-11T17:00:00Z');
  const missing = async (query: { show?: 'overdue' | 'ahead' | 'closed'; by?: 'work' | 'pupil' } = {}) =>
    (await school.as(teacher).call(missingContract, { query })).items.map(({ title, name }) => `${title} ${name.split(',')[0]}`);
  const remind = (of: { assignmentId: string; pupilId: string }[], who = teacher) =>
    school.as(who).call(remindMissingContract, { body: { of } });
  return { school, teacher, anna, ben, target, older, newer, ahead, closed, missing, remind };
}

test('who has not handed in stands in one list over all work, by work or by pupil', async () => {
  const { school, anna, ben, older, missing, newer } = await twoWorks();
  expect(await missing()).toEqual(['ältere Ahrens', 'ältere Bauer', 'neuere Ahrens', 'neuere Bauer']);
  expect(await missing({ by: 'pupil' })).toEqual(['ältere Ahrens', 'neuere Ahrens', 'ältere Bauer', 'neuere Bauer']);
  expect(await missing({ show: 'ahead' })).toEqual(['kommt noch Ahrens', 'kommt noch Bauer']);
  expect(await missing({ show: 'closed' })).toEqual(['geschlossen Ahrens', 'geschlossen Bauer']);
  await school.as(anna).call(handInContract, { params: { assignmentId: older }, body: { text: 'x', fileIds: [] } });
  await school.as(ben).call(handInContract, { params: { assignmentId: newer }, body: { text: 'x', fileIds: [] } });
  expect(await missing()).toEqual(['ältere Bauer', 'neuere Ahrens']);
});

test('with times of their own pupils stand where these put them', async () => {
  const { school, teacher, anna, ben, older, closed, missing } = await twoWorks();
  const set = (assignmentId: string, pupilId: string, times: { dueAt: string; closesAt: string | null }) =>
    school.as(teacher).call(setTimesContract, { params: { assignmentId }, body: { pupilIds: [pupilId], times } });
  await set(older, anna, { dueAt: '2026-12-01T17:00:00Z', closesAt: null });
  await set(closed, ben, { dueAt: '2026-11-12T17:00:00Z', closesAt: null });
  expect(await missing()).toEqual(['geschlossen Bauer', 'ältere Bauer', 'neuere Ahrens', 'neuere Bauer']);
  expect(await missing({ show: 'ahead' })).toEqual(['kommt noch Ahrens', 'kommt noch Bauer', 'ältere Ahrens']);
  expect(await missing({ show: 'closed' })).toEqual(['geschlossen Ahrens']);
});

test('many are reminded at once, each once a day and piece, also when asked twice at the same moment or for the whole work', async () => {
  const { school, teacher, anna, ben, older, newer, closed, remind } = await twoWorks();
  const of = [
    { assignmentId: older, pupilId: anna },
    { assignmentId: newer, pupilId: anna },
    { assignmentId: closed, pupilId: ben },
    { assignmentId: older, pupilId: anna },
  ];
  const counts = await Promise.all([remind(of), remind(of)]);
  expect(counts.map(({ reminded }) => reminded).sort()).toEqual([0, 2]);
  expect(await school.events('assignments.reminded')).toHaveLength(2);
  const row = (await school.as(teacher).call(missingContract, { query: {} })).items.find(
    ({ assignmentId, pupilId }) => assignmentId === older && pupilId === anna,
  );
  expect(row).toMatchObject({ remindedToday: true });
  expect(await school.as(teacher).call(remindContract, { params: { assignmentId: older } })).toEqual({ reminded: 1 });
  expect((await school.events('assignments.reminded')).at(-1)).toEqual({ assignmentId: older, pupilIds: [ben] });
  expect(await remind([{ assignmentId: older, pupilId: ben }])).toEqual({ reminded: 0 });
  school.at('2026-11-24T07:00:00Z');
  expect(await remind(of)).toEqual({ reminded: 2 });
});

test('nobody is reminded of work that is not the caller’s to remind of, and then nobody at all', async () => {
  const { school, anna, older, remind, target } = await twoWorks();
  const foreign = await testSchool();
  const elsewhere = await anAssignment(foreign, { dueAt: '2026-11-20T17:00:00Z' });
  const stranger = await aPerson(school, { capacities: ['teacher'] });
  const outsider = await aPerson(school);
  const colleague = await anAssignment(school, { dueAt: '2026-11-20T17:00:00Z' });
  const mine = { assignmentId: older, pupilId: anna };
  for (const pair of [
    { assignmentId: older, pupilId: outsider },
    { assignmentId: older, pupilId: elsewhere.pupil },
    { assignmentId: elsewhere.id, pupilId: elsewhere.pupil },
    { assignmentId: colleague.id, pupilId: colleague.pupil },
    { assignmentId: target.id, pupilId: anna },
  ])
    await expect(remind([mine, pair])).rejects.toMatchObject({ status: 404 });
  await expect(remind([mine], stranger)).rejects.toMatchObject({ status: 404 });
  await expect(remind([mine], anna)).rejects.toMatchObject({ status: 403 });
  expect(await school.events('assignments.reminded')).toEqual([]);
  expect((await school.as(stranger).call(missingContract, { query: {} })).items).toEqual([]);
});

test('the list takes as many statements for two rows as for a hundred, and pages without gaps', async () => {
  const { school, teacher, target } = await twoWorks();
  const few = await school.as(teacher).counted(missingContract, { query: { show: 'closed' } });
  for (let count = 0; count < 24; count += 1) await anAssignment(school, { teacher, target, dueAt: '2026-11-20T17:00:00Z' });
  const first = await school.as(teacher).counted(missingContract, { query: { limit: 30, by: 'pupil' } });
  const rest = await school.as(teacher).call(missingContract, { query: { limit: 100, by: 'pupil', cursor: first.answer.next ?? '' } });
  expect(first.statements).toBe(few.statements);
  const keys = [...first.answer.items, ...rest.items].map(({ assignmentId, pupilId }) => assignmentId + pupilId);
  expect([keys.length, new Set(keys).size]).toEqual([52, 52]);
});
