import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { handleOf } from '#kernel/ids/handle.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';

/** Whose name is wanted: as the source gives it, else made from the names. */
export interface WantedHandle {
  first: string;
  last: string;
  handle?: string | null;
}

/**
 * Sign-in names for people of this school, in their order: `anna.beispiel`, numbered from 2 when taken. A name released in this
 * school year counts as taken. Holds the school's names against other reservations until the transaction ends.
 */
export async function reserveHandles(db: Db, wanted: readonly WantedHandle[], now: Date): Promise<string[]> {
  const bases = wanted.map(({ handle, first, last }) => handle?.trim().toLowerCase() || handleOf(first, last));
  await sql`select pg_advisory_xact_lock(hashtextextended(${`handles ${db.schoolId}`}, 0))`.execute(db);
  const { rows } = await sql<{ handle: string; releasedOn: string | null }>`
    select h.handle::text as handle, h.released_on as "releasedOn" from identities.handle h
    where h.realm = ${db.schoolId} and regexp_replace(lower(h.handle::text), '[0-9]+$', '') = any(${[...new Set(bases.map(withoutNumber))]})`.execute(
    db,
  );
  const year = schoolYearOf(dayOf(now));
  const taken = new Set(
    rows.filter(({ releasedOn }) => releasedOn === null || schoolYearOf(releasedOn) >= year).map(({ handle }) => handle.toLowerCase()),
  );
  return bases.map((base) => {
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}${number}`;
    taken.add(name);
    return name;
  });
}

/** One name, as `reserveHandles`. */
export async function reserveHandle(db: Db, wanted: WantedHandle, now: Date): Promise<string> {
  const [name = ''] = await reserveHandles(db, [wanted], now);
  return name;
}

function withoutNumber(handle: string): string {
  return handle.replace(/[0-9]+$/, '');
}
