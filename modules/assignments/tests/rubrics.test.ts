import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { personsMerged } from '#modules/people/public.ts';
import { aGuardian, anAssistant, aPerson } from '#modules/people/tests/build.ts';
import { assessmentContract, giveBackContract, receivedContract, saveAnswerContract } from '../answer/contract.ts';
import { privacy } from '../privacy.ts';
import {
  attachRubricContract,
  copyRubricContract,
  createRubricContract,
  deleteRubricContract,
  fits,
  pointsOf,
  rubricContract,
  rubricListContract,
  saveRubricContract,
} from '../rubrics/contract.ts';
import { anAssignment } from './build.ts';

const levels = [0, 1, 2, 3].map((points) => ({ points, words: `${points} von 3` }));
const criteria = [
  { title: 'Rechenweg', weight: 2, levels },
  { title: 'Ergebnis', weight: 1, levels },
];
const notFound = { status: 404 };
const empty: never[] = [];

const aTeacher = (school: TestSchool) => aPerson(school, { capacities: ['teacher'] });

async function aRubric(school: TestSchool, teacher: string, options: { title?: string; shared?: boolean } = {}) {
  const { title = 'Terme', shared = false } = options;
  return (await school.as(teacher).call(createRubricContract, { body: { title, criteria, shared } })).rubricId;
}

async function attached(options: { shownAhead?: boolean } = {}) {
  const school = await testSchool();
  const made = await anAssignment(school, { pupils: [await aPerson(school), await aPerson(school)] });
  const rubricId = await aRubric(school, made.teacher);
  const { shownAhead = false } = options;
  await school.as(made.teacher).call(attachRubricContract, { params: { assignmentId: made.id }, body: { rubricId, shownAhead } });
  const fill = (rubric: (number | null)[] | null, more: { revision?: number; finished?: boolean } = {}) =>
    school.as(made.teacher).call(saveAnswerContract, {
      params: { assignmentId: made.id, pupilId: made.pupil },
      body: { handInId: null, revision: more.revision ?? null, text: '', fileIds: empty, finished: more.finished ?? true, rubric },
    });
  const give = () => school.as(made.teacher).call(giveBackContract, { params: { assignmentId: made.id }, body: { pupilIds: null } });
  const received = async (person: string, pupilId?: string) => {
    const query = pupilId === undefined ? {} : { pupilId };
    const { rubric, mark } = await school.as(person).call(receivedContract, { params: { assignmentId: made.id }, query });
    return { rubric, mark };
  };
  return { school, ...made, rubricId, fill, give, received };
}

test('points are weighted, and a choice fits when every level is there', () => {
  expect(pointsOf(criteria, [2, null])).toEqual({ reached: 4, most: 9 });
  expect(pointsOf(criteria, [3, 3])).toEqual({ reached: 9, most: 9 });
  expect([fits(criteria, [3, null]), fits(criteria, [4, null]), fits(criteria, [1])]).toEqual([true, false, false]);
});

test('a colleague reads and copies a shared rubric, and never changes it; what is not shared does not exist for them', async () => {
  const school = await testSchool();
  const [teacher, colleague] = [await aTeacher(school), await aTeacher(school)];
  const [own, shared] = [await aRubric(school, teacher), await aRubric(school, teacher, { title: 'Aufsatz', shared: true })];
  const as = school.as(colleague);
  expect((await as.call(rubricListContract, {})).items).toMatchObject([{ id: shared, own: false, criteria: 2, points: 9 }]);
  expect(await as.call(rubricContract, { params: { rubricId: shared } })).toMatchObject({ title: 'Aufsatz', criteria, own: false });

  const body = { title: 'meins', criteria, shared: true, revision: 1 };
  await expect(as.call(saveRubricContract, { params: { rubricId: shared }, body })).rejects.toMatchObject(notFound);
  await expect(as.call(deleteRubricContract, { params: { rubricId: shared } })).rejects.toMatchObject(notFound);
  await expect(as.call(rubricContract, { params: { rubricId: own } })).rejects.toMatchObject(notFound);
  await expect(as.call(copyRubricContract, { params: { rubricId: own } })).rejects.toMatchObject(notFound);

  const { rubricId: copy } = await as.call(copyRubricContract, { params: { rubricId: shared } });
  await as.call(saveRubricContract, { params: { rubricId: copy }, body: { ...body, shared: false } });
  expect(await school.as(teacher).call(rubricContract, { params: { rubricId: shared } })).toMatchObject({ title: 'Aufsatz' });
  await expect(school.as(teacher).call(rubricContract, { params: { rubricId: copy } })).rejects.toMatchObject(notFound);
});

