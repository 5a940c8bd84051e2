import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { handInContract, saveDraftContract, seenContract, taskContract, workListContract } from '../hand-in/contract.ts';
import { anAssignment } from './build.ts';

const due = '2026-11-24T17:00:00Z';
const closes = '2026-11-25T17:00:00Z';
const work = { text: 'Meine Lösung', fileIds: [] };

test('a pupil hands in text and files and gets a receipt', async () => {
  const school = await testSchool();
  const { id, pupil, courseId } = await anAssignment(school, { dueAt: due });
  const fileId = await aFile(school, pupil, { name: 'foto.txt' });

  const receipt = await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: 'a', fileIds: [fileId] } });

  expect(receipt).toMatchObject({ version: 1, late: false, handedInAt: '2026-11-23T07:00:00.000Z' });
  const task = await school.as(pupil).call(taskContract, { params: { assignmentId: id } });
  expect(task).toMatchObject({ state: 'done', handIn: { id: receipt.handInId, text: 'a', files: [{ id: fileId, name: 'foto.txt' }] } });
  expect(await school.events('assignments.handed_in')).toEqual([
    { handInId: receipt.handInId, assignmentId: id, pupilId: pupil, late: false, courseId, groupId: null },
  ]);
});

test.each([
  ['at the due time', due, false],
  ['a millisecond after it', '2026-11-24T17:00:00.001Z', true],
  ['a millisecond before closing', '2026-11-25T16:59:59.999Z', true],
])('work handed in %s is late: %s → %s', async (_when, now, late) => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school, { dueAt: due, closesAt: closes });
  school.at(now);
  expect(await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: work })).toMatchObject({ late });
});

test('work at the closing time is refused and nothing is stored', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school, { closesAt: closes });
  school.at(closes);

  const attempt = school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: work });

  await expect(attempt).rejects.toMatchObject({ status: 409, code: 'assignments.closed', data: { closedAt: '2026-11-25T17:00:00.000Z' } });
  expect(await school.events('assignments.handed_in')).toEqual([]);
  await expect(school.as(pupil).call(saveDraftContract, { params: { assignmentId: id }, body: work })).rejects.toMatchObject({
    code: 'assignments.closed',
  });
});

test('work without text and files is refused', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school);
  const attempt = school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: ' \n ', fileIds: [] } });
  await expect(attempt).rejects.toMatchObject({ status: 422, code: 'assignments.empty' });
});

test('handing in again replaces the work and keeps the earlier version', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school);
  const fileId = await aFile(school, pupil);
  await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: 'a', fileIds: [fileId] } });

  const second = await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: 'b', fileIds: [fileId] } });

  expect(second.version).toBe(2);
  expect(await school.as(pupil).call(taskContract, { params: { assignmentId: id } })).toMatchObject({
    handIn: { text: 'b', files: [{ id: fileId }] },
  });
  expect(await versions(school, id)).toEqual([
    { version: 1, text: 'a', current: false },
    { version: 2, text: 'b', current: true },
  ]);
});

test('the same wish sent twice is one hand-in with one receipt', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school);
  const send = () => school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: work }, { idempotencyKey: 'wunsch-1' });

  const [first, second] = await Promise.all([send(), send()]);
  school.at('2026-11-23T08:00:00Z');
  const later = await send();

  expect(second).toEqual(first);
  expect(later).toEqual(first);
  expect(await versions(school, id)).toHaveLength(1);
  expect(await school.events('assignments.handed_in')).toHaveLength(1);
});

test('two devices handing in the same at once make one hand-in', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school);
  const send = (key: string) =>
    school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: work }, { idempotencyKey: key });

  const receipts = await Promise.all([send('a'), send('b'), send('c')]);

  expect(new Set(receipts.map(({ handInId }) => handInId)).size).toBe(1);
  expect(await versions(school, id)).toHaveLength(1);
});

test('two devices handing in different work at once: one is current, the other an earlier version', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school);
  const send = (text: string) => school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text, fileIds: [] } });

  await Promise.all([send('a'), send('b')]);

  expect((await versions(school, id)).map(({ version, current }) => [version, current])).toEqual([
    [1, false],
    [2, true],
  ]);
});

test('what was begun is there on the next device, makes the work begun, and goes with the hand-in', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school);
  const fileId = await aFile(school, pupil);
  await school.as(pupil).call(saveDraftContract, { params: { assignmentId: id }, body: { text: 'halb', fileIds: [fileId] } });
  expect(await school.as(pupil).call(taskContract, { params: { assignmentId: id } })).toMatchObject({
    state: 'begun',
    draft: { text: 'halb', files: [{ id: fileId }] },
  });

  await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: 'ganz', fileIds: [fileId] } });

  expect((await school.as(pupil).call(taskContract, { params: { assignmentId: id } })).draft).toBeNull();
});

