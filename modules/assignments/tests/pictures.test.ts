import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { taskContract } from '../hand-in/contract.ts';
import { copyContract, keepTemplateContract, saveTemplateContract, templateContract } from '../reuse/contract.ts';
import { assignmentContract, createContract, saveContract } from '../set/contract.ts';
import { anAssignment } from './build.ts';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const empty = { title: 'Terme', startsAt: null, dueAt: null, closesAt: null, pupilIds: null, fileIds: [] };
const pictured = (id: string) => `<p>a</p><img data-file="${id}" data-size="small" alt="Skizze" width="20" height="10">`;
const download = async (school: TestSchool, who: string, path: string) =>
  (await school.as(who).client()).raw({ method: 'GET', url: `/api/${school.slug}${path}` });
const aTeacher = (school: TestSchool) => aPerson(school, { capacities: ['teacher'] });
const aPicture = (school: TestSchool, owner: string) => aFile(school, owner, { name: `${owner}.png`, bytes: png });

test('a picture in the text is a file of the work, beside what is attached, and read by those who read the work', async () => {
  const school = await testSchool();
  const [teacher, stranger] = [await aTeacher(school), await aPerson(school)];
  const [picture, sheet] = [await aPicture(school, teacher), await aFile(school, teacher)];
  const { id: assignmentId, pupil } = await anAssignment(school, { teacher, body: pictured(picture), fileIds: [sheet] });
  const path = `/assignments/${assignmentId}/files/${picture}`;

  for (const seen of [
    await school.as(pupil).call(taskContract, { params: { assignmentId } }),
    await school.as(teacher).call(assignmentContract, { params: { assignmentId } }),
  ]) {
    expect(seen.body).toBe(pictured(picture));
    expect(seen.files.map(({ id }) => id)).toEqual([sheet]);
  }
  expect((await download(school, pupil, path)).statusCode).toBe(200);
  expect((await download(school, stranger, path)).statusCode).toBe(404);
});

test('a guardian sees the picture of the child’s work', async () => {
  const school = await testSchool();
  const teacher = await aTeacher(school);
  const child = await aPerson(school);
  const guardian = await aGuardian(school, [child]);
  const picture = await aPicture(school, teacher);
  const { id } = await anAssignment(school, { teacher, pupils: [child], body: pictured(picture) });

  expect((await download(school, guardian, `/assignments/${id}/files/${picture}`)).statusCode).toBe(200);
});

test('pictures that are not the caller’s are taken out, and nothing is told of them', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const [teacher, colleague] = [await aTeacher(school), await aTeacher(school)];
  const [foreign, elsewhere] = [await aPicture(school, colleague), await aPicture(other, await aTeacher(other))];
  const { id: assignmentId } = await anAssignment(school, {
    teacher,
    body: `${pictured(foreign)}${pictured(elsewhere)}${pictured('0191f0a0-0000-7000-8000-000000000000')}`,
  });

  expect((await school.as(teacher).call(assignmentContract, { params: { assignmentId } })).body).toBe('<p>a</p><p>a</p><p>a</p>');
  expect((await download(school, teacher, `/assignments/${assignmentId}/files/${foreign}`)).statusCode).toBe(404);
});

test('a file that is no picture does not become one', async () => {
  const school = await testSchool();
  const teacher = await aTeacher(school);
  const svg = await aFile(school, teacher, { name: 'a.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
  const text = await aFile(school, teacher);
  const { id: assignmentId } = await anAssignment(school, { teacher, body: pictured(svg) + pictured(text) });

  expect((await school.as(teacher).call(assignmentContract, { params: { assignmentId } })).body).not.toContain('<img');
});

test('a colleague’s picture stays when another teacher saves, and goes when it is taken out of the text', async () => {
  const school = await testSchool();
  const [teacher, colleague] = [await aTeacher(school), await aTeacher(school)];
  const courseId = await aCourse(school, { teachers: [teacher, colleague], pupils: [await aPerson(school)] });
  const picture = await aPicture(school, teacher);
  const work = { teacher, target: { kind: 'course' as const, id: courseId }, body: pictured(picture) };
  const { id: assignmentId } = await anAssignment(school, work);
  const save = (revision: number, body: string) =>
    school.as(colleague).call(saveContract, { params: { assignmentId }, body: { ...empty, revision, body } });
  const status = async () => (await download(school, colleague, `/assignments/${assignmentId}/files/${picture}`)).statusCode;

  await save(1, `<p>b</p>${pictured(picture)}`);
  expect((await school.as(colleague).call(assignmentContract, { params: { assignmentId } })).body).toBe(`<p>b</p>${pictured(picture)}`);
  expect(await status()).toBe(200);

  await save(2, '<p>b</p>');
  expect(await status()).toBe(404);
});

test('templates and work made from them show the same picture; strangers do not', async () => {
  const school = await testSchool();
  const [teacher, colleague] = [await aTeacher(school), await aTeacher(school)];
  const picture = await aPicture(school, teacher);
  const { id: assignmentId } = await anAssignment(school, { teacher, body: pictured(picture) });
  const { templateId } = await school.as(teacher).call(keepTemplateContract, { params: { assignmentId }, body: { sharedWith: 'nobody' } });
  const path = `/assignments/templates/${templateId}/files/${picture}`;
  expect(await school.as(teacher).call(templateContract, { params: { templateId } })).toMatchObject({ files: 0, attached: [] });
  expect((await download(school, teacher, path)).statusCode).toBe(200);
  expect((await download(school, colleague, path)).statusCode).toBe(404);
  expect((await download(school, await aPerson(school), path)).statusCode).not.toBe(200);

  await school.as(teacher).call(saveTemplateContract, { params: { templateId }, body: { title: 'Terme', sharedWith: 'school' } });
  const pupil = await aPerson(school);
  const courseId = await aCourse(school, { teachers: [colleague], pupils: [pupil] });
  const copy = await school
    .as(colleague)
    .call(copyContract, { body: { from: { kind: 'template', id: templateId }, target: { kind: 'course', id: courseId } } });

  expect((await download(school, colleague, path)).statusCode).toBe(200);
  expect((await download(school, colleague, `/assignments/${copy.assignmentId}/files/${picture}`)).statusCode).toBe(200);
  expect((await download(school, pupil, `/assignments/${copy.assignmentId}/files/${picture}`)).statusCode).toBe(404); // a draft
  const { body } = await school.as(colleague).call(assignmentContract, { params: { assignmentId: copy.assignmentId } });
  const saved = { ...empty, revision: 1, body };
  await school.as(colleague).call(saveContract, { params: { assignmentId: copy.assignmentId }, body: saved });
  expect((await school.as(colleague).call(assignmentContract, { params: { assignmentId: copy.assignmentId } })).body).toBe(body);
});

test('a pupil cannot set work with a picture', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const courseId = await aCourse(school, { teachers: [await aTeacher(school)], pupils: [pupil] });
  const target = { kind: 'course' as const, id: courseId };
  const body = { target, ...empty, body: pictured(await aPicture(school, pupil)) };
  await expect(school.as(pupil).call(createContract, { body })).rejects.toMatchObject({ status: 403 });
});
