import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { prepared } from '../prepared.ts';
import { inSchool } from '../transaction.ts';

const who = { actorId: null, now: () => new Date() };
const asked = prepared<{ first: string; second: number }, { school: string; first: string; second: number; fixed: string; again: string }>(
  ['first', 'second'],
  ({ first, second }) => sql`select current_setting('app.school_id') as school, ${first}::text as first, ${second}::int as second,
    ${'as it is'}::text as fixed, ${first}::text as again`,
);

test('many at once each get the answer to their own values, behind the wall of their own school', async () => {
  const schools = [await testSchool(), await testSchool()];
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, second) => {
      const school = schools[second % 2] ?? schools[0];
      if (school === undefined) throw new Error('two were made');
      const values = { first: `'; drop table x; -- ${second}`, second };
      return inSchool(school.platform.pools.teaching, school.id, true, who, (db) => asked(db, values)).then((rows) => ({
        rows,
        wanted: [{ ...values, school: school.id, fixed: 'as it is', again: values.first }],
      }));
    }),
  );
  for (const { rows, wanted } of answers) expect(rows).toEqual(wanted);
});

test('its statement counts like any other, and ends with its transaction', async () => {
  const school = await testSchool();
  const pool = school.platform.pools.teaching;
  const kept = await inSchool(pool, school.id, true, who, async (db) => {
    await asked(db, { first: '', second: 1 });
    expect(db.statementCount()).toBe(1);
    return db;
  });
  await expect(asked(kept, { first: '', second: 1 })).rejects.toThrow('has ended');
});
