import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import type { TodayItem } from '#kernel/module/today.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { giveBackContract, saveAnswerContract } from '../answer/contract.ts';
import { handInContract, saveDraftContract, seenContract, workListContract } from '../hand-in/contract.ts';
import { assignments } from '../module.ts';
import { notices } from '../notices.ts';
import { privacy } from '../privacy.ts';
import { setListContract } from '../set/contract.ts';
import { tellGuardians } from '../settings.ts';
import { anAssignment } from './build.ts';

test('Heute shows pupils what is due and new, guardians the same per child, teachers what to answer and what still runs', async () => {
  const school = await testSchool();
  const pupils = [await aPerson(school), await aPerson(school)];
  const [pupil = '', other = ''] = pupils;
  const guardian = await aGuardian(school, [pupil, other]);
  const overdue = await anAssignment(school, { pupils, title: 'überfällig', dueAt: '2026-11-22T17:00:00Z' });
  const { teacher } = overdue;
  const more = { teacher, pupils, target: { kind: 'course' as const, id: overdue.courseId } };
  await anAssignment(school, { ...more, title: 'heute', dueAt: '2026-11-23T17:00:00Z' });
  await anAssignment(school, { ...more, title: 'später', dueAt: '2026-12-23T17:00:00Z' });
  await anAssignment(school, { ...more, title: 'ohne Frist' });
  await school.as(pupil).call(handInContract, { params: { assignmentId: overdue.id }, body: { text: 'x', fileIds: [] } });
  const start = async (person: string) =>
    (await (await school.as(person).client()).raw({ method: 'GET', url: `/api/${school.slug}/start` })).json<Start>();
  const titles = (items: readonly { title: string }[]) => items.map(({ title }) => title);

  const mine = await start(pupil);
  expect(titles(mine.today.due)).toEqual(['heute']);
  expect(titles(mine.today.waiting)).toEqual(['später', 'ohne Frist']);
  expect(mine.shell.navigation.find(({ page }) => page === 'assignments.list')?.count).toBe(3);
  const theirs = await start(other);
  expect(theirs.today.due.map(({ title, state }) => [title, state])).toEqual([
    ['überfällig', 'late'],
    ['heute', 'new'],
  ]);
  const children = (await start(guardian)).today.children;
  expect(children.map(({ id, due }) => [id, due.length]).sort()).toEqual(
    [
      [pupil, 1],
      [other, 2],
    ].sort(),
  );
  const taught = await start(teacher);
  expect(taught.today.waiting).toMatchObject([{ title: 'überfällig', count: 1, path: `aufgaben/${overdue.id}/antworten` }]);
  expect(titles(taught.today.running)).toEqual(['heute', 'später']);
});

test('pupils are told of new work, of answers and of reminders; guardians only where the school says so', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const guardian = await aGuardian(school, [pupil]);
  const { id, teacher } = await anAssignment(school, { pupils: [pupil], title: 'Terme', dueAt: '2026-11-24T17:00:00Z' });
  const tell = async (kind: string, data: object) => {
    const declared = notices.find((notice) => notice.id === kind);
    const happened = { id: 'e1', name: kind, schoolId: school.id, at: new Date('2026-11-23T07:00:00Z'), data };
    return school.write((db) => declared?.tell(school.ctx(), db, happened as never) ?? Promise.resolve([])); // the kind says which event
  };
  const set = { assignmentId: id, courseId: null, groupId: null };

  expect(await tell('assignments.set', set)).toEqual([
    {
      personId: pupil,
      titleKey: 'notices.set.title',
      bodyKey: 'notices.set.bodyDue',
      values: { title: 'Terme', target: 'Mathematik', due: '24.11.2026 18:00' },
      path: `aufgaben/${id}`,
      key: `assignments.set ${id}`,
    },
  ]);
  expect(await tell('assignments.answered', { assignmentId: id, pupilIds: [pupil] })).toMatchObject([{ personId: pupil }]);
  await school.write((db) => saveSetting(db, tellGuardians, true));
  expect((await tell('assignments.set', set)).map(({ personId }) => personId)).toEqual([pupil, guardian]);
  expect(teacher).not.toBe(pupil);
});

