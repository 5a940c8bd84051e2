import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { handInContract, takeBackContract, taskContract } from '../hand-in/contract.ts';
import { mergeWork } from '../merge-persons.ts';
import {
  askReviewContract,
  drawReviewsContract,
  dropReviewContract,
  ownReviewsContract,
  planContract,
  releaseContract,
  reviewContract,
  reviewsContract,
  savePlanContract,
  writeReviewContract,
} from '../peer/contract.ts';
import { neededFor, type Peer, pairs } from '../peer/pairs.ts';
import { privacy } from '../privacy.ts';
import { drawTeamsContract } from '../teams/contract.ts';
import { anAssignment } from './build.ts';
import { plan, reviewed } from './reviewed.ts';

const gone = { status: 404, code: 'kernel.not_found' };
const due = '2026-11-26T17:00:00Z';

test('everybody who has handed in gets one other’s work to review, and nobody their own', async () => {
  const { school, pupils, draw, own, list, params } = await reviewed({}, { count: 5 });
  const late = await aPerson(school);
  expect(await draw()).toEqual({ asked: 5 });
  for (const pupil of pupils) expect((await own(pupil)).asked).toMatchObject([{ author: null, begun: false, handedIn: false }]);
  const rows = await list();
  expect(rows.map(({ reviewer }) => reviewer.id).sort()).toEqual([...pupils].sort());
  expect(rows.map(({ author }) => author.id).sort()).toEqual([...pupils].sort());
  expect(rows.every(({ reviewer, author }) => reviewer.id !== author.id)).toBe(true);
  await expect(school.as(late).call(ownReviewsContract, { params })).rejects.toMatchObject(gone);
  await school.settle();
  expect(await school.events('assignments.reviews_asked')).toHaveLength(1);
});

test('hidden means: no name, no id of a person, a file or a hand-in, no time, and files by their place', async () => {
  const { pupils, anna, draw, own, show, file, fileIds, list } = await reviewed();
  await draw();
  const reviewId = (await own(anna)).asked[0]?.id ?? '';
  const author = (await list()).find(({ id }) => id === reviewId)?.author ?? { id: '', name: '?' };
  const shown = await show(anna, reviewId);
  expect(shown).toMatchObject({ author: null, work: { text: 'Mein Referat', files: [{ place: 1, name: '1.txt' }] } });
  const said = JSON.stringify([shown, await own(anna)]);
  for (const secret of [...pupils, ...fileIds.values(), author.name, 'handedInAt']) expect(said).not.toContain(secret);

  const answer = await file(anna, reviewId, '1');
  expect(answer.statusCode).toBe(200);
  expect(answer.payload).toContain('Inhalt');
  for (const secret of [author.id, author.name, 'Referat']) expect(JSON.stringify(answer.headers)).not.toContain(secret);
});

test('where names are shown both sides see them', async () => {
  const { anna, draw, own, show, write, list, save, school, teacher, params } = await reviewed({ anonymous: false, atOnce: true });
  await draw();
  const [mine] = (await own(anna)).asked;
  expect(mine?.author).toEqual(expect.any(String));
  expect((await show(anna, mine?.id ?? '')).work?.files[0]?.name).toContain('Referat');
  await write(anna, mine?.id ?? '', 'Schön');
  const author = (await list()).find(({ id }) => id === mine?.id)?.author.id ?? '';
  expect((await own(author)).received).toMatchObject([{ text: 'Schön', reviewer: expect.any(String) }]);
  await save({ anonymous: true });
  expect((await own(author)).received).toMatchObject([{ reviewer: null }]);
  await expect(school.as(teacher).call(savePlanContract, { params, body: { ...plan, anonymous: false } })).rejects.toMatchObject({
    status: 409,
    code: 'assignments.reviews_begun',
  });
});

