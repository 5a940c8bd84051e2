import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { pupilsContract } from '../answer/contract.ts';
import type { TeamMode } from '../contract.ts';
import { handInContract, saveDraftContract, taskContract } from '../hand-in/contract.ts';
import { chooseTeamContract, moveContract } from '../teams/contract.ts';
import { anAssignment } from './build.ts';

/** Work in teams in a school of its own, and what its people do. */
export async function inTeams(
  teams: TeamMode = 'made',
  options: { count?: number; teamSize?: number; closesAt?: string; sheet?: boolean } = {},
) {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupils: string[] = [];
  for (let place = 0; place < (options.count ?? 3); place += 1) pupils.push(await aPerson(school));
  const target = { kind: 'course' as const, id: await aCourse(school, { teachers: [teacher], pupils }) };
  const sheet = options.sheet ? [await aFile(school, teacher, { name: 'Blatt.txt' })] : [];
  const { teamSize, closesAt } = options;
  const { id } = await anAssignment(school, {
    teacher,
    pupils,
    target,
    teams,
    fileIds: sheet,
    worksheetIds: sheet,
    ...(teamSize !== undefined && { teamSize }),
    ...(closesAt !== undefined && { closesAt }),
  });
  const params = { assignmentId: id };
  const [anna = '', ben = '', cem = ''] = pupils;
  const task = (person: string) => school.as(person).call(taskContract, { params });
  const move = (pupilId: string, teamId: string | null, fresh = false) =>
    school.as(teacher).call(moveContract, { params: { ...params, pupilId }, body: { teamId, fresh } });
  /** Puts these into one new team. */
  const together = async (...ids: string[]) => {
    const [first = '', ...others] = ids;
    const { teamId } = await move(first, null, true);
    for (const id of others) await move(id, teamId);
    return teamId ?? '';
  };
  const choose = (person: string, teamId: string | null, fresh = false) =>
    school.as(person).call(chooseTeamContract, { params, body: { teamId, fresh } });
  const seen = async (person: string) => (await task(person)).team?.revision ?? 0;
  const draft = (person: string, text: string, revision: number, fileIds: string[] = []) =>
    school.as(person).call(saveDraftContract, { params, body: { text, fileIds, revision } });
  const handIn = async (person: string, text: string, fileIds: string[] = []) =>
    school.as(person).call(handInContract, { params, body: { text, fileIds, revision: await seen(person) } });
  const list = async () => (await school.as(teacher).call(pupilsContract, { params })).items;
  return { school, teacher, pupils, anna, ben, cem, params, target, task, move, together, choose, seen, draft, handIn, list };
}
