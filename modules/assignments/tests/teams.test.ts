import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { givenAnnotationsContract, saveAnnotationsContract } from '../annotate/contract.ts';
import { giveBackContract, saveAnswerContract } from '../answer/contract.ts';
import { handInContract, saveDraftContract, takeBackContract, taskContract, workListContract } from '../hand-in/contract.ts';
import { mergeWork } from '../merge-persons.ts';
import { privacy } from '../privacy.ts';
import { answerAloneContract, chooseTeamContract, drawTeamsContract, moveContract, teamsContract } from '../teams/contract.ts';
import { takeWorksheetsContract } from '../worksheet/contract.ts';
import { anAssignment } from './build.ts';
import { inTeams } from './in-teams.ts';

const gone = { status: 404, code: 'kernel.not_found' };

test('one member hands in for all: everybody has the same version, files and receipt with who did it', async () => {
  const { school, anna, ben, cem, together, handIn, task, list } = await inTeams();
  const teamId = await together(anna, ben);
  const fileId = await aFile(school, anna, { name: 'plakat.txt' });

  const receipt = await handIn(anna, 'Unser Plakat', [fileId]);

  expect(receipt.version).toBe(1);
  expect(await task(anna)).toMatchObject({ state: 'done', handIn: { id: receipt.handInId, by: null, files: [{ id: fileId }] } });
  expect(await task(ben)).toMatchObject({
    state: 'done',
    handIn: { version: 1, text: 'Unser Plakat', by: expect.any(String), files: [{ id: fileId }] },
  });
  expect((await school.as(ben).call(workListContract, { query: { show: 'done' } })).items).toHaveLength(1);
  expect((await task(cem)).state).toBe('new');
  const rows = await list();
  expect(rows.find(({ pupilId }) => pupilId === ben)).toMatchObject({ team: { id: teamId, number: 1 }, handIn: { version: 1 } });
  expect(rows.find(({ pupilId }) => pupilId === cem)).toMatchObject({ team: null, handIn: null });
});

test('a mate’s file is read by the team alone, and can be handed in by any of them', async () => {
  const { school, anna, ben, cem, params, together, draft, handIn, seen, task } = await inTeams();
  await together(anna, ben);
  const fileId = await aFile(school, anna, { name: 'karte.txt' });
  await draft(anna, '', await seen(anna), [fileId]);
  const get = async (person: string) =>
    (
      await (
        await school.as(person).client()
      ).raw({ method: 'GET', url: `/api/${school.slug}/assignments/${params.assignmentId}/team/files/${fileId}` })
    ).statusCode;

  expect((await task(ben)).draft?.files).toMatchObject([{ id: fileId, name: 'karte.txt' }]);
  expect([await get(anna), await get(ben), await get(cem)]).toEqual([200, 200, 404]);
  const own = await aFile(school, cem);
  await expect(handIn(ben, '', [own])).rejects.toMatchObject(gone);
  await handIn(ben, '', [fileId]);
  expect((await task(anna)).handIn?.files).toMatchObject([{ id: fileId }]);
  await expect(handIn(cem, 'x', [fileId])).rejects.toMatchObject(gone);
});

test('what a team begins is one draft; who saves over what they have not seen is told, and nothing is lost', async () => {
  const { anna, ben, together, draft, task, seen, school, params } = await inTeams();
  await together(anna, ben);
  const revision = await seen(anna);
  const saved = await draft(anna, 'von Anna', revision);
  expect(await task(ben)).toMatchObject({ state: 'begun', draft: { text: 'von Anna' }, team: { revision: saved.revision } });

  await expect(draft(ben, 'von Ben', revision)).rejects.toMatchObject({
    status: 409,
    code: 'assignments.changed_meanwhile',
    data: { revision: saved.revision },
  });
  const blind = school.as(ben).call(handInContract, { params, body: { text: 'von Ben', fileIds: [], revision } });
  await expect(blind).rejects.toMatchObject({ code: 'assignments.changed_meanwhile' });
  const old = school.as(ben).call(saveDraftContract, { params, body: { text: 'von Ben', fileIds: [] } });
  await expect(old).rejects.toMatchObject({ code: 'assignments.changed_meanwhile' });

  expect((await task(anna)).draft?.text).toBe('von Anna');
});