test('authors see what was handed in once it is released; what is being written is seen by nobody', async () => {
  const { school, teacher, anna, params, draw, own, write, list } = await reviewed();
  await draw();
  const reviewId = (await own(anna)).asked[0]?.id ?? '';
  const author = (await list()).find(({ id }) => id === reviewId)?.author.id ?? '';
  await write(anna, reviewId, 'Entwurf', { handIn: false });
  expect((await list()).find(({ id }) => id === reviewId)).toMatchObject({ begun: true, text: '', handedInAt: null });
  await write(anna, reviewId, 'Gut gegliedert.', { revision: 1 });
  expect((await list()).find(({ id }) => id === reviewId)).toMatchObject({ text: 'Gut gegliedert.' });
  expect((await own(author)).received).toEqual([]);
  const reads = async () => (await school.as(author).call(taskContract, { params })).reviews;
  expect(await reads()).toBe(true); // is asked for one

  expect(await school.as(teacher).call(releaseContract, { params })).toEqual({ released: 1 });

  expect((await own(author)).received).toEqual([{ reviewer: null, text: 'Gut gegliedert.', rubric: null }]);
  expect(await school.events('assignments.reviews_released')).toEqual([{ assignmentId: params.assignmentId, pupilIds: [author] }]);
});

test('a review is changed until the due time, and two tabs overwrite nothing', async () => {
  const { school, anna, draw, own, show, write } = await reviewed({ dueAt: due });
  await draw();
  const reviewId = (await own(anna)).asked[0]?.id ?? '';
  await expect(write(anna, reviewId, ' ')).rejects.toMatchObject({ status: 422, code: 'assignments.empty' });
  await write(anna, reviewId, 'eins');
  await expect(write(anna, reviewId, 'zwei')).rejects.toMatchObject({
    status: 409,
    code: 'assignments.changed_meanwhile',
    data: { revision: 1 },
  });
  const ends = await Promise.allSettled([write(anna, reviewId, 'a', { revision: 1 }), write(anna, reviewId, 'b', { revision: 1 })]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  school.at(due);
  await expect(write(anna, reviewId, 'spät', { revision: 2 })).rejects.toMatchObject({ code: 'assignments.closed' });
  expect(await show(anna, reviewId)).toMatchObject({ closed: true, handedIn: true });
});

test('work is reviewed by its rubric where it has one', async () => {
  const bare = await reviewed();
  await expect(bare.save({ withRubric: true })).rejects.toMatchObject({ status: 422, code: 'assignments.no_rubric' });
  const { anna, draw, own, show, write, save, list } = await reviewed({}, { rubric: true });
  await draw();
  const reviewId = (await own(anna)).asked[0]?.id ?? '';
  expect((await show(anna, reviewId)).criteria).toBeNull();
  await expect(write(anna, reviewId, '', { rubric: [1] })).rejects.toMatchObject({ code: 'assignments.rubric_mismatch' });

  await save({ withRubric: true, atOnce: true });

  expect((await show(anna, reviewId)).criteria).toMatchObject([{ title: 'Inhalt' }]);
  await expect(write(anna, reviewId, '', { rubric: [2] })).rejects.toMatchObject({ code: 'assignments.rubric_mismatch' });
  await write(anna, reviewId, '', { rubric: [1] });
  const author = (await list()).find(({ id }) => id === reviewId)?.author.id ?? '';
  expect(await own(author)).toMatchObject({ criteria: [{ title: 'Inhalt' }], received: [{ text: '', rubric: [1] }] });
});

test('nobody reads a review or a work that they are not asked for', async () => {
  const { school, teacher, anna, ben, cem, pupils, params, target, draw, own, show, write, file, list } = await reviewed();
  await draw();
  const rows = await list();
  const annas = (await own(anna)).asked[0]?.id ?? '';
  const author = rows.find(({ id }) => id === annas)?.author.id ?? '';
  const third = pupils.find((id) => id !== anna && id !== author) ?? '';
  for (const person of [author, third]) {
    await expect(show(person, annas)).rejects.toMatchObject(gone);
    await expect(write(person, annas, 'x')).rejects.toMatchObject(gone);
    expect((await file(person, annas, '1')).statusCode).toBe(404);
  }
  for (const place of ['0', '2', '-1', 'x', '../1', '99999'])
    expect((await file(anna, annas, encodeURIComponent(place))).statusCode).toBe(404);
  const other = await anAssignment(school, { teacher, target });
  await expect(school.as(anna).call(reviewContract, { params: { assignmentId: other.id, reviewId: annas } })).rejects.toMatchObject(gone);
  const fileOfWork = await school.as(anna).client();
  const foreign = (await school.as(author).call(taskContract, { params })).handIn?.files[0]?.id ?? '';
  const direct = await fileOfWork.raw({ method: 'GET', url: `/api/${school.slug}/assignments/${params.assignmentId}/files/${foreign}` });
  expect(direct.statusCode).toBe(404);

  const guardian = await aGuardian(school, [anna]);
  const stranger = await aPerson(school, { capacities: ['teacher'] });
  const elsewhere = await testSchool();
  const outsider = await aPerson(elsewhere);
  for (const contract of [planContract, reviewsContract, drawReviewsContract, releaseContract] as const) {
    await expect(school.as(stranger).call(contract, { params })).rejects.toMatchObject(gone);
    await expect(school.as(anna).call(contract, { params })).rejects.toMatchObject({ status: 403 });
  }
  await expect(school.as(guardian).call(ownReviewsContract, { params })).rejects.toMatchObject({ status: 403 });
  await expect(elsewhere.as(outsider).call(reviewContract, { params: { ...params, reviewId: annas } })).rejects.toMatchObject(gone);
  await expect(elsewhere.as(outsider).call(ownReviewsContract, { params })).rejects.toMatchObject(gone);
  const ask = (reviewerId: string, authorId: string, by = teacher) =>
    school.as(by).call(askReviewContract, { params, body: { reviewerId, authorId } });
  await expect(ask(ben, ben)).rejects.toMatchObject(gone);
  await expect(ask(await aPerson(school), cem)).rejects.toMatchObject(gone);
  await expect(ask(cem, await aPerson(school))).rejects.toMatchObject(gone);
  await expect(ask(ben, cem, stranger)).rejects.toMatchObject(gone);
});

test('what the author takes back is not read any more, and what they hand in anew is', async () => {
  const { school, anna, params, draw, own, show, list, file } = await reviewed();
  await draw();
  const reviewId = (await own(anna)).asked[0]?.id ?? '';
  const author = (await list()).find(({ id }) => id === reviewId)?.author.id ?? '';
  await school.as(author).call(takeBackContract, { params });
  expect((await show(anna, reviewId)).work).toBeNull();
  expect((await file(anna, reviewId, '1')).statusCode).toBe(404);
  await school.as(author).call(handInContract, { params, body: { text: 'Neu', fileIds: [] } });
  expect((await show(anna, reviewId)).work).toEqual({ text: 'Neu', files: [] });
});

test('drawn again as long as nobody has begun; by hand at any time; what is written stays', async () => {
  const { school, teacher, anna, params, pupils, draw, own, write, list } = await reviewed();
  await draw();
  expect(await draw()).toEqual({ asked: 3 });
  const rows = await list();
  const [row] = rows;
  await school.as(teacher).call(dropReviewContract, { params: { ...params, reviewId: row?.id ?? '' } });
  expect(await list()).toHaveLength(2);
  const pair = { reviewerId: row?.reviewer.id ?? '', authorId: row?.author.id ?? '' };
  for (let time = 0; time < 2; time += 1) await school.as(teacher).call(askReviewContract, { params, body: pair });
  expect(await list()).toHaveLength(pupils.length);
  const reviewId = (await own(anna)).asked[0]?.id ?? '';
  await write(anna, reviewId, 'eins', { handIn: false });
  await expect(draw()).rejects.toMatchObject({ code: 'assignments.reviews_begun' });
  const drop = school.as(teacher).call(dropReviewContract, { params: { ...params, reviewId } });
  await expect(drop).rejects.toMatchObject({ code: 'assignments.reviews_begun' });
});

test('too few is said with how many are needed', async () => {
  const { draw } = await reviewed({ reviews: 3 });
  await expect(draw()).rejects.toMatchObject({ status: 409, code: 'assignments.too_few_to_review', data: { needed: 4 } });
});

test('team mates do not review each other, and read what was written about their common work', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupils: string[] = [];
  for (let place = 0; place < 6; place += 1) pupils.push(await aPerson(school));
  const target = { kind: 'course' as const, id: await aCourse(school, { teachers: [teacher], pupils }) };
  const { id } = await anAssignment(school, { teacher, pupils, target, teams: 'made' });
  const params = { assignmentId: id };
  await school.as(teacher).call(drawTeamsContract, { params, body: { size: 2, anew: false } });
  const teamOf = new Map<string, string>();
  for (const pupil of pupils) {
    const { team, state } = await school.as(pupil).call(taskContract, { params });
    teamOf.set(pupil, team?.id ?? '');
    if (state !== 'done')
      await school.as(pupil).call(handInContract, { params, body: { text: 'Unseres', fileIds: [], revision: team?.revision ?? 0 } });
  }
  await school.as(teacher).call(savePlanContract, { params, body: { ...plan, reviews: 2, atOnce: true } });
  await school.as(teacher).call(drawReviewsContract, { params });
  const { items } = await school.as(teacher).call(reviewsContract, { params });
  expect(items).toHaveLength(12);
  for (const { reviewer, author } of items) expect(teamOf.get(reviewer.id)).not.toBe(teamOf.get(author.id));
  const [first] = items;
  await school.as(first?.reviewer.id ?? '').call(writeReviewContract, {
    params: { ...params, reviewId: first?.id ?? '' },
    body: { revision: 0, text: 'Klar', rubric: null, handIn: true },
  });
  for (const pupil of pupils.filter((each) => teamOf.get(each) === teamOf.get(first?.author.id ?? '')))
    expect((await school.as(pupil).call(ownReviewsContract, { params })).received).toMatchObject([{ text: 'Klar' }]);
});

