import { expect, test } from 'vitest';
import { onPlatform } from '#kernel/db/transaction.ts';
import { renewTogether } from '#kernel/http/renew-together.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { renewDevices } from '../devices/renew.ts';
import { aCode, aSignIn, register } from './build.ts';

/** Device tokens of so many people, one browser each. */
async function tokensOf(school: TestSchool, count: number): Promise<{ identityIds: string[]; tokens: string[] }> {
  const found: { identityIds: string[]; tokens: string[] } = { identityIds: [], tokens: [] };
  for (let at = 0; at < count; at += 1) {
    const { personId, identityId } = await aSignIn(school);
    const browser = anonymous();
    await register(browser, [await aCode(school, personId)], 'korrekt pferd batterie', 'lasting');
    found.tokens.push(browser.cookies.get('schulhof_device') ?? '');
    found.identityIds.push(identityId);
  }
  return found;
}

/** With the number of statements it took. */
async function renewed({ platform }: TestSchool, tokens: readonly string[]) {
  const now = platform.clock.now(null);
  return onPlatform(
    platform.pools.teaching,
    false,
    () => now,
    async (db) => ({ all: await renewDevices(db, tokens, now), statements: db.statementCount() }),
  );
}

test('tokens traded together: each gets its own successor, in their order, by two statements for any number', async () => {
  const school = await testSchool();
  const { identityIds, tokens } = await tokensOf(school, 4);
  const [first, ...others] = tokens;
  const { all, statements } = await renewed(school, [others[2] ?? '', 'nonsense', first ?? '', others[0] ?? '', others[1] ?? '']);
  expect(all.map((one) => one?.deviceId ?? null)).toEqual(
    [others[2], null, first, others[0], others[1]].map((token) => token?.split('.')[0] ?? null),
  );
  expect(all.map((one) => one?.identityId ?? null)).toEqual([identityIds[3], null, identityIds[0], identityIds[1], identityIds[2]]);
  expect(new Set(all.map((one) => one?.token)).size).toBe(5);
  expect(statements).toBe(2);
  const next = all.flatMap((one) => one?.token ?? []);
  expect((await renewed(school, next)).all.every((one) => one !== null)).toBe(true);
});

test('the same token twice in one trade gets one successor; a copy among them closes its own device alone', async () => {
  const school = await testSchool();
  const { tokens } = await tokensOf(school, 2);
  const [stolen = '', honest = ''] = tokens;
  const second = (await renewed(school, [stolen])).all[0]?.token ?? '';
  const third = (await renewed(school, [second])).all[0]?.token ?? '';
  const { all } = await renewed(school, [honest, stolen, honest, third]);
  expect(all[0]?.token).toBe(all[2]?.token);
  expect(all[0]).not.toBeNull();
  expect(all[1]).toBeNull();
  expect(all[3]).toBeNull();
});

test('many that come at the same moment all come back, and one that breaks the transaction takes nobody with it', async () => {
  const school = await testSchool();
  const { tokens } = await tokensOf(school, 5);
  const { platform } = school;
  const [broken, ...good] = tokens;
  const sizes: number[] = [];
  const devices = {
    ...platform.devices,
    renewAll: async (...[db, shown, now]: Parameters<typeof renewDevices>) => {
      sizes.push(shown.length);
      if (shown.includes(broken ?? '')) throw new Error('a fault of this test');
      return renewDevices(db, shown, now);
    },
  };
  const own = { devices, clock: platform.clock, pools: { ...platform.pools } };
  const outcomes = await Promise.allSettled(
    [...good.slice(0, 1), broken ?? '', ...good.slice(1)].map((token) => renewTogether(own, token)),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(sizes.slice(0, 2)).toEqual([1, 4]);
});