test('the demo fills a school with work in every state', async () => {
  const school = await testSchool();
  const pupils = await Promise.all(Array.from({ length: 12 }, () => aPerson(school)));
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  await aClass(school, { teachers: [teacher], pupils });
  for (const subject of ['M', 'D', 'E', 'BI', 'GE', 'KU']) await aCourse(school, { subject, teachers: [teacher], pupils });

  await school.write((db) => assignments.demo?.(school.ctx(), db, countingRandom()) ?? Promise.resolve());

  const states = new Set<string>();
  for (const pupil of pupils) {
    const { items } = await school.as(pupil).call(workListContract, { query: { show: 'all', limit: 100 } });
    for (const { state } of items) states.add(state);
  }
  expect([...states].sort()).toEqual(['begun', 'done', 'new', 'overdue', 'past']);
  const set = (await school.as(teacher).call(setListContract, { query: { limit: 100 } })).items;
  expect(set.some(({ toAnswer }) => toAnswer > 0)).toBe(true);
  const { rows } = await school.write((db) =>
    sql`select 1 from assignments.hand_in where school_id = ${school.id} and handed_in_at > ${school.ctx().now()}`.execute(db),
  );
  expect(rows).toEqual([]);
});

test('erasing a pupil takes their work, erasing a teacher takes the name, and exporting gives all of it', async () => {
  const school = await testSchool();
  const { id, teacher, pupil } = await anAssignment(school, { pupils: [await aPerson(school), await aPerson(school)] });
  const fileId = await aFile(school, pupil);
  const { handInId } = await school
    .as(pupil)
    .call(handInContract, { params: { assignmentId: id }, body: { text: 'meins', fileIds: [fileId] } });
  await school.as(pupil).call(saveDraftContract, { params: { assignmentId: id }, body: { text: 'halb', fileIds: [] } });
  await school.as(pupil).call(seenContract, { params: { assignmentId: id } });
  const params = { assignmentId: id, pupilId: pupil };
  await school
    .as(teacher)
    .call(saveAnswerContract, { params, body: { handInId, revision: null, text: 'gut', fileIds: [], finished: true } });
  await school.as(teacher).call(giveBackContract, { params: { assignmentId: id }, body: { pupilIds: null } });

  expect(await partsOf(school, pupil)).toEqual(['received', 'draft', 'hand_in', 'answer']);
  expect(await partsOf(school, teacher)).toEqual(['work_set', 'answer_written']);
  const erase = (person: string) => school.write((db) => privacy.erasePerson(db, person));
  expect(await erase(pupil)).toMatchObject({
    'assignments.hand_in.pupil_id': 1,
    'assignments.hand_in_draft.pupil_id': 1,
    'assignments.recipient.pupil_id': 1,
    'assignments.answer.pupil_id': 1,
  });
  expect(await erase(teacher)).toMatchObject({ 'assignments.assignment.made_by': 1 });
  expect(await erase(pupil)).toMatchObject({ 'assignments.hand_in.pupil_id': 0 });
  expect([...(await partsOf(school, pupil)), ...(await partsOf(school, teacher))]).toEqual([]);
});

/** The part of the start page this module fills. */
interface Start {
  shell: { navigation: { page: string; count: number | null }[] };
  today: Record<'due' | 'waiting' | 'running', TodayItem[]> & { children: { id: string; due: TodayItem[] }[] };
}

async function partsOf(school: TestSchool, person: string): Promise<string[]> {
  const parts: string[] = [];
  await school.write(async (db) => {
    for await (const { part } of privacy.exportPerson(db, person)) parts.push(part);
  });
  return parts;
}

/** Evenly spread numbers, the same every time (additive recurrence with the golden ratio). */
function countingRandom(): DemoRandom {
  let place = 0;
  const next = () => {
    place += 1;
    return (place * 0.618_033_988_749_895) % 1;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    pick: (list) => {
      const found = list[int(0, list.length - 1)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}