test.each([
  [4, 1, 3],
  [30, 1, 3],
  [12, 3, 2],
  [7, 3, 1],
])('%i pupils, largest team %i, %i reviews each: all write and get as many, none of their own team', (count, team, reviews) => {
  let state = 7;
  const chance = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const peers: Peer[] = Array.from({ length: count }, (_, place) => ({
    id: `p${place}`,
    teamId: team === 1 ? null : `t${Math.floor(place / team)}`,
  }));
  const teamOf = new Map(peers.map((peer) => [peer.id, peer.teamId ?? peer.id]));
  for (let time = 0; time < 20; time += 1) {
    const drawn = pairs(peers, reviews, chance) ?? [];
    expect(new Set(drawn.map(({ reviewerId, authorId }) => `${reviewerId} ${authorId}`)).size).toBe(count * reviews);
    for (const { id } of peers) {
      expect(drawn.filter(({ reviewerId }) => reviewerId === id)).toHaveLength(reviews);
      expect(drawn.filter(({ authorId }) => authorId === id)).toHaveLength(reviews);
    }
    expect(drawn.some(({ reviewerId, authorId }) => teamOf.get(reviewerId) === teamOf.get(authorId))).toBe(false);
  }
  expect(pairs(peers.slice(0, neededFor(reviews, 1) - 1), reviews, chance)).toBeNull();
});