test('opening makes new work begun and keeps no time', async () => {
  const school = await testSchool();
  const { id, pupil } = await anAssignment(school);
  await school.as(pupil).call(seenContract, { params: { assignmentId: id } });
  expect((await school.as(pupil).call(workListContract, {})).items).toMatchObject([{ id, state: 'begun' }]);
  const { rows } = await school.write((db) =>
    sql<Record<string, unknown>>`select * from assignments.recipient where assignment_id = ${id}`.execute(db),
  );
  expect(rows).toHaveLength(1);
  expect(Object.values(rows[0] ?? {}).filter((value) => value instanceof Date)).toEqual([]);
  expect(String(rows[0]?.['id'])[14]).toBe('4'); // a random id: version 7 would hold the time
});

test('foreign, missing, deleted and unfinished files are refused alike', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const { id, pupil, teacher } = await anAssignment(school);
  const foreign = await aFile(school, teacher);
  const outside = await aFile(other, await aPerson(other));
  const binned = await aFile(school, pupil);
  const locked = await aFile(school, pupil);
  await school.write((db) => sql`update files.file set deleted_at = now() where id = ${binned}`.execute(db));
  await school.write((db) => sql`update files.file set state = 'locked' where id = ${locked}`.execute(db));

  for (const fileId of [foreign, outside, binned, locked, id]) {
    const attempt = school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: { text: 'x', fileIds: [fileId] } });
    await expect(attempt).rejects.toMatchObject({ status: 404, code: 'kernel.not_found' });
  }
  expect(await versions(school, id)).toEqual([]);
});

test('only its recipients find a piece of work: all others get the same answer', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const inCourse = await aPerson(school);
  const chosen = await aPerson(school);
  const { id, teacher } = await anAssignment(school, { pupils: [chosen, inCourse], only: [chosen] });
  const left = await aPerson(school);
  const leftCourse = await aCourse(school, { teachers: [teacher], pupils: [{ personId: left, validTo: '2026-11-22' }] });
  const { id: leftId } = await anAssignment(school, { teacher, target: { kind: 'course', id: leftCourse }, pupils: [], published: false });
  const strangers = [inCourse, await aPerson(school), teacher, await aGuardian(school, [inCourse])];

  for (const person of strangers) {
    await expect(school.as(person).call(taskContract, { params: { assignmentId: id } })).rejects.toMatchObject({ status: 404 });
    await expect(school.as(person).call(handInContract, { params: { assignmentId: id }, body: work })).rejects.toMatchObject({
      status: person === inCourse || person === strangers[1] ? 404 : 403,
    });
  }
  await expect(school.as(left).call(taskContract, { params: { assignmentId: leftId } })).rejects.toMatchObject({ status: 404 });
  const outsider = await aPerson(other);
  await expect(other.as(outsider).call(handInContract, { params: { assignmentId: id }, body: work })).rejects.toMatchObject({
    status: 404,
  });
  expect((await school.as(chosen).call(taskContract, { params: { assignmentId: id } })).state).toBe('new');
});

test('drafts, work before its start and work taken away are not there for pupils', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const { id: draft, teacher } = await anAssignment(school, { pupils: [pupil], published: false });
  const { id: ahead } = await anAssignment(school, { teacher, pupils: [pupil], startsAt: '2026-11-23T08:00:00Z' });
  for (const assignmentId of [draft, ahead]) {
    await expect(school.as(pupil).call(taskContract, { params: { assignmentId } })).rejects.toMatchObject({ status: 404 });
  }
  expect((await school.as(pupil).call(workListContract, { query: { show: 'all' } })).items).toEqual([]);

  school.at('2026-11-23T08:00:00Z'); // exactly at the start it is there
  expect((await school.as(pupil).call(workListContract, {})).items).toMatchObject([{ id: ahead }]);
});

test.each(['at once', 'after a draft'])('who has handed in %s and then leaves the course still sees their work', async (when) => {
  const school = await testSchool();
  const { id, pupil, courseId } = await anAssignment(school);
  if (when === 'after a draft') await school.as(pupil).call(saveDraftContract, { params: { assignmentId: id }, body: work });
  await school.as(pupil).call(handInContract, { params: { assignmentId: id }, body: work });
  await school.write((db) => sql`update courses.member set valid_to = '2026-11-22' where course_id = ${courseId}`.execute(db));
  expect((await school.as(pupil).call(workListContract, { query: { show: 'done' } })).items).toMatchObject([{ id }]);
});

type School = Awaited<ReturnType<typeof testSchool>>;

async function versions(school: School, assignmentId: string) {
  const { rows } = await school.write((db) =>
    sql<{ version: number; text: string; current: boolean }>`select version, text, current from assignments.hand_in
      where assignment_id = ${assignmentId} order by version`.execute(db),
  );
  return rows;
}
