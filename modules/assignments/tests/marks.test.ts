import { expect, test } from 'vitest';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aGuardian, anAssistant, aPerson } from '#modules/people/tests/build.ts';
import { assessmentContract, giveBackContract, pupilsContract, receivedContract, saveAnswerContract } from '../answer/contract.ts';
import { taskContract, workListContract } from '../hand-in/contract.ts';
import { isMark, type MarkKind, markSchemeContract, marksOf, pointsOfMark } from '../marks/contract.ts';
import { csv } from '../marks/csv.ts';
import { marksToGuardians } from '../settings.ts';
import { anAssignment } from './build.ts';

const notFound = { status: 404 };
const meaning = 'Lernstand, zählt nicht fürs Zeugnis';

async function marked(kind: MarkKind | null = 'grade', title?: string) {
  const school = await testSchool();
  const pupils = [await aPerson(school, { lastName: 'Addens', firstName: 'Sophie' }), await aPerson(school, { lastName: '=1+1' })];
  const made = await anAssignment(school, { pupils, ...(title !== undefined && { title }) });
  const params = { assignmentId: made.id };
  const scheme = (wanted: MarkKind | null, words = meaning) =>
    school
      .as(made.teacher)
      .call(markSchemeContract, { params, body: { marks: wanted === null ? null : { kind: wanted, meaning: words } } });
  if (kind !== null) await scheme(kind);
  const mark = (value: string | null, more: { revision?: number; pupilId?: string } = {}) =>
    school.as(made.teacher).call(saveAnswerContract, {
      params: { ...params, pupilId: more.pupilId ?? made.pupil },
      body: { handInId: null, revision: more.revision ?? null, text: '', fileIds: [], finished: true, mark: value },
    });
  const give = () => school.as(made.teacher).call(giveBackContract, { params, body: { pupilIds: null } });
  const received = async (person: string) => (await school.as(person).call(receivedContract, { params })).mark;
  const file = async (person: string, place: string) =>
    (await school.as(person).client()).raw({ method: 'GET', url: `/api/${school.slug}/assignments/${place}/marks.csv` });
  return { school, ...made, params, scheme, mark, give, received, file };
}

test('marks are 1+ to 6 with the points 15 to 0 of the upper years, points, or percent', () => {
  expect(marksOf('grade')).toHaveLength(16);
  expect(['1+', '1', '1-', '2+', '4-', '5-', '6'].map((mark) => pointsOfMark('grade', mark))).toEqual([15, 14, 13, 12, 4, 1, 0]);
  expect(pointsOfMark('points', '11')).toBe(11);
  expect(pointsOfMark('percent', '87')).toBeNull();
  expect([isMark('grade', '6-'), isMark('grade', '0'), isMark('points', '16'), isMark('percent', '101'), isMark('percent', '0')]).toEqual([
    false,
    false,
    false,
    false,
    true,
  ]);
});

test('work has no marks until the teacher says what they stand for', async () => {
  const { school, teacher, params, scheme, mark } = await marked(null);
  expect((await school.as(teacher).call(assessmentContract, { params })).marks).toBeNull();
  await expect(mark('2+')).rejects.toMatchObject({ status: 422, code: 'assignments.no_such_mark' });
  await expect(scheme('grade', '  ')).rejects.toMatchObject({ status: 400 });
  await scheme('grade');
  expect((await school.as(teacher).call(assessmentContract, { params })).marks).toEqual({ kind: 'grade', meaning });
  for (const wrong of ['7', '6-', '2++', '11', '']) await expect(mark(wrong)).rejects.toMatchObject({ code: 'assignments.no_such_mark' });
  await mark('2+');
  expect((await school.as(teacher).call(pupilsContract, { params })).items[1]?.answer).toMatchObject({ mark: '2+', finished: true });
});

test('while somebody has a mark its kind stays; what it stands for can be put in better words', async () => {
  const { scheme, mark } = await marked();
  const { revision } = await mark('3');
  await expect(scheme('points')).rejects.toMatchObject({ status: 409, code: 'assignments.marks_given' });
  await expect(scheme(null)).rejects.toMatchObject({ code: 'assignments.marks_given' });
  await scheme('grade', 'Übung');
  await mark(null, { revision });
  await scheme('points');
});

test('an answer that is saved without naming mark or rubric keeps them', async () => {
  const { school, teacher, pupil, params, mark } = await marked();
  const { revision } = await mark('2');
  await school.as(teacher).call(saveAnswerContract, {
    params: { ...params, pupilId: pupil },
    body: { handInId: null, revision, text: 'Gut', fileIds: [], finished: false },
  });
  expect((await school.as(teacher).call(pupilsContract, { params })).items[1]?.answer).toMatchObject({ mark: '2', text: 'Gut' });
});

