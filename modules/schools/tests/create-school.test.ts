import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { inSchool, onPlatform } from '#kernel/db/transaction.ts';
import { newId } from '#kernel/ids/id.ts';
import { anonymous } from '#kernel/testing/client.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { setupContract } from '../contract.ts';
import { createSchool } from '../create-school.ts';
import { firstStartSecret } from '../first-start.ts';

const { platform } = await testSchool();
const now = () => platform.clock.now(null);
const founding = {
  now,
  services: platform.services,
  inSchool: <R>(id: string, work: Parameters<typeof inSchool<R>>[4]) =>
    inSchool(platform.pools.teaching, id, false, { actorId: null, now }, work),
};
const aSlug = () => `n${newId().replaceAll('-', '').slice(-14)}`;

test('a founded school has one school admin with a sign-in name and a code', async () => {
  const made = await createSchool(founding, { slug: aSlug(), name: 'Neue Schule', state: 'NW', authority: { name: `Stadt ${aSlug()}` } });

  expect(made.adminCode).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){2}$/);
  expect(made.adminHandle).toBe('schul.administration');
  const { rows } = await inSchool(platform.pools.teaching, made.id, true, { actorId: null, now }, (db) =>
    sql`select capacity from people.pub_capacity where person_id = ${made.adminPersonId}`.execute(db),
  );
  expect(rows).toEqual([{ capacity: 'school_admin' }]);
});

test('an address that is taken leaves nothing behind', async () => {
  const slug = aSlug();
  const authority = `Stadt ${slug}`;
  await createSchool(founding, { slug, name: 'Erste', state: 'NW', authority: { name: authority } });
  const other = `Kreis ${slug}`;
  await expect(createSchool(founding, { slug, name: 'Zweite', state: 'NW', authority: { name: other } })).rejects.toMatchObject({
    status: 409,
    code: 'schools.slug_taken',
  });

  const { rows } = await onPlatform(platform.pools.teaching, true, now, (db) =>
    sql<{ name: string }>`select name from kernel.authority where name in (${authority}, ${other})`.execute(db),
  );
  expect(rows).toEqual([{ name: authority }]);
});

test.each(['api', 'heute', 'anmelden', 'healthz', 'Goethe', 'a', 'a b', '-x', 'status'])(
  '»%s« cannot be the address of a school',
  async (slug) => {
    await expect(createSchool(founding, { slug, name: 'X', state: 'NW' })).rejects.toMatchObject({
      status: 422,
      code: 'schools.slug_reserved',
    });
  },
);

test('the setup address is dead once there is a school, and a guessed one never held', async () => {
  expect(await onPlatform(platform.pools.teaching, false, now, (db) => firstStartSecret(db, now()))).toBeNull();
  const attempt = anonymous().call(setupContract, {
    body: { token: 'x'.repeat(43), authority: 'Stadt', name: 'Schule', slug: aSlug(), state: 'NW' },
  });
  await expect(attempt).rejects.toMatchObject({ status: 410, code: 'schools.setup_over' });
});
