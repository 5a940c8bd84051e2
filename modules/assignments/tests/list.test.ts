import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Ctx } from '#kernel/module/ctx.ts';
import { searchContract } from '#kernel/search/contract.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aGuardian, anAssistant, aPerson } from '#modules/people/tests/build.ts';
import { handInContract, taskContract, workListContract } from '../hand-in/contract.ts';
import { live } from '../live.ts';
import { visibleToGuardians } from '../settings.ts';
import { anAssignment } from './build.ts';

test('a pupil’s list holds all courses by due time; filters and states agree', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const make = (title: string, times: { dueAt?: string; closesAt?: string }) => anAssignment(school, { pupils: [pupil], title, ...times });
  await make('ohne Frist', {});
  await make('später', { dueAt: '2026-11-30T17:00:00Z' });
  await make('morgen', { dueAt: '2026-11-24T17:00:00Z' });
  await make('überfällig', { dueAt: '2026-11-22T17:00:00Z' });
  await make('vorbei', { dueAt: '2026-11-21T17:00:00Z', closesAt: '2026-11-22T17:00:00Z' });
  await make('schließt jetzt', { dueAt: '2026-11-20T17:00:00Z', closesAt: '2026-11-23T07:00:00Z' });
  const done = await make('abgegeben', { dueAt: '2026-11-25T17:00:00Z' });
  await school.as(pupil).call(handInContract, { params: { assignmentId: done.id }, body: { text: 'x', fileIds: [] } });
  const list = async (show: 'open' | 'done' | 'all') =>
    (await school.as(pupil).call(workListContract, { query: { show } })).items.map(({ title, state }) => `${title}: ${state}`);

  expect(await list('open')).toEqual(['überfällig: overdue', 'morgen: new', 'später: new', 'ohne Frist: new']);
  expect(await list('done')).toEqual(['abgegeben: done']);
  expect(await list('all')).toEqual([
    'ohne Frist: new',
    'später: new',
    'abgegeben: done',
    'morgen: new',
    'überfällig: overdue',
    'vorbei: past',
    'schließt jetzt: past',
  ]);
});

test('the list takes as many statements for one piece of work as for fifty, and pages without gaps', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const first = await anAssignment(school, { pupils: [pupil], dueAt: '2026-11-24T17:00:00Z' });
  await school.as(pupil).call(workListContract, {}); // names of courses are known from now on
  const one = await school.as(pupil).counted(workListContract, {});
  for (let count = 0; count < 50; count += 1) {
    await anAssignment(school, {
      teacher: first.teacher,
      pupils: [pupil],
      target: { kind: 'course', id: first.courseId },
      dueAt: `2026-11-2${4 + (count % 5)}T17:00:00Z`,
    });
  }
  const many = await school.as(pupil).counted(workListContract, { query: { limit: 30 } });
  const rest = await school.as(pupil).call(workListContract, { query: { limit: 30, cursor: many.answer.next ?? '' } });
  expect(many.statements).toBe(one.statements);
  expect(many.statements).toBeLessThanOrEqual(3);
  expect(new Set([...many.answer.items, ...rest.items].map(({ id }) => id)).size).toBe(51);
});

test('guardians see the work and states of their own children only, and not what was handed in', async () => {
  const school = await testSchool();
  const [child, sibling, stranger] = [await aPerson(school, { firstName: 'Mia' }), await aPerson(school), await aPerson(school)];
  const guardian = await aGuardian(school, [child, sibling]);
  const { id } = await anAssignment(school, { pupils: [child, sibling, stranger] });
  await school.as(child).call(handInContract, { params: { assignmentId: id }, body: { text: 'privat', fileIds: [] } });

  const { items } = await school.as(guardian).call(workListContract, { query: { show: 'all' } });
  expect(items.map(({ pupilId }) => pupilId).sort()).toEqual([child, sibling].sort());
  const task = await school.as(guardian).call(taskContract, { params: { assignmentId: id }, query: { pupilId: child } });
  expect(task).toMatchObject({ state: 'done', mayHandIn: false, handIn: null, draft: null, pupilName: expect.stringContaining('Mia') });
  await expect(
    school.as(guardian).call(taskContract, { params: { assignmentId: id }, query: { pupilId: stranger } }),
  ).rejects.toMatchObject({ status: 404 });
  expect((await school.as(guardian).call(workListContract, { query: { show: 'all', pupilId: stranger } })).items).toEqual([]);
  await expect(school.as(child).call(taskContract, { params: { assignmentId: id }, query: { pupilId: sibling } })).rejects.toMatchObject({
    status: 404,
  });
});