test('two members saving at once: one is kept, the other is told', async () => {
  const { anna, ben, together, draft, seen } = await inTeams();
  await together(anna, ben);
  const revision = await seen(anna);
  const ends = await Promise.allSettled([draft(anna, 'a', revision), draft(ben, 'b', revision)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('two members handing in different work at once: one counts for all, the other is told', async () => {
  const { anna, ben, together, task, handIn } = await inTeams();
  await together(anna, ben);
  const ends = await Promise.allSettled([handIn(anna, 'a'), handIn(ben, 'b')]);
  expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
  const [hers, his] = [await task(anna), await task(ben)];
  expect(his.handIn?.text).toBe(hers.handIn?.text);
  expect(his.handIn?.version).toBe(hers.handIn?.version);
});

test('who joins later has what was handed in; who leaves keeps it and gets nothing new', async () => {
  const { school, anna, ben, cem, together, move, handIn, task } = await inTeams();
  const teamId = await together(anna, ben);
  const fileId = await aFile(school, anna);
  await handIn(anna, 'eins', [fileId]);
  await move(cem, teamId);
  expect(await task(cem)).toMatchObject({
    state: 'done',
    handIn: { text: 'eins', version: 1, files: [{ id: fileId }] },
    team: { mates: [expect.any(String), expect.any(String)] },
  });

  await move(ben, null);
  await handIn(cem, 'zwei');

  expect((await task(anna)).handIn).toMatchObject({ text: 'zwei', version: 2 });
  expect(await task(ben)).toMatchObject({ team: null, state: 'done', handIn: { text: 'eins' } });
});

test('what was begun alone joins the team’s draft, and stays there when somebody leaves', async () => {
  const { school, anna, ben, params, together, move, task } = await inTeams();
  for (const [person, text] of [
    [anna, 'A'],
    [ben, 'B'],
  ] as const)
    await school.as(person).call(saveDraftContract, { params, body: { text, fileIds: [] } });
  await together(anna, ben);
  expect((await task(anna)).draft?.text).toBe('A\n\nB');
  await move(ben, null);
  expect((await task(ben)).draft).toBeNull();
  expect((await task(anna)).draft?.text).toBe('A\n\nB');
});

test('any member takes back for all, as long as nobody answers any of them', async () => {
  const { school, teacher, anna, ben, params, together, handIn, task, list } = await inTeams();
  await together(anna, ben);
  await handIn(anna, 'eins');
  await school.as(ben).call(takeBackContract, { params });
  expect(await task(anna)).toMatchObject({ state: 'begun', handIn: null, draft: { text: 'eins' } });

  await handIn(ben, 'eins');
  const row = (await list()).find(({ pupilId }) => pupilId === anna);
  await school.as(teacher).call(saveAnswerContract, {
    params: { ...params, pupilId: anna },
    body: { handInId: row?.handIn?.id ?? null, revision: null, text: 'Gut', fileIds: [], finished: false },
  });
  await expect(school.as(ben).call(takeBackContract, { params })).rejects.toMatchObject({ code: 'assignments.being_answered' });
});

test('one answer goes to all members, unless one has an answer of their own', async () => {
  const { school, teacher, anna, ben, cem, params, together, handIn, task, list } = await inTeams();
  await together(anna, ben, cem);
  await handIn(anna, 'eins');
  const fileId = await aFile(school, teacher, { name: 'lob.txt' });
  const answer = async (pupilId: string, text: string, more: { fileIds?: string[] } = {}) => {
    const row = (await list()).find((each) => each.pupilId === pupilId);
    return school.as(teacher).call(saveAnswerContract, {
      params: { ...params, pupilId },
      body: { handInId: row?.handIn?.id ?? null, revision: row?.answer?.revision ?? null, text, fileIds: [], finished: true, ...more },
    });
  };
  await answer(anna, 'Für alle', { fileIds: [fileId] });
  const alone = (pupilId: string) => school.as(teacher).call(answerAloneContract, { params: { ...params, pupilId } });
  await alone(cem);
  expect((await list()).find(({ pupilId }) => pupilId === cem)?.answer).toMatchObject({ text: 'Für alle', forOne: true });
  await answer(cem, 'Nur für Cem');
  const outside = await aPerson(school);
  await expect(alone(outside)).rejects.toMatchObject(gone);
  await answer(ben, 'Für alle, neu', { fileIds: [fileId] });
  const { givenBack } = await school.as(teacher).call(giveBackContract, { params, body: { pupilIds: null } });

  expect(givenBack).toBe(3);
  expect((await task(anna)).answer).toMatchObject({ text: 'Für alle, neu', files: [{ id: fileId }] });
  expect((await task(ben)).answer).toMatchObject({ text: 'Für alle, neu', files: [{ id: fileId }] });
  expect((await task(cem)).answer).toMatchObject({ text: 'Nur für Cem', files: [] });
  expect((await list()).map((row) => row.answer?.forOne).filter(Boolean)).toHaveLength(1);
});

test('a team has one copy of a worksheet, of whoever comes first', async () => {
  const { school, anna, ben, params, together, task } = await inTeams('made', { sheet: true });
  await together(anna, ben);
  const made = await Promise.all([anna, ben].map((person) => school.as(person).call(takeWorksheetsContract, { params })));
  expect(made.map((answer) => answer.made).sort()).toEqual([0, 1]);
  const [copy] = (await task(ben)).draft?.files ?? [];
  expect((await task(anna)).draft?.files).toEqual([copy]);
});

test('nobody gets at teams that are not theirs: all get the same answer', async () => {
  const { school, teacher, anna, ben, cem, params, target, together, move, choose, task } = await inTeams();
  const teamId = await together(anna, ben);
  const guardian = await aGuardian(school, [anna]);
  const stranger = await aPerson(school, { capacities: ['teacher'] });
  const chosen = await anAssignment(school, { teacher, target, teams: 'chosen' });
  const other = await testSchool();
  const outsider = await aPerson(other);

  await expect(choose(cem, teamId)).rejects.toMatchObject(gone); // the teacher makes them
  const elsewhere = school.as(cem).call(chooseTeamContract, { params: { assignmentId: chosen.id }, body: { teamId } });
  await expect(elsewhere).rejects.toMatchObject(gone);
  expect((await school.as(cem).call(teamsContract, { params })).items).toEqual([]);
  for (const person of [guardian, stranger, await aPerson(school)])
    await expect(school.as(person).call(teamsContract, { params })).rejects.toMatchObject(gone);
  await expect(other.as(outsider).call(teamsContract, { params })).rejects.toMatchObject(gone);
  await expect(school.as(stranger).call(drawTeamsContract, { params, body: { size: 2, anew: true } })).rejects.toMatchObject(gone);
  await expect(
    school.as(stranger).call(moveContract, { params: { ...params, pupilId: anna }, body: { teamId: null } }),
  ).rejects.toMatchObject(gone);
  await expect(move(await aPerson(school), teamId)).rejects.toMatchObject(gone);
  await expect(move(cem, params.assignmentId)).rejects.toMatchObject(gone);
  expect(await school.as(guardian).call(taskContract, { params })).toMatchObject({ team: null, teams: 'none' });
  expect((await task(cem)).team).toBeNull();
});

test('handing in takes as many statements for a team of two as for one of eight', async () => {
  const statements = async (count: number) => {
    const { school, pupils, params, together, seen } = await inTeams('made', { count });
    await together(...pupils);
    const [anna = ''] = pupils;
    const fileId = await aFile(school, anna);
    const revision = await seen(anna);
    return (await school.as(anna).counted(handInContract, { params, body: { text: 'x', fileIds: [fileId], revision } })).statements;
  };
  expect(await statements(8)).toBe(await statements(2));
});

test('membership is in the export, goes with its pupil, and the mates keep what was handed in', async () => {
  const { school, anna, ben, cem, together, handIn, task } = await inTeams();
  await together(anna, ben);
  await handIn(anna, 'eins');
  const parts: string[] = [];
  await school.write(async (db) => {
    for await (const { part } of privacy.exportPerson(db, anna)) parts.push(part);
  });
  expect(parts).toEqual(expect.arrayContaining(['team', 'handed_in_for_team']));
  const data = { keptId: cem, doubleId: ben };
  await mergeWork.run(school.ctx(), { id: 'e1', name: 'people.merged', schoolId: school.id, at: school.ctx().now(), data } as never); // only data is read
  expect(await task(cem)).toMatchObject({ team: { mates: [expect.any(String)] }, handIn: { text: 'eins' } });
  expect(await school.write((db) => privacy.erasePerson(db, anna))).toMatchObject({
    'assignments.team_member.pupil_id': 1,
    'assignments.hand_in.by_id': 2,
  });
  expect((await task(cem)).handIn).toMatchObject({ text: 'eins', by: null });
  const { rows } = await school.write((db) => sql`select from assignments.hand_in where pupil_id = ${anna}`.execute(db));
  expect(rows).toEqual([]);
});

test('what is annotated on the hand-in of a team comes back to every member, and to nobody else', async () => {
  const { school, teacher, anna, ben, cem, params, together, handIn } = await inTeams();
  await together(anna, ben);
  const fileId = await aFile(school, anna);
  const { handInId } = await handIn(anna, '', [fileId]);
  const tick = {
    kind: 'stamp' as const,
    id: 'aaaaaaaa',
    colour: 'red' as const,
    size: 'm' as const,
    x: 0.9,
    y: 0.2,
    stamp: 'right' as const,
  };
  await school.as(teacher).call(saveAnnotationsContract, {
    params: { ...params, pupilId: anna, fileId },
    body: { handInId, page: 1, revision: null, annotations: [tick] },
  });
  const given = (person: string) => school.as(person).call(givenAnnotationsContract, { params: { ...params, fileId } });
  await school.as(teacher).call(saveAnswerContract, {
    params: { ...params, pupilId: anna },
    body: { handInId, revision: 0, text: 'Gut', fileIds: [], finished: true },
  });
  await expect(given(ben)).rejects.toMatchObject({ status: 404 });
  await school.as(teacher).call(giveBackContract, { params, body: { pupilIds: null } });
  for (const member of [anna, ben]) expect((await given(member)).pages).toEqual([{ page: 1, annotations: [tick] }]);
  await expect(given(cem)).rejects.toMatchObject({ status: 404 });
});
