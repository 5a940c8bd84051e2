import { expect, test } from 'vitest';
import { byChance } from '../teams/by-chance.ts';
import { drawTeamsContract, teamsContract } from '../teams/contract.ts';
import { inTeams } from './in-teams.ts';

const closed = '2026-11-25T17:00:00Z';

test('pupils choose their team until closing, as long as there is room', async () => {
  const { school, anna, ben, cem, params, choose, task } = await inTeams('chosen', { teamSize: 2, closesAt: closed });
  const { teamId } = await choose(anna, null, true);
  await choose(ben, teamId);
  await expect(choose(cem, teamId)).rejects.toMatchObject({ status: 409, code: 'assignments.team_full', data: { most: 2 } });
  const { items } = await school.as(cem).call(teamsContract, { params });
  expect(items).toMatchObject([{ number: 1, own: false, full: true, members: [{ name: expect.any(String), pupilId: null }, {}] }]);
  await choose(ben, null);
  await choose(cem, teamId);
  expect((await task(cem)).team?.mates).toHaveLength(1);
  school.at(closed);
  await expect(choose(cem, null)).rejects.toMatchObject({ code: 'assignments.closed' });
});

test('ten at once for the last place: one gets it', async () => {
  const { pupils, choose } = await inTeams('chosen', { teamSize: 2, count: 6 });
  const [first = '', ...others] = pupils;
  const { teamId } = await choose(first, null, true);
  const ends = await Promise.allSettled(others.map((person) => choose(person, teamId)));
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('chance makes teams of nearly one size, each pupil in exactly one; those who have one keep it', async () => {
  const { school, teacher, anna, params, pupils, together, handIn } = await inTeams('made', { count: 7 });
  const kept = await together(anna);
  const draw = (anew: boolean) => school.as(teacher).call(drawTeamsContract, { params, body: { size: 3, anew } });
  expect(await draw(false)).toEqual({ placed: 6, teams: 2 });
  const { items } = await school.as(teacher).call(teamsContract, { params });
  expect(items.find(({ id }) => id === kept)?.members).toHaveLength(1);
  expect(items.map(({ members }) => members.length).sort()).toEqual([1, 3, 3]);
  expect(await draw(true)).toEqual({ placed: 7, teams: 2 });
  await handIn(pupils[3] ?? '', 'x');
  await expect(draw(true)).rejects.toMatchObject({ status: 409, code: 'assignments.teams_at_work' });
  expect(await draw(false)).toEqual({ placed: 0, teams: 0 });
});

test.each([
  [1, 3, [1]],
  [4, 3, [4]],
  [5, 3, [2, 3]],
  [30, 4, [3, 3, 4, 4, 4, 4, 4, 4]],
])('%i pupils in teams of %i', (count, size, sizes) => {
  const ids = Array.from({ length: count }, (_, place) => `p${place}`);
  const teams = byChance(ids, size, (below) => below - 1);
  expect(teams.flat().sort()).toEqual([...ids].sort());
  expect(teams.map((team) => team.length).sort()).toEqual(sizes);
});

test('the list of teams takes as many statements for one as for many', async () => {
  const { school, teacher, params, together, anna } = await inTeams('made', { count: 12 });
  await together(anna);
  const few = await school.as(teacher).counted(teamsContract, { params });
  await school.as(teacher).call(drawTeamsContract, { params, body: { size: 2, anew: false } });
  const many = await school.as(teacher).counted(teamsContract, { params });
  expect(many.answer.items.length).toBeGreaterThan(few.answer.items.length);
  expect(many.statements).toBe(few.statements);
});
