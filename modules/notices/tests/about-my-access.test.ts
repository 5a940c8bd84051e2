import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { dropSecondFactors, issueCode } from '#modules/identities/public.ts';
import { aPerson, identityOf } from '#modules/people/tests/build.ts';
import { listContract } from '../contract.ts';

test('whose second factor the school removed, and for whom it issued a new code, reads it among the notices', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const identityId = await identityOf(school, teacher);
  await school.write(async (db) => {
    await sql`insert into identities.totp (identity_id, sealed_secret, confirmed_at) values (${identityId}, 'made for a test', now())`.execute(
      db,
    );
    await dropSecondFactors(school.ctx(), db, teacher);
    await issueCode(school.ctx(), db, { personId: teacher, name: 'Anna Beispiel', purpose: 'lost', validDays: 14, madeBy: null });
  });
  await school.settle();

  const { items } = await school.as(teacher).call(listContract, { query: { state: 'unread' } });

  expect(items.map(({ title }) => title).sort()).toEqual(['Der zweite Faktor wurde entfernt', 'Ein neuer Einmalcode wurde ausgegeben']);
});
