import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import type { LinksAllowed } from '../settings.ts';

/** A link that holds. */
export interface OpenLink {
  id: string;
  entryId: string;
  passwordHash: string | null;
  endsAt: Date;
}

const workCapacities = sql`('teacher', 'staff', 'office', 'head', 'school_admin')`;

/**
 * Whether link `l` to entry `e` holds: not ended, its entry is in no bin, whoever made it is still at the school, and the school allows links to who they are.
 *
 * @param allowed  what the school has set
 */
export function linkHolds(db: Db, allowed: LinksAllowed, now: Date): RawBuilder<boolean> {
  const day = dayOf(now);
  return sql<boolean>`(${allowed !== 'off'} and l.ends_at > ${now} and e.binned_at is null
    and exists (select from people.pub_person p where p.school_id = l.school_id and p.id = l.made_by and p.status = 'active')
    and (${allowed === 'all'} or exists (select from people.pub_capacity c where c.school_id = ${db.schoolId} and c.person_id = l.made_by
      and c.capacity in ${workCapacities} and (c.valid_from is null or c.valid_from <= ${day}::date) and (c.valid_to is null or c.valid_to >= ${day}::date))))`;
}

/** The link with this token's hash or this id, if it holds; null otherwise, whatever the reason. One statement. */
export async function findLink(
  db: Db,
  which: { tokenHash: string } | { linkId: string },
  allowed: LinksAllowed,
  now: Date,
): Promise<OpenLink | null> {
  const that = 'tokenHash' in which ? sql`l.token_hash = ${which.tokenHash}` : sql`l.id = ${which.linkId}`;
  const { rows } = await sql<OpenLink>`select l.id, l.entry_id as "entryId", l.password_hash as "passwordHash", l.ends_at as "endsAt"
    from files.link l join files.entry e on e.school_id = l.school_id and e.id = l.entry_id
    where l.school_id = ${db.schoolId} and ${that} and ${linkHolds(db, allowed, now)}`.execute(db);
  return rows[0] ?? null;
}

/** An entry behind a link with the way to it, from what the link opens down. */
export interface Behind {
  id: string;
  kind: 'folder' | 'file';
  name: string;
  type: string | null;
  sizeBytes: number | null;
  hash: string | null;
  state: string | null;
  trail: { id: string; name: string }[];
}

/** What a link opens, or something below it; null when it lies elsewhere, in the bin, or is what a member has handed in. */
export async function findBehind(db: Db, link: OpenLink, entryId: string): Promise<Behind | null> {
  const { rows } = await sql<Behind>`with recursive up as (
      select e.id, e.name, e.parent_id, 0 as height from files.entry e
        where e.school_id = ${db.schoolId} and e.id = ${entryId} and e.binned_at is null and e.for_id is null
      union all select o.id, o.name, o.parent_id, u.height + 1 from up u
        join files.entry o on o.school_id = ${db.schoolId} and o.id = u.parent_id and u.id <> ${link.entryId})
    select e.id, e.kind, e.name, f.type, f.size_bytes as "sizeBytes", f.hash, f.state,
      (select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.height desc) from up u) as trail
    from files.entry e left join files.file f on f.school_id = e.school_id and f.id = e.file_id
    where e.school_id = ${db.schoolId} and e.id = ${entryId} and exists (select from up u where u.id = ${link.entryId})`.execute(db);
  return rows[0] ?? null;
}