test('before it is given back nobody outside the course learns of mark, text or that it is finished', async () => {
  const { school, pupil, params, mark, received, give } = await marked('points');
  const guardian = await aGuardian(school, [pupil]);
  const assistant = await anAssistant(school, pupil);
  await mark('11');
  // nothing wakes a page of theirs, and nobody is told
  expect(await school.events('assignments.answered')).toEqual([]);
  await school.settle();
  for (const person of [pupil, guardian, assistant]) {
    expect(await received(person)).toBeNull();
    const task = await school.as(person).call(taskContract, { params });
    expect(task).toMatchObject({ answer: null, state: 'new' });
    expect((await school.as(person).call(workListContract, { query: { show: 'all' } })).items).toMatchObject([{ answered: false }]);
    for (const url of [
      'start',
      'search?words=11',
      'notices',
      `assignments/${params.assignmentId}/pupils`,
      `assignments/${params.assignmentId}/assessment`,
    ]) {
      const answer = await (await school.as(person).client()).raw({ method: 'GET', url: `/api/${school.slug}/${url}` });
      expect(answer.body, url).not.toMatch(/"mark"|finished|answered":true|Lernstand/);
    }
  }
  await give();
  expect(await received(pupil)).toEqual({ kind: 'points', meaning, mark: '11' });
  expect(await received(guardian)).toEqual({ kind: 'points', meaning, mark: '11' });
  expect(await received(assistant)).toBeNull();
});

test('where the school does not show marks to guardians they see none, and the pupil still does', async () => {
  const { school, pupil, mark, give, received } = await marked();
  const guardian = await aGuardian(school, [pupil]);
  await mark('4-');
  await give();
  await school.write((db) => saveSetting(db, marksToGuardians, false));
  expect(await received(guardian)).toBeNull();
  expect(await received(pupil)).toMatchObject({ mark: '4-' });
});

test('a mark changed after it was given back is seen as it was given, until it is given back again', async () => {
  const { school, pupil, mark, give, received } = await marked();
  const { revision } = await mark('4-');
  await give();
  school.at('2026-11-23T09:00:00Z');
  await mark('2', { revision });
  expect(await received(pupil)).toMatchObject({ mark: '4-' });
  await give();
  expect(await received(pupil)).toMatchObject({ mark: '2' });
});

test('nobody but teachers of the course says how work is marked', async () => {
  const { school, pupil, params } = await marked();
  const colleague = (await anAssignment(school)).teacher;
  const body = { marks: { kind: 'points' as const, meaning } };
  await expect(school.as(colleague).call(markSchemeContract, { params, body })).rejects.toMatchObject(notFound);
  await expect(school.as(pupil).call(markSchemeContract, { params, body })).rejects.toMatchObject({ status: 403 });
  const elsewhere = await anAssignment(await testSchool());
  await expect(school.as(colleague).call(markSchemeContract, { params: { assignmentId: elsewhere.id }, body })).rejects.toMatchObject(
    notFound,
  );
});

test('a cell never runs as a formula, and quotes stay inside their cell', () => {
  expect(csv([['=cmd|"/c calc"!A1', '+1', '-1', '@x', '\tx', 'a;b', 'Ömer']])).toBe(
    `\u{FEFF}"'=cmd|""/c calc""!A1";"'+1";"'-1";"'@x";"'\tx";"a;b";"Ömer"\r\n`,
  );
});

test('marks of one piece of work and of a course come as CSV for German Excel, to its teachers alone', async () => {
  const { school, id, teacher, pupil, pupils, courseId, mark, give, file } = await marked('grade', '@Terme; "neu"');
  await mark('1-');
  await give();
  await mark('2+', { pupilId: pupils[1] ?? '' });
  await anAssignment(school, { teacher, target: { kind: 'course', id: courseId }, title: 'ohne Noten' });

  const answer = await file(teacher, id);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="Noten.csv"',
  });
  const lines = answer.body.split('\r\n');
  expect(lines[0]).toBe('\u{FEFF}"Nachname";"Vorname";"Kurs";"Aufgabe";"Steht für";"Art";"Note";"Punkte";"Zurückgegeben"');
  const rows = lines.slice(1, -1).sort();
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatch(/^"'=1\+1";.*"'@Terme; ""neu""";"Lernstand, zählt nicht fürs Zeugnis";"Note";"2\+";"12";"nein"$/);
  expect(rows[1]).toMatch(/^"Addens";"Sophie";.*"1−";"13";"ja"$/);
  expect((await file(teacher, `targets/${courseId}`)).body).toBe(answer.body);

  const colleague = await aPerson(school, { capacities: ['teacher', 'head'] });
  const guardian = await aGuardian(school, [pupil]);
  for (const place of [id, `targets/${courseId}`]) {
    expect((await file(colleague, place)).statusCode).toBe(404);
    for (const person of [pupil, guardian]) expect((await file(person, place)).statusCode).toBe(403);
  }
  expect((await file(teacher, 'nonsense')).statusCode).toBe(404);
});