test('rubrics stay within their school and are for teachers only', async () => {
  const [school, elsewhere] = [await testSchool(), await testSchool()];
  const teacher = await aTeacher(school);
  const rubricId = await aRubric(school, teacher, { shared: true });
  const stranger = await aTeacher(elsewhere);
  await expect(elsewhere.as(stranger).call(rubricContract, { params: { rubricId } })).rejects.toMatchObject(notFound);
  expect((await elsewhere.as(stranger).call(rubricListContract, {})).items).toEqual([]);
  const pupil = await aPerson(school);
  for (const person of [pupil, await aGuardian(school, [pupil])]) {
    await expect(school.as(person).call(rubricContract, { params: { rubricId } })).rejects.toMatchObject({ status: 403 });
    await expect(school.as(person).call(rubricListContract, {})).rejects.toMatchObject({ status: 403 });
  }
});

test('two windows saving one rubric: the second is told and overwrites nothing', async () => {
  const school = await testSchool();
  const teacher = await aTeacher(school);
  const rubricId = await aRubric(school, teacher);
  const save = (title: string) =>
    school.as(teacher).call(saveRubricContract, { params: { rubricId }, body: { title, criteria, shared: false, revision: 1 } });
  await save('eins');
  await expect(save('zwei')).rejects.toMatchObject({ status: 409, code: 'assignments.changed_meanwhile' });
  expect(await school.as(teacher).call(rubricContract, { params: { rubricId } })).toMatchObject({ title: 'eins', revision: 2 });
});

test('the list takes as many statements for one rubric as for thirty', async () => {
  const school = await testSchool();
  const [teacher, other] = [await aTeacher(school), await aTeacher(school)];
  await aRubric(school, teacher);
  for (let made = 0; made < 30; made += 1) await aRubric(school, other, { title: `Raster ${made}` });
  const few = await school.as(teacher).counted(rubricListContract, {});
  const many = await school.as(other).counted(rubricListContract, {});
  expect([few.answer.items.length, many.answer.items.length]).toEqual([1, 30]);
  expect(many.statements).toBe(few.statements);
});

test('work keeps its own copy: changing or deleting the template changes nothing there', async () => {
  const { school, id, teacher, rubricId } = await attached();
  const changed = [{ title: 'Anders', weight: 1, levels }];
  await school
    .as(teacher)
    .call(saveRubricContract, { params: { rubricId }, body: { title: 'Anders', criteria: changed, shared: false, revision: 1 } });
  await school.as(teacher).call(deleteRubricContract, { params: { rubricId } });
  expect(await school.as(teacher).call(assessmentContract, { params: { assignmentId: id } })).toEqual({
    rubric: { title: 'Terme', criteria, shownAhead: false },
    marks: null,
  });
});

test('a rubric that is filled in for somebody is neither replaced nor taken away', async () => {
  const { school, id, teacher, rubricId, fill } = await attached();
  const { revision } = await fill([3, 2]);
  const attach = (wanted: string | null) =>
    school.as(teacher).call(attachRubricContract, { params: { assignmentId: id }, body: { rubricId: wanted, shownAhead: true } });
  await expect(attach(rubricId)).rejects.toMatchObject({ status: 409, code: 'assignments.rubric_in_use' });
  await expect(attach(null)).rejects.toMatchObject({ code: 'assignments.rubric_in_use' });
  await fill(null, { revision });
  await attach(null);
  expect((await school.as(teacher).call(assessmentContract, { params: { assignmentId: id } })).rubric).toBeNull();
});

test('filling in and taking away at the same moment: one of the two is refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { school, id, teacher, fill } = await attached();
    const params = { assignmentId: id };
    const [filled, taken] = await Promise.allSettled([
      fill([1, 1]),
      school.as(teacher).call(attachRubricContract, { params, body: { rubricId: null, shownAhead: false } }),
    ]);
    expect([filled.status, taken.status].sort()).toEqual(['fulfilled', 'rejected']);
    const { rubric } = await school.as(teacher).call(assessmentContract, { params });
    expect(rubric !== null).toBe(filled.status === 'fulfilled');
  }
});

test('only levels that are there can be chosen, and only where the work has a rubric', async () => {
  const { school, fill } = await attached();
  for (const wrong of [[4, 0], [1], [1, 1, 1]])
    await expect(fill(wrong)).rejects.toMatchObject({ status: 409, code: 'assignments.rubric_mismatch' });
  const bare = await anAssignment(school);
  const attempt = school.as(bare.teacher).call(saveAnswerContract, {
    params: { assignmentId: bare.id, pupilId: bare.pupil },
    body: { handInId: null, revision: null, text: '', fileIds: [], finished: false, rubric: [1] },
  });
  await expect(attempt).rejects.toMatchObject({ code: 'assignments.rubric_mismatch' });
});

