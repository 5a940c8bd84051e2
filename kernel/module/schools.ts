import { sql } from 'kysely';
import type { Pools } from '#kernel/db/pools.ts';
import { inSchool, onPlatform } from '#kernel/db/transaction.ts';
import type { School } from './school.ts';

/** How long another process may still see a school as it was. */
const rememberMilliseconds = 3_000;

/** All schools of the installation, looked up by slug or id and remembered for seconds. */
export interface Schools {
  bySlug(slug: string): Promise<School | null>;
  byId(id: string): Promise<School | null>;
  /** Forgets a school after it was changed by this process. */
  forget(id: string): void;
  allIds(): Promise<string[]>;
}

/** Opens the register of schools over the app role's pool. */
export function openSchools(pools: Pools): Schools {
  const slugs = new Map<string, { id: string; until: number }>();
  const known = new Map<string, { school: School | null; until: number }>();
  const platform = <R>(work: Parameters<typeof onPlatform<R>>[3]) => onPlatform(pools.teaching, true, () => new Date(), work);

  const byId = async (id: string): Promise<School | null> => {
    const entry = known.get(id);
    if (entry !== undefined && entry.until > performance.now()) return entry.school;
    const school = await load(pools, id);
    known.set(id, { school, until: performance.now() + rememberMilliseconds });
    return school;
  };
  return {
    byId,
    bySlug: async (slug) => {
      const entry = slugs.get(slug);
      if (entry !== undefined && entry.until > performance.now()) return byId(entry.id);
      if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(slug)) return null;
      const { rows } = await platform((db) => sql<{ id: string }>`select id from kernel.school where slug = ${slug}`.execute(db));
      const id = rows[0]?.id;
      if (id === undefined) return null;
      slugs.set(slug, { id, until: performance.now() + 60_000 });
      return byId(id);
    },
    forget: (id) => void known.delete(id),
    allIds: async () =>
      (await platform((db) => sql<{ id: string }>`select id from kernel.school order by id`.execute(db))).rows.map((row) => row.id),
  };
}

async function load(pools: Pools, id: string): Promise<School | null> {
  return inSchool(pools.teaching, id, true, { actorId: null, now: () => new Date() }, async (db) => {
    const { rows } = await sql<{
      authorityId: string;
      slug: string;
      name: string;
      state: string;
      accent: string | null;
      modulesOff: string[];
      grants: { capacity: string; permission: string; granted: boolean }[];
    }>`select s.authority_id as "authorityId", s.slug, s.name, s.state, s.accent, s.modules_off as "modulesOff",
        coalesce((select jsonb_agg(jsonb_build_object('capacity', g.capacity, 'permission', g.permission, 'granted', g.granted))
          from kernel.role_grant g where g.school_id = s.id), '[]') as grants
      from kernel.school s where s.id = ${id}`.execute(db);
    const row = rows[0];
    if (row === undefined) return null;
    const grants = new Map(row.grants.map((grant) => [`${grant.capacity} ${grant.permission}`, grant.granted]));
    return { id, ...row, modulesOff: new Set(row.modulesOff), grants };
  });
}
