import { expect, test } from 'vitest';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { workListContract } from '../hand-in/contract.ts';
import { loadContract } from '../load/contract.ts';
import { setListContract } from '../set/contract.ts';
import { loadWarning } from '../settings.ts';
import { setTimesContract } from '../times/contract.ts';
import { anAssignment } from './build.ts';

test('choosing a due date shows what is due for these pupils that week, of all teachers: counts and subjects only', async () => {
  const school = await testSchool({ state: 'NW' });
  const [anna, ben] = [await aPerson(school), await aPerson(school)];
  const [teacher, colleague] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['teacher'] })];
  const maths = { kind: 'course' as const, id: await aCourse(school, { subject: 'M', teachers: [teacher], pupils: [anna, ben] }) };
  const german = {
    kind: 'course' as const,
    id: await aCourse(school, { subject: 'D', subjectName: 'Deutsch', teachers: [colleague], pupils: [anna] }),
  };
  const tuesday = '2026-11-24T17:00:00Z';
  const own = await anAssignment(school, { teacher, target: maths, dueAt: tuesday });
  const theirs = { teacher: colleague, target: german, dueAt: tuesday };
  const secret = await anAssignment(school, { ...theirs, title: 'Geheimtitel' });
  await anAssignment(school, { ...theirs, startsAt: '2026-11-24T07:00:00Z' }); // will be there: it counts
  await anAssignment(school, { ...theirs, published: false });
  await anAssignment(school, { ...theirs, dueAt: '2026-11-29T23:00:00Z' }); // midnight at school: next Monday
  const load = (more: { without?: string } = {}) =>
    school.as(teacher).call(loadContract, { query: { targetId: maths.id, day: '2026-11-26', ...more } });

  const { days, warnFrom } = await load();
  expect(warnFrom).toBe(3);
  expect(days.map(({ day }) => day)).toEqual(['23', '24', '25', '26', '27', '28', '29'].map((day) => `2026-11-${day}`));
  expect(days.map(({ kind }) => kind)).toEqual(['school', 'school', 'school', 'school', 'school', 'weekend', 'weekend']);
  expect(days.map(({ pieces }) => pieces)).toEqual([0, 3, 0, 0, 0, 0, 0]);
  expect(days[1]).toMatchObject({ most: 3, subjects: ['Deutsch', 'Mathematik'] });
  expect(JSON.stringify(days)).not.toContain('Geheimtitel');
  expect((await load({ without: own.id })).days[1]).toMatchObject({ pieces: 2, most: 2 });

  await school.as(colleague).call(setTimesContract, {
    params: { assignmentId: secret.id },
    body: { pupilIds: [anna], times: { dueAt: '2026-11-26T17:00:00Z', closesAt: null } },
  });
  await school.write((db) => saveSetting(db, loadWarning, 2));
  const after = await load();
  expect([after.warnFrom, after.days[1]?.most, after.days[3]?.most]).toEqual([2, 2, 1]);
});

test('public holidays of the state are marked by name', async () => {
  const school = await testSchool({ state: 'NW' });
  const { teacher, courseId } = await anAssignment(school, {});
  const { days } = await school.as(teacher).call(loadContract, { query: { targetId: courseId, day: '2026-12-25' } });
  expect(days[4]).toMatchObject({ day: '2026-12-25', kind: 'holiday', holiday: expect.stringContaining('Weihnacht') });
});

test('the load of a course is shown to those who set work there, and takes as many statements however much is due', async () => {
  const school = await testSchool();
  const other = await testSchool();
  const { teacher, courseId, pupil } = await anAssignment(school, { dueAt: '2026-11-24T17:00:00Z' });
  const query = { targetId: courseId, day: '2026-11-24' };
  const few = await school.as(teacher).counted(loadContract, { query });
  for (let count = 0; count < 20; count += 1)
    await anAssignment(school, { teacher, target: { kind: 'course', id: courseId }, dueAt: '2026-11-24T17:00:00Z' });
  const many = await school.as(teacher).counted(loadContract, { query });
  expect(many.answer.days[1]?.most).toBe(21);
  expect(many.statements).toBe(few.statements);
  for (const [where, who, status] of [
    [school, await aPerson(school, { capacities: ['teacher'] }), 404],
    [school, pupil, 403],
    [other, await aPerson(other, { capacities: ['teacher'] }), 404],
  ] as const)
    await expect(where.as(who).call(loadContract, { query })).rejects.toMatchObject({ status });
  await expect(school.as(teacher).call(loadContract, { query: { ...query, day: '2026-02-30' } })).rejects.toMatchObject({ status: 400 });
});

test('calendars ask for what is due between two instants, soonest first, by the pupil’s own time', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const first = await anAssignment(school, { pupils: [pupil], title: 'verlängert', dueAt: '2026-11-24T17:00:00Z' });
  const more = { teacher: first.teacher, target: { kind: 'course' as const, id: first.courseId } };
  await anAssignment(school, { ...more, title: 'Mittwoch', dueAt: '2026-11-25T17:00:00Z' });
  await anAssignment(school, { ...more, title: 'ohne Frist' });
  await anAssignment(school, { ...more, title: 'später', dueAt: '2026-12-01T00:00:00Z' });
  await school.as(first.teacher).call(setTimesContract, {
    params: { assignmentId: first.id },
    body: { pupilIds: [pupil], times: { dueAt: '2026-11-26T17:00:00Z', closesAt: null } },
  });
  const query = { show: 'all' as const, dueFrom: '2026-11-23T00:00:00Z', dueBefore: '2026-12-01T00:00:00Z' };
  expect((await school.as(pupil).call(workListContract, { query })).items.map(({ title }) => title)).toEqual(['Mittwoch', 'verlängert']);
  expect((await school.as(first.teacher).call(setListContract, { query })).items.map(({ title }) => title)).toEqual([
    'verlängert',
    'Mittwoch',
  ]);
});
