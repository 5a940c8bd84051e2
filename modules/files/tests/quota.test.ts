import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { personsMerged } from '#modules/people/public.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { roomContract } from '../contract.ts';
import { privacy } from '../privacy.ts';
import { setQuotaContract, usageContract } from '../usage/contract.ts';
import { aFile } from './build.ts';
import { upload } from './tus-client.ts';

async function aSchool() {
  const school = await testSchool();
  const admin = await aPerson(school, { capacities: ['school_admin'] });
  const [anna, ben] = [await aPerson(school, { capacities: ['pupil'] }), await aPerson(school, { capacities: ['pupil'] })];
  const set = (spaceId: string, megabytes: number | null, who = admin) =>
    school.as(who).call(setQuotaContract, { params: { spaceId }, body: { megabytes } });
  const room = async (who: string, spaceId?: string) =>
    (await school.as(who).call(roomContract, { query: spaceId === undefined ? {} : { spaceId } })).quotaBytes;
  const usage = async (query = {}) => (await school.as(admin).call(usageContract, { query })).items;
  return { school, admin, anna, ben, set, room, usage };
}

test('one person, group or course has other room than all until it is taken back, and it holds at once', async () => {
  const { school, anna, ben, set, room, usage } = await aSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const courseId = await aCourse(school, { name: 'Film', teachers: [teacher], pupils: [anna] });
  await aFile(school, ben);
  await set(anna, 1);
  await set(courseId, 50_000);
  expect([await room(anna), await room(ben), await room(teacher, courseId)]).toEqual([1_000_000, 2_000_000_000, 50_000_000_000]);
  const big = Buffer.alloc(1_000_001, 'a');
  await expect(upload(await school.as(anna).client(), school.slug, 'gross.txt', big)).rejects.toThrow('files.quota_full');
  expect((await usage()).map(({ id, hasOwnQuota, quotaBytes }) => [id, hasOwnQuota, quotaBytes])).toEqual(
    expect.arrayContaining([
      [anna, true, 1_000_000],
      [ben, false, 2_000_000_000],
      [courseId, true, 50_000_000_000],
    ]),
  );
  expect((await usage({ kind: 'course' })).map(({ name }) => name)).toEqual(['Film']);
  expect((await usage({ q: 'fil' })).map(({ name }) => name)).toEqual(['Film']);
  await set(anna, null);
  expect(await room(anna)).toBe(2_000_000_000);
  expect((await usage()).map(({ id }) => id)).not.toContain(anna);
});

test('who may not set it, people of other schools and what is nobody’s business are not found, and nothing changes', async () => {
  const { school, admin, anna, set, room } = await aSchool();
  const elsewhere = await aSchool();
  const sensitive = await aCourse(school, { sensitive: true, pupils: [anna] });
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  for (const who of [teacher, anna]) {
    await expect(set(anna, 1, who)).rejects.toMatchObject({ status: 403 });
    await expect(school.as(who).call(usageContract, {})).rejects.toMatchObject({ status: 403 });
  }
  for (const spaceId of [elsewhere.anna, sensitive, school.id])
    await expect(set(spaceId, 1, admin)).rejects.toMatchObject({ status: 404, code: 'kernel.not_found' });
  await expect(elsewhere.set(anna, 1)).rejects.toMatchObject({ status: 404 });
  await expect(set(anna, -1)).rejects.toMatchObject({ status: 400 });
  expect((await anonymous().raw({ method: 'GET', url: `/api/${school.slug}/files/usage` })).statusCode).toBe(401);
  expect([await room(anna), await elsewhere.room(elsewhere.anna)]).toEqual([2_000_000_000, 2_000_000_000]);
});

test('a quota of one’s own is exported and erased, and of two entries of one human the larger holds', async () => {
  const { school, anna, ben, set, room } = await aSchool();
  await set(anna, 3_000);
  await set(ben, 5_000);
  const parts: string[] = [];
  await school.write(async (db) => {
    for await (const { part } of privacy.exportPerson(db, anna)) parts.push(part);
  });
  expect(parts).toEqual(['quota']);
  await school.write((db) => db.emit(personsMerged, { keptId: anna, doubleId: ben }));
  await school.settle();
  expect(await room(anna)).toBe(5_000_000_000);
  expect(await school.write((db) => privacy.erasePerson(db, anna))).toMatchObject({ 'files.quota.person_id': 1 });
  const { rows } = await school.write((db) => sql`select from files.quota`.execute(db));
  expect(rows).toEqual([]);
});

test('the list takes as many statements for one as for thirty, and pages without gaps', async () => {
  const { school, admin, anna } = await aSchool();
  await aFile(school, anna);
  const few = await school.as(admin).counted(usageContract, {});
  for (let made = 0; made < 30; made += 1) await aFile(school, await aPerson(school));
  const many = await school.as(admin).counted(usageContract, { query: { limit: 20 } });
  const rest = await school.as(admin).call(usageContract, { query: { limit: 20, cursor: many.answer.next ?? '' } });
  expect(many.statements).toBe(few.statements);
  expect(new Set([...many.answer.items, ...rest.items].map(({ id }) => id)).size).toBe(31);
});
