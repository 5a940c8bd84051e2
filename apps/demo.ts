import { sql } from 'kysely';
import { inSchool, onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { backgroundCtx } from '#kernel/http/school-ctx.ts';
import { newId } from '#kernel/ids/id.ts';
import { demoRoles } from '#modules/people/public.ts';
import { demoDoors } from './demo-doors.ts';
import { demoRandom } from './demo-random.ts';

/** The made-up city; sizes and people are made by the modules' demo slots from the slug. */
export const demoSchools = [
  { slug: 'park', name: 'Grundschule am Park', form: 'G', number: '100001', accent: '#2f6b3a' },
  { slug: 'goethe', name: 'Goethe-Gymnasium Musterhausen', form: 'GY', number: '100002', accent: null },
  { slug: 'berufskolleg', name: 'Berufskolleg Musterhausen', form: 'BK', number: '100003', accent: '#3b4fa0' },
] as const;

/** The same city everywhere. */
const seed = 20_261_122;

/**
 * Seeds the demo city into an empty database and marks it as a demo: only a database with this mark ever opens the
 * one-click doors. Does nothing where there is a school already. Each school is one transaction; the mark comes last,
 * so a broken start begins anew.
 *
 * @returns whether it was seeded now
 */
export async function seedDemo(platform: Platform): Promise<boolean> {
  const now = () => platform.clock.now(null);
  const pool = platform.pools.teaching;
  const schools = await onPlatform(pool, true, now, (db) => sql<{ slug: string }>`select slug from kernel.school`.execute(db));
  const begun = await onPlatform(pool, true, now, (db) => sql`select 1 from kernel.installation where key = 'demo_begun'`.execute(db));
  if (platform.installation.demo || (schools.rows.length > 0 && begun.rows.length === 0)) return false;
  const ids = await makeSchools(platform, now);
  for (const [index, id] of ids.entries()) {
    const school = await platform.schools.byId(id);
    if (school === null) throw new Error('a demo school is missing');
    const random = demoRandom(seed + index);
    await inSchool(pool, id, false, { actorId: null, now: () => platform.clock.now(id) }, async (db) => {
      const { rows } = await sql`select 1 from people.pub_person limit 1`.execute(db);
      if (rows.length > 0) return; // seeded by a start that was broken off
      for (const module of platform.modules) await module.demo?.(backgroundCtx(platform, school), db, random);
    });
  }
  const doors = await demoDoors(platform, demoRoles);
  await onPlatform(pool, false, now, (db) =>
    sql`insert into kernel.installation (key, value) values ('demo', ${JSON.stringify(doors)})`.execute(db),
  );
  platform.installation.demo = true;
  return true;
}

async function makeSchools(platform: Platform, now: () => Date): Promise<string[]> {
  return onPlatform(platform.pools.teaching, false, now, async (db) => {
    const before = await sql<{
      id: string;
    }>`select id from kernel.school where slug = any(${demoSchools.map(({ slug }) => slug)}) order by created_at, id`.execute(db);
    if (before.rows.length > 0) return before.rows.map((row) => row.id);
    const authorityId = newId();
    await sql`insert into kernel.installation (key, value) values ('demo_begun', 'true')`.execute(db);
    await sql`insert into kernel.authority (id, slug, name, created_at) values (${authorityId}, 'musterhausen', 'Stadt Musterhausen', ${now()})`.execute(
      db,
    );
    const ids: string[] = [];
    for (const school of demoSchools) {
      const id = newId();
      ids.push(id);
      await sql`insert into kernel.school (id, authority_id, slug, name, state, school_number, school_form, accent, created_at)
        values (${id}, ${authorityId}, ${school.slug}, ${school.name}, 'NW', ${school.number}, ${school.form}, ${school.accent}, ${now()})`.execute(
        db,
      );
    }
    return ids;
  });
}
