import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { TodayItem } from '#kernel/module/today.ts';
import { aGuardian } from '#modules/people/tests/build.ts';
import { takeBackContract } from '../hand-in/contract.ts';
import { reviewed } from './reviewed.ts';

type Made = Awaited<ReturnType<typeof reviewed>>;

async function waitingOf({ school }: Made, person: string): Promise<TodayItem[]> {
  const client = await school.as(person).client();
  return (await client.raw({ method: 'GET', url: `/api/${school.slug}/start` })).json<{ today: { waiting: TodayItem[] } }>().today.waiting;
}

test('a review that is asked for waits on its reviewer’s start page until it is handed in, and names nobody', async () => {
  const made = await reviewed({ dueAt: '2026-11-26T17:00:00Z' });
  const { anna, own, draw, write, params, list } = made;
  expect(await waitingOf(made, anna)).toEqual([]);
  await draw();
  const reviewId = (await own(anna)).asked[0]?.id ?? '';
  const [item, ...others] = await waitingOf(made, anna);
  expect(others).toEqual([]);
  expect(item).toMatchObject({
    path: `aufgaben/${params.assignmentId}/gutachten/${reviewId}`,
    at: '2026-11-26T17:00:00.000Z',
    state: 'new',
    sub: expect.stringContaining('Gutachten schreiben'),
  });
  const author = (await list()).find(({ id }) => id === reviewId)?.author;
  expect(JSON.stringify(item)).not.toContain(author?.name);
  expect(JSON.stringify(item)).not.toContain(author?.id);

  await write(anna, reviewId, 'angefangen', { handIn: false });
  expect(await waitingOf(made, anna)).toMatchObject([{ state: 'begun' }]);
  await write(anna, reviewId, 'fertig', { revision: 1 });
  expect(await waitingOf(made, anna)).toEqual([]);
});

test('several reviews in one piece of work are one line, and lead to the work', async () => {
  const made = await reviewed({ reviews: 2 }, { count: 4 });
  await made.draw();
  expect(await waitingOf(made, made.anna)).toMatchObject([
    { sub: expect.stringContaining('2 Gutachten schreiben'), path: `aufgaben/${made.params.assignmentId}` },
  ]);
});

test('what cannot be reviewed any more does not wait: closed, taken back by its author, of a course one has left', async () => {
  const made = await reviewed({ dueAt: '2026-11-26T17:00:00Z' });
  const { school, anna, ben, cem, draw, list, params } = made;
  await draw();
  const ofAnna = (await list()).find(({ reviewer }) => reviewer.id === anna)?.author.id ?? '';
  await school.as(ofAnna).call(takeBackContract, { params });
  expect(await waitingOf(made, anna)).toEqual([]);
  const other = [ben, cem].find((id) => id !== ofAnna) ?? '';
  const before = await waitingOf(made, other);
  expect(before).toHaveLength(1);
  await school.write((db) => sql`delete from assignments.recipient where school_id = ${school.id} and pupil_id = ${other}`.execute(db));
  await school.write((db) =>
    sql`update courses.member set valid_to = '2026-11-01' where school_id = ${school.id} and person_id = ${other}`.execute(db),
  );
  expect(await waitingOf(made, other)).toEqual([]);
  expect((await waitingOf(made, ofAnna)).map(({ sub }) => sub).join()).toContain('Gutachten');
  school.at('2026-11-26T17:00:00Z');
  expect((await waitingOf(made, ofAnna)).map(({ sub }) => sub).join()).not.toContain('Gutachten');
});

test('guardians and teachers have no reviews on their start pages', async () => {
  const made = await reviewed();
  await made.draw();
  const guardian = await aGuardian(made.school, [made.anna]);
  for (const person of [guardian, made.teacher])
    expect((await waitingOf(made, person)).map(({ sub }) => sub).join()).not.toContain('Gutachten');
});
