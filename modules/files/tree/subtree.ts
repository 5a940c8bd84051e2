import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { refusals } from '../refusals.ts';
import { mostAtOnce } from './limits.ts';

/** An entry below (or among) chosen ones. */
export interface Below {
  id: string;
  kind: 'folder' | 'file';
  name: string;
  parentId: string | null;
  forId: string | null;
  /** The topmost chosen entry it lies under; the entry itself when it was chosen. */
  rootId: string;
  /** How far below it. */
  depth: number;
  /** With its earlier versions. */
  sizeBytes: number;
}

// offset 0: folder by folder from the index, also while the planner has not yet heard of a folder of thousands and would compare all with all
/**
 * The chosen entries with all that lies in them outside the bin, each once.
 *
 * @param seenBy  leave out what others have handed in; undefined: everything
 * @throws `files.too_many` (422) with `most`
 */
export async function subtreeOf(db: Db, ids: readonly string[], seenBy?: string): Promise<Below[]> {
  const { rows } = await sql<Below>`with recursive below as (
      select e.id, e.id as root_id, 0 as depth from files.entry e where e.school_id = ${db.schoolId} and e.id = any(${[...ids]})
      union all select e.id, b.root_id, b.depth + 1 from below b cross join lateral (
        select i.id from files.entry i where i.school_id = ${db.schoolId} and i.parent_id = b.id and i.binned_at is null offset 0) e)
    select distinct on (e.id) e.id, e.kind, e.name, e.parent_id as "parentId", e.for_id as "forId", b.root_id as "rootId", b.depth,
      (coalesce((select f.size_bytes from files.file f where f.school_id = ${db.schoolId} and f.id = e.file_id), 0)
        + coalesce((select sum(v.size_bytes) from files.file v where v.school_id = ${db.schoolId} and v.version_of = e.file_id), 0))::bigint as "sizeBytes"
    from below b join files.entry e on e.school_id = ${db.schoolId} and e.id = b.id
    where ${seenBy === undefined} or e.for_id is null or e.for_id = ${seenBy ?? null}::uuid
    order by e.id, b.depth desc limit ${mostAtOnce + 1}`.execute(db);
  if (rows.length > mostAtOnce) throw refusals.tooMany({ most: mostAtOnce });
  return rows;
}

/** How many folders lie below each other among these, the topmost included; 0 for files alone. */
export function folderDepth(below: readonly Below[]): number {
  return below.reduce((most, { kind, depth }) => (kind === 'folder' ? Math.max(most, depth + 1) : most), 0);
}

/** What they take together, in bytes. */
export function bytesOf(below: readonly Below[]): number {
  return below.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
