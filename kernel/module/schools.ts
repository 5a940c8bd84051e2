import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Pools } from '#kernel/db/pools.ts';
import { inSchool, onPlatform } from '#kernel/db/transaction.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import type { FreeSpan } from './free-span.ts';
import type { Module } from './manifest.ts';
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

/**
 * Opens the register of schools over the app role's pool.
 *
 * @param modules  those that know of days without school say so
 * @param now      of a school: which school year is the present one
 */
export function openSchools(pools: Pools, modules: readonly Module[], now: (schoolId: string) => Date): Schools {
  const slugs = new Map<string, { id: string; until: number }>();
  const known = new Map<string, { school: School | null; until: number }>();
  let changes = 0;
  const platform = <R>(work: Parameters<typeof onPlatform<R>>[3]) => onPlatform(pools.teaching, true, () => new Date(), work);

  const byId = async (id: string): Promise<School | null> => {
    const entry = known.get(id);
    if (entry !== undefined && entry.until > performance.now()) return entry.school;
    const before = changes;
    const school = await load(pools, id, modules, now(id));
    // what was read while somebody changed it is not remembered
    if (before === changes) known.set(id, { school, until: performance.now() + rememberMilliseconds });
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
    forget: (id) => {
      changes += 1;
      known.delete(id);
    },
    allIds: async () =>
      (await platform((db) => sql<{ id: string }>`select id from kernel.school order by id`.execute(db))).rows.map((row) => row.id),
  };
}

async function load(pools: Pools, id: string, modules: readonly Module[], now: Date): Promise<School | null> {
  return inSchool(pools.teaching, id, true, { actorId: null, now: () => now }, async (db) => {
    const found = sql<{
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
    const [{ rows }, spans] = await Promise.all([found, freeSpans(db, modules, now)]);
    const row = rows[0];
    if (row === undefined) return null;
    const grants = new Map(row.grants.map((grant) => [`${grant.capacity} ${grant.permission}`, grant.granted]));
    const modulesOff = new Set(row.modulesOff);
    return { id, ...row, modulesOff, grants, freeSpans: spans.flatMap((part) => (modulesOff.has(part.module) ? [] : part.spans)) };
  });
}

/** What each module knows of days without school, from the school year before the present one on. */
function freeSpans(db: Db, modules: readonly Module[], now: Date): Promise<{ module: string; spans: FreeSpan[] }[]> {
  const from = `${schoolYearOf(dayOf(now)) - 1}-08-01`;
  return Promise.all(modules.map(async ({ id, freeDays }) => ({ module: id, spans: (await freeDays?.(db, from)) ?? [] })));
}
