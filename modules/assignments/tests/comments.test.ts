import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { personsMerged } from '#modules/people/public.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import {
  changeCommentContract,
  commentsContract,
  keepCommentContract,
  orderCommentsContract,
  removeCommentContract,
  useCommentContract,
} from '../comments/contract.ts';
import { privacy } from '../privacy.ts';

const aTeacher = (school: TestSchool) => aPerson(school, { capacities: ['teacher'] });
const keep = async (school: TestSchool, teacher: string, text: string) =>
  (await school.as(teacher).call(keepCommentContract, { body: { text } })).commentId;
const textsOf = async (school: TestSchool, teacher: string) =>
  (await school.as(teacher).call(commentsContract, {})).items.map(({ text }) => text);

test('comments are kept once each and stand in the order of their use', async () => {
  const school = await testSchool();
  const teacher = await aTeacher(school);
  const bracket = await keep(school, teacher, 'Klammer beachten');
  await keep(school, teacher, 'Sauber');
  expect(await keep(school, teacher, ' Klammer beachten ')).toBe(bracket);
  await school.as(teacher).call(useCommentContract, { params: { commentId: bracket } });
  expect((await school.as(teacher).call(commentsContract, {})).items).toEqual([
    { id: bracket, text: 'Klammer beachten', used: 1, placed: false },
    { id: expect.any(String), text: 'Sauber', used: 0, placed: false },
  ]);
  await school.as(teacher).call(changeCommentContract, { params: { commentId: bracket }, body: { text: 'Klammern!' } });
  expect(await textsOf(school, teacher)).toEqual(['Klammern!', 'Sauber']);
  await school.as(teacher).call(removeCommentContract, { params: { commentId: bracket } });
  expect(await textsOf(school, teacher)).toEqual(['Sauber']);
});

test('a comment belongs to one teacher: no colleague, other school or pupil reads, uses, changes or removes it', async () => {
  const [school, elsewhere] = [await testSchool(), await testSchool()];
  const [teacher, colleague, pupil] = [await aTeacher(school), await aTeacher(school), await aPerson(school)];
  const params = { commentId: await keep(school, teacher, 'geheim') };
  const stranger = await aTeacher(elsewhere);
  expect(await textsOf(school, colleague)).toEqual([]);
  expect(await textsOf(elsewhere, stranger)).toEqual([]);
  for (const as of [school.as(colleague), elsewhere.as(stranger)]) {
    await expect(as.call(useCommentContract, { params })).rejects.toMatchObject({ status: 404 });
    await expect(as.call(changeCommentContract, { params, body: { text: 'x' } })).rejects.toMatchObject({ status: 404 });
    await expect(as.call(removeCommentContract, { params })).rejects.toMatchObject({ status: 404 });
  }
  await expect(school.as(pupil).call(commentsContract, {})).rejects.toMatchObject({ status: 403 });
  await expect(school.as(pupil).call(keepCommentContract, { body: { text: 'x' } })).rejects.toMatchObject({ status: 403 });
  expect(await textsOf(school, teacher)).toEqual(['geheim']);
});

test('the list takes as many statements for one comment as for fifty', async () => {
  const school = await testSchool();
  const [teacher, other] = [await aTeacher(school), await aTeacher(school)];
  await keep(school, teacher, 'eins');
  for (let made = 0; made < 50; made += 1) await keep(school, other, `Nummer ${made}`);
  const few = await school.as(teacher).counted(commentsContract, {});
  const many = await school.as(other).counted(commentsContract, {});
  expect(many.answer.items).toHaveLength(50);
  expect(many.statements).toBe(few.statements);
});

test('comments are exported, erased with their owner, and follow a merge', async () => {
  const school = await testSchool();
  const [teacher, kept] = [await aTeacher(school), await aTeacher(school)];
  await keep(school, teacher, 'Klammer beachten');
  await school.write((db) => db.emit(personsMerged, { keptId: kept, doubleId: teacher }));
  await school.settle();
  expect([await textsOf(school, teacher), await textsOf(school, kept)]).toEqual([[], ['Klammer beachten']]);
  if (!('columns' in privacy)) throw new Error('assignments holds persons');
  const exported: unknown[] = [];
  await school.write(async (db) => {
    for await (const part of privacy.exportPerson(db, kept)) exported.push(part);
  });
  expect(exported).toMatchObject([{ part: 'comment', value: { text: 'Klammer beachten', used: 0 } }]);
  expect(await school.write((db) => privacy.erasePerson(db, kept))).toMatchObject({ 'assignments.comment.owner_id': 1 });
  expect(await textsOf(school, kept)).toEqual([]);
});

test('an order by hand stands above use until it is taken back, and only over one’s own comments', async () => {
  const school = await testSchool();
  const [teacher, colleague] = [await aTeacher(school), await aTeacher(school)];
  const [one, two, three] = [await keep(school, teacher, 'eins'), await keep(school, teacher, 'zwei'), await keep(school, teacher, 'drei')];
  const foreign = await keep(school, colleague, 'fremd');
  const order = (commentIds: string[]) => school.as(teacher).call(orderCommentsContract, { body: { commentIds } });
  await order([two, one]);
  await school.as(teacher).call(useCommentContract, { params: { commentId: three } });
  expect(await textsOf(school, teacher)).toEqual(['zwei', 'eins', 'drei']);
  expect((await school.as(teacher).call(commentsContract, {})).items.map(({ placed }) => placed)).toEqual([true, true, false]);
  for (const commentIds of [[three, foreign], [three, three], [foreign]])
    await expect(order(commentIds)).rejects.toMatchObject({ status: 404 });
  expect(await textsOf(school, teacher)).toEqual(['zwei', 'eins', 'drei']);
  expect(await textsOf(school, colleague)).toEqual(['fremd']);
  await order([]);
  expect((await textsOf(school, teacher))[0]).toBe('drei');
});
