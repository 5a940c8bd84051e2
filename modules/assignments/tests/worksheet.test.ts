import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { handInContract, taskContract } from '../hand-in/contract.ts';
import { mergeWork } from '../merge-persons.ts';
import { privacy } from '../privacy.ts';
import { copyContract } from '../reuse/contract.ts';
import { assignmentContract } from '../set/contract.ts';
import { takeWorksheetsContract } from '../worksheet/contract.ts';
import { anAssignment } from './build.ts';

async function withSheet(options: { closesAt?: string; published?: boolean } = {}) {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupils = [await aPerson(school), await aPerson(school)];
  const target = { kind: 'course' as const, id: await aCourse(school, { teachers: [teacher], pupils }) };
  const [sheet, other] = [await aFile(school, teacher, { name: 'Blatt.txt' }), await aFile(school, teacher, { name: 'Anhang.txt' })];
  const work = await anAssignment(school, { teacher, pupils, target, fileIds: [sheet, other], worksheetIds: [sheet], ...options });
  const params = { assignmentId: work.id };
  const [anna = '', ben = ''] = pupils;
  const take = (person: string) => school.as(person).call(takeWorksheetsContract, { params });
  const task = (person: string) => school.as(person).call(taskContract, { params });
  return { school, teacher, anna, ben, sheet, params, take, task };
}

const blobUses = async (school: TestSchool, fileId: string) =>
  school.write(async (db) => {
    const { rows } = await sql<{
      uses: number;
    }>`select b.uses from kernel.blob b join files.file f on f.hash = b.hash where f.id = ${fileId}`.execute(db);
    return rows[0]?.uses;
  });

test('whoever opens work with a worksheet gets a copy of their own, named after them, in what they have begun', async () => {
  const { school, anna, sheet, params, take, task } = await withSheet();
  expect(await task(anna)).toMatchObject({ worksheets: { waiting: true, files: [] } });
  const before = await blobUses(school, sheet);

  expect(await take(anna)).toEqual({ made: 1 });

  const shown = await task(anna);
  const [copy] = shown.draft?.files ?? [];
  expect(copy?.name).toMatch(/^Blatt - \S+ \S+.*\.txt$/);
  expect(copy?.id).not.toBe(sheet);
  expect(shown.worksheets).toEqual({ waiting: false, lost: false, files: [copy] });
  expect(await blobUses(school, sheet)).toBe((before ?? 0) + 1);
  const { rows } = await school.write((db) =>
    sql<{
      owner: string;
      size: number;
      folder: string;
      mine: boolean;
    }>`select f.owner_id as owner, f.size_bytes as size, p.name as folder, e.owner_id = f.owner_id as mine
      from files.file f join files.entry e on e.id = f.id join files.entry p on p.id = e.parent_id where f.id = ${copy?.id ?? ''}`.execute(
      db,
    ),
  );
  expect(rows).toEqual([{ owner: anna, size: copy?.sizeBytes, folder: shown.target.name, mine: true }]); // counts for their quota, as every file of theirs

  await school.as(anna).call(handInContract, { params, body: { text: '', fileIds: [copy?.id ?? ''] } });
  expect(await task(anna)).toMatchObject({ state: 'done', handIn: { files: [{ id: copy?.id }] } });
});

test('ten tabs at once make one copy, and asking again makes none', async () => {
  const { anna, take, task } = await withSheet();
  const made = await Promise.all(Array.from({ length: 10 }, () => take(anna)));
  expect(made.filter((answer) => answer.made === 1)).toHaveLength(1);
  expect(await take(anna)).toEqual({ made: 0 });
  expect((await task(anna)).draft?.files).toHaveLength(1);
});

test('a copy in the bin can be had anew, and what was typed stays', async () => {
  const { school, anna, take, task } = await withSheet();
  await take(anna);
  const first = (await task(anna)).worksheets.files[0]?.id ?? '';
  await school.write((db) => sql`update files.file set deleted_at = now() where id = ${first}`.execute(db));
  expect((await task(anna)).worksheets).toMatchObject({ lost: true, waiting: false, files: [] });

  expect(await take(anna)).toEqual({ made: 1 });

  const shown = await task(anna);
  expect(shown.worksheets).toMatchObject({ lost: false, files: [{ name: expect.stringContaining('Blatt - ') }] });
  expect(shown.draft?.files.map(({ id }) => id)).toEqual(shown.worksheets.files.map(({ id }) => id));
});

test('who has handed in gets the copy beside it, and nothing begins by it', async () => {
  const { school, anna, params, take, task } = await withSheet();
  await school.as(anna).call(handInContract, { params, body: { text: 'fertig', fileIds: [] } });
  await take(anna);
  expect(await task(anna)).toMatchObject({ state: 'done', draft: null, worksheets: { files: [{}] } });
});

test('nothing is copied after closing, nor for anybody else', async () => {
  const { school, teacher, anna, ben, params, take } = await withSheet({ closesAt: '2026-11-25T17:00:00Z' });
  const guardian = await aGuardian(school, [anna]);
  const other = await testSchool();
  await expect(take(await aPerson(school))).rejects.toMatchObject({ status: 404 });
  await expect(take(guardian)).rejects.toMatchObject({ status: 403 });
  await expect(take(teacher)).rejects.toMatchObject({ status: 403 });
  await expect(other.as(await aPerson(other)).call(takeWorksheetsContract, { params })).rejects.toMatchObject({ status: 404 });
  school.at('2026-11-25T17:00:00Z');
  expect(await take(ben)).toEqual({ made: 0 });
  const guardians = await school.as(guardian).call(taskContract, { params });
  expect(guardians).toMatchObject({ worksheets: { waiting: false, files: [] }, team: null });
});

test('only attached files become worksheets', async () => {
  const { school, teacher, anna } = await withSheet();
  const secret = await aFile(school, teacher, { name: 'Geheim.txt' });
  const target = { kind: 'course' as const, id: await aCourse(school, { teachers: [teacher], pupils: [anna] }) };
  const { id } = await anAssignment(school, { teacher, target, pupils: [anna], worksheetIds: [secret] });
  expect(await school.as(anna).call(takeWorksheetsContract, { params: { assignmentId: id } })).toEqual({ made: 0 });
});

test('copies are in the export, go with their pupil, and belong to the kept one of a double', async () => {
  const { school, anna, ben, take, task } = await withSheet();
  await take(anna);
  await mergeWork.run(school.ctx(), {
    id: 'e1',
    name: 'people.merged',
    schoolId: school.id,
    at: school.ctx().now(),
    data: { keptId: ben, doubleId: anna },
  } as never); // only data is read
  expect((await task(ben)).worksheets.waiting).toBe(false);
  const parts: string[] = [];
  await school.write(async (db) => {
    for await (const { part } of privacy.exportPerson(db, ben)) parts.push(part);
  });
  expect(parts).toContain('worksheet_copy');
  expect(await school.write((db) => privacy.erasePerson(db, ben))).toMatchObject({ 'assignments.worksheet_copy.pupil_id': 1 });
});

test('work that is set again keeps its worksheets and its teams', async () => {
  const { school, teacher, params, sheet } = await withSheet();
  const target = { kind: 'course' as const, id: await aCourse(school, { teachers: [teacher], pupils: [] }) };
  const from = { kind: 'assignment' as const, id: params.assignmentId };
  const { assignmentId } = await school.as(teacher).call(copyContract, { body: { from, target } });
  expect(await school.as(teacher).call(assignmentContract, { params: { assignmentId } })).toMatchObject({
    worksheetIds: [sheet],
    teams: 'none',
  });
});
