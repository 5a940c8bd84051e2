import { expect, test } from 'vitest';
import { backgroundCtx } from '#kernel/http/school-ctx.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { childrenOf } from '#modules/people/public.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { seedCustody } from '../demo/seed.ts';

/** Three pupils of 7b with both parents; the first two families have no other child. */
async function class7b(): Promise<{ school: TestSchool; fathers: string[] }> {
  const school = await testSchool();
  const fathers: string[] = [];
  for (const seat of ['28', '29', '30']) {
    const child = await aPerson(school, { source: 'demo', sourceId: `pupil/7b/07/${seat}`, signIn: false });
    await aGuardian(school, [child], { signIn: false });
    fathers.push(await aGuardian(school, [child], { signIn: false }));
  }
  return { school, fathers };
}

test('in the demo city one family lives apart, one parent is kept away and sees nothing, and again it is the same', async () => {
  const { school, fathers } = await class7b();
  for (let time = 0; time < 2; time += 1) await school.write((db) => seedCustody(school.ctx(), db));
  const rows = await backgroundCtx(school.platform, school.school, 'administration').read((db) =>
    db.selectFrom('custody.arrangement as a').select(['a.household', 'a.contact_barred as barred']).execute(),
  );
  expect(rows).toHaveLength(6);
  expect(rows.filter(({ barred }) => barred)).toHaveLength(1);
  expect(rows.filter(({ household, barred }) => !household && !barred)).toHaveLength(1);
  const open = await school.write(async (db) => {
    const seen = [];
    for (const father of fathers) seen.push((await childrenOf(db, father, '2026-11-23')).length);
    return seen;
  });
  expect(open.sort()).toEqual([0, 1, 1]);
});