test('the list of reviews takes as many statements for three as for twelve', async () => {
  const statements = async (count: number) => {
    const { school, teacher, params, draw } = await reviewed({}, { count });
    await draw();
    const counted = await school.as(teacher).counted(reviewsContract, { params });
    expect(counted.answer.items).toHaveLength(count);
    return counted.statements;
  };
  expect(await statements(12)).toBe(await statements(3));
});

test('reviews are in the export of both sides without the other’s name, go with either, and belong to the kept one of a double', async () => {
  const { school, anna, ben, cem, draw, own, write, list, save } = await reviewed();
  await draw();
  for (const pupil of [anna, ben, cem])
    await write(pupil, (await own(pupil)).asked[0]?.id ?? '', `von ${pupil === anna ? 'Anna' : 'anderen'}`);
  await save({ atOnce: true });
  const parts: { part: string; value: unknown }[] = [];
  await school.write(async (db) => {
    for await (const part of privacy.exportPerson(db, anna)) if (part.part.startsWith('review')) parts.push(part);
  });
  expect(parts).toMatchObject([
    { part: 'review_written', value: { text: 'von Anna' } },
    { part: 'review_received', value: { text: 'von anderen' } },
  ]);
  for (const other of [ben, cem]) expect(JSON.stringify(parts)).not.toContain(other);
  const data = { keptId: ben, doubleId: cem };
  await mergeWork.run(school.ctx(), { id: 'e1', name: 'people.merged', schoolId: school.id, at: school.ctx().now(), data } as never); // only data is read
  const left = await list();
  expect(left.every(({ reviewer, author }) => reviewer.id !== cem && author.id !== cem && reviewer.id !== author.id)).toBe(true);
  expect(await school.write((db) => privacy.erasePerson(db, anna))).toMatchObject({
    'assignments.review.author_id': 1,
    'assignments.review.reviewer_id': 1,
  });
  expect(await list()).toEqual([]);
});