test('a filled rubric is seen once it is given back, as it was given, by the pupil and their guardian alone', async () => {
  const { school, id, teacher, pupil, pupils, fill, give, received } = await attached();
  const [guardian, assistant] = [await aGuardian(school, [pupil]), await anAssistant(school, pupil)];
  const { revision } = await fill([3, 1]);
  for (const person of [pupil, guardian, assistant]) expect(await received(person)).toEqual({ rubric: null, mark: null });

  school.at('2026-11-23T08:00:00Z');
  await give();
  school.at('2026-11-23T09:00:00Z');
  await fill([0, 0], { revision });
  for (const person of [pupil, guardian, assistant])
    expect(await received(person)).toEqual({ rubric: { title: 'Terme', criteria, chosen: [3, 1] }, mark: null });
  expect(await received(pupils[1] ?? '')).toEqual({ rubric: null, mark: null });
  await expect(received(guardian, pupils[1])).rejects.toMatchObject(notFound);
  await expect(received(pupils[1] ?? '', pupil)).rejects.toMatchObject(notFound);
  await expect(received(teacher)).rejects.toMatchObject(notFound);
  const stranger = await anAssignment(school);
  await expect(received(stranger.pupil)).rejects.toMatchObject(notFound);
  await expect(school.as(stranger.teacher).call(assessmentContract, { params: { assignmentId: id } })).rejects.toMatchObject(notFound);
});

test('criteria are seen with the task only if the teacher wants it, and then without anything that was chosen', async () => {
  const { school, id, teacher, pupil, fill, received } = await attached({ shownAhead: true });
  await fill([3, 1]);
  expect(await received(pupil)).toEqual({ rubric: { title: 'Terme', criteria, chosen: null }, mark: null });
  await school.as(teacher).call(attachRubricContract, { params: { assignmentId: id }, body: { shownAhead: false } });
  expect(await received(pupil)).toEqual({ rubric: null, mark: null });
});

test('nobody but teachers of the course gives work a rubric, and none they may not read', async () => {
  const { school, id, teacher, rubricId } = await attached();
  const colleague = await aTeacher(school);
  const foreign = await aRubric(school, colleague);
  const attach = (person: string, wanted: string) =>
    school.as(person).call(attachRubricContract, { params: { assignmentId: id }, body: { rubricId: wanted, shownAhead: false } });
  await expect(attach(colleague, foreign)).rejects.toMatchObject(notFound);
  await expect(attach(teacher, foreign)).rejects.toMatchObject(notFound);
  await attach(teacher, rubricId);
  const draft = await anAssignment(school, { teacher, target: { kind: 'course', id: (await anAssignment(school, { teacher })).courseId } });
  await school.as(teacher).call(attachRubricContract, { params: { assignmentId: draft.id }, body: { rubricId, shownAhead: false } });
});

test('erasing a teacher takes their rubrics and leaves shared ones without the name; merging moves them', async () => {
  const school = await testSchool();
  const [teacher, double, kept] = [await aTeacher(school), await aTeacher(school), await aTeacher(school)];
  const [own, shared] = [await aRubric(school, teacher), await aRubric(school, teacher, { shared: true })];
  const parts = async (person: string) =>
    school.write(async (db) => {
      const found: string[] = [];
      if ('exportPerson' in privacy) for await (const { part } of privacy.exportPerson(db, person)) found.push(part);
      return found;
    });
  expect(await parts(teacher)).toEqual(['rubric', 'rubric']);
  if ('erasePerson' in privacy)
    expect(await school.write((db) => privacy.erasePerson(db, teacher))).toMatchObject({ 'assignments.rubric.made_by': 2 });
  expect(await parts(teacher)).toEqual([]);
  await expect(school.as(teacher).call(rubricContract, { params: { rubricId: own } })).rejects.toMatchObject(notFound);
  expect((await school.as(kept).call(rubricListContract, {})).items).toMatchObject([{ id: shared, own: false, madeBy: null }]);

  const moved = await aRubric(school, double);
  await school.write((db) => db.emit(personsMerged, { keptId: kept, doubleId: double }));
  await school.settle();
  expect(await school.as(kept).call(rubricContract, { params: { rubricId: moved } })).toMatchObject({ own: true });
});