test('where the school does not show work to guardians, they see none', async () => {
  const school = await testSchool();
  const child = await aPerson(school);
  const guardian = await aGuardian(school, [child]);
  const { id } = await anAssignment(school, { pupils: [child] });
  await school.write((db) => saveSetting(db, visibleToGuardians, false));
  expect((await school.as(guardian).call(workListContract, {})).items).toEqual([]);
  await expect(school.as(guardian).call(taskContract, { params: { assignmentId: id } })).rejects.toMatchObject({ status: 404 });
});

test('a blocked or ended guardian sees nothing', async () => {
  const school = await testSchool();
  const child = await aPerson(school);
  const guardian = await aGuardian(school, [child]);
  await anAssignment(school, { pupils: [child] });
  await school.write((db) => sql`update people.relation set blocked = true where child_id = ${child}`.execute(db));
  expect((await school.as(guardian).call(workListContract, {})).items).toEqual([]);
});

test('a class assistant sees the work of the accompanied child alone', async () => {
  const school = await testSchool();
  const [child, other] = [await aPerson(school), await aPerson(school)];
  const assistant = await anAssistant(school, child);
  const { id } = await anAssignment(school, { pupils: [child, other] });
  expect((await school.as(assistant).call(workListContract, {})).items).toMatchObject([{ id, pupilId: child }]);
  await expect(school.as(assistant).call(taskContract, { params: { assignmentId: id }, query: { pupilId: other } })).rejects.toMatchObject({
    status: 404,
  });
});

test('work for a class reaches its pupils, representatives too, and not its teachers', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupil = await aPerson(school);
  const classId = await aClass(school, { teachers: [teacher], pupils: [pupil] });
  await school.write((db) =>
    sql`insert into groups.member select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'part', 'representative'))).*
      from groups.member m where m.group_id = ${classId} and m.person_id = ${pupil}`.execute(db),
  );
  const { id } = await anAssignment(school, { teacher, target: { kind: 'group', id: classId } });
  for (const show of ['open', 'all'] as const)
    expect((await school.as(pupil).call(workListContract, { query: { show } })).items.map((item) => item.id)).toEqual([id]);
  expect((await school.as(pupil).call(workListContract, { query: { targetId: classId } })).items).toMatchObject([
    { id, target: { kind: 'group' } },
  ]);
});

test('search finds work by its title for those who may see it, and for nobody else', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const guardian = await aGuardian(school, [pupil]);
  const { teacher } = await anAssignment(school, { pupils: [pupil], title: 'Bruchrechnen üben' });
  await anAssignment(school, { teacher, title: 'Bruchrechnen Entwurf', pupils: [pupil], published: false });
  const found = async (person: string) =>
    (await school.as(person).call(searchContract, { query: { q: 'bruchrechnen' } })).hits
      .filter(({ kind }) => kind === 'work')
      .map(({ title }) => title);
  expect(await found(pupil)).toEqual(['Bruchrechnen üben']);
  expect(await found(guardian)).toEqual(['Bruchrechnen üben']);
  expect((await found(teacher)).sort()).toEqual(['Bruchrechnen Entwurf', 'Bruchrechnen üben']);
  expect(await found(await aPerson(school))).toEqual([]);
  expect(await found(await aPerson(school, { capacities: ['teacher', 'head'] }))).toEqual([]);
});

test('topics are followed by those they concern', async () => {
  const school = await testSchool();
  const [pupil, stranger] = [await aPerson(school), await aPerson(school)];
  const guardian = await aGuardian(school, [pupil]);
  const { id, teacher, courseId } = await anAssignment(school, { pupils: [pupil] });
  await aCourse(school, { pupils: [stranger] });
  const may = async (topic: string, subject: string) => {
    const declared = live.find(({ name }) => name === topic);
    const people = [
      [teacher, 'work'],
      [pupil, 'pupil'],
      [guardian, 'guardian'],
      [stranger, 'pupil'],
    ] as const;
    const permissions = new Set(['assignments.follow_children']);
    return Promise.all(
      people.map(([personId, context]) =>
        school.write(
          (db) =>
            // mayFollow asks caller, clock, school and settings only
            declared?.mayFollow({ ...school.ctx(), caller: { personId, context, permissions } } as unknown as Ctx, db, subject) ??
            Promise.resolve(false),
        ),
      ),
    );
  };
  expect(await may('assignment', id)).toEqual([true, false, false, false]);
  expect(await may('teaching', courseId)).toEqual([true, false, false, false]);
  expect(await may('course', courseId)).toEqual([true, true, true, false]);
  expect(await may('person', pupil)).toEqual([false, true, true, false]);
  expect(await may('person', 'nobody')).toEqual([false, false, false, false]);
});
