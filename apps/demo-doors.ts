import { sql } from 'kysely';
import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';

/** A one-click door of the demo: who one becomes. */
export interface DemoDoor {
  role: string;
  identityId: string;
  schoolSlug: string;
}

/** Finds the well-known people of the demo city by their handles; those that are missing get no door. */
export async function demoDoors(
  platform: Platform,
  roles: readonly { role: string; schoolSlug: string; handle: string }[],
): Promise<DemoDoor[]> {
  const now = () => platform.clock.now(null);
  return onPlatform(platform.pools.teaching, true, now, async (db) => {
    const { rows } = await sql<DemoDoor>`select w.role, h.identity_id as "identityId", s.slug as "schoolSlug"
      from rows from (jsonb_to_recordset(${JSON.stringify(roles)}::jsonb) as (role text, "schoolSlug" text, handle text)) with ordinality
        as w (role, "schoolSlug", handle, place)
      join kernel.school s on s.slug = w."schoolSlug"
      join identities.handle h on h.realm = s.id and h.handle = w.handle::citext order by w.place`.execute(db);
    return rows;
  });
}
