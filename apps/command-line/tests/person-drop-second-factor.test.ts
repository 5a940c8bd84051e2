import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson, identityOf } from '#modules/people/tests/build.ts';
import { exit, UsageError } from '../command.ts';
import { personDropSecondFactor } from '../person-drop-second-factor.ts';

async function anAdmin(school: TestSchool) {
  const personId = await aPerson(school, { capacities: ['school_admin'], firstName: 'Ada', lastName: 'Verloren' });
  const identityId = await identityOf(school, personId);
  await school.write((db) =>
    sql`insert into identities.totp (identity_id, sealed_secret, confirmed_at) values (${identityId}, 'made for a test', now())`.execute(
      db,
    ),
  );
  return { personId, identityId };
}

async function run(school: TestSchool, ...args: string[]) {
  const lines: string[] = [];
  const output = { out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) };
  const code = await personDropSecondFactor.run(school.platform, ['--school', school.slug, ...args], output);
  return { code, lines };
}

test('the operator takes the second factor of the only school admin, and is told when there was none', async () => {
  const school = await testSchool();
  const { personId } = await anAdmin(school);

  expect(await run(school, 'Ada', 'Verloren', '--json')).toEqual({ code: exit.clean, lines: ['{"name":"Ada Verloren","dropped":true}'] });
  expect(await school.events('identities.second_factors_dropped')).toEqual([{ personId }]);
  expect(await run(school, 'Ada Verloren')).toEqual({ code: exit.clean, lines: ['Ada Verloren (–): there was no second factor'] });
});

test('somebody at two schools loses it only with the owner’s word; unknown names and missing words are said', async () => {
  const [school, other] = [await testSchool(), await testSchool()];
  const { identityId } = await anAdmin(school);
  await aPerson(other, { identityId });

  await expect(run(school, 'Ada Verloren')).rejects.toMatchObject({ code: 'identities.factor_of_others' });
  expect(await run(school, 'Ada Verloren', '--owner-agreed')).toMatchObject({ code: exit.clean });
  expect(await run(school, 'Niemand')).toMatchObject({ code: exit.badInput });
  await expect(run(school)).rejects.toBeInstanceOf(UsageError);
});
