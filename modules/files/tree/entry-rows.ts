import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { mayChange } from './access.ts';
import type { Entry, Part } from './contract.ts';
import type { SpaceRow } from './spaces.ts';

/** A row of `entryColumns`. */
export interface EntryRow {
  id: string;
  kind: 'folder' | 'file';
  name: string;
  type: string | null;
  size_bytes: number;
  state: string | null;
  changed_at: Date;
  parent_id: string | null;
  part: Part | null;
  for_id: string | null;
  by: string | null;
  favourite: boolean;
  in_use: boolean;
  versions: number;
}

/** Columns of an `EntryRow` of `files.entry e`, with `entryJoins`. */
export function entryColumns(db: Db, personId: string): RawBuilder<EntryRow> {
  return sql<EntryRow>`e.id, e.kind, e.name, f.type, coalesce(f.size_bytes, 0) as size_bytes, f.state, e.changed_at, e.parent_id, e.part,
    e.for_id, case when e.owner_id is distinct from e.made_by then (select p.name from people.pub_person p where p.school_id = e.school_id and p.id = e.made_by) end as by,
    exists (select from files.favourite v where v.school_id = ${db.schoolId} and v.entry_id = e.id and v.person_id = ${personId}) as favourite,
    exists (select from files.use u where u.school_id = ${db.schoolId} and u.file_id = e.file_id) as in_use,
    (select count(*)::int from files.file w where w.school_id = ${db.schoolId} and w.version_of = e.file_id) as versions`;
}

export const entryJoins = sql`left join files.file f on f.school_id = e.school_id and f.id = e.file_id`;

/** These entries, in their order. Whoever asks has made sure that the caller sees them. */
export async function entryRows(db: Db, personId: string, ids: readonly string[]): Promise<EntryRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<EntryRow>`select ${entryColumns(db, personId)} from files.entry e ${entryJoins}
    where e.school_id = ${db.schoolId} and e.id = any(${[...ids]}) order by array_position(${[...ids]}::uuid[], e.id)`.execute(db);
  return rows;
}

/** A row as contracts show it. */
export function shownEntry(row: EntryRow, space: SpaceRow, personId: string): Entry {
  const folder = row.kind === 'folder';
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    type: row.type,
    sizeBytes: folder ? null : row.size_bytes,
    changedAt: row.changed_at.toISOString(),
    by: row.by,
    part: space.kind === 'own' ? null : (row.part ?? space.rootPart),
    handedIn: row.for_id !== null,
    favourite: row.favourite,
    inUse: row.in_use,
    locked: row.state === 'locked',
    versions: row.versions,
    mayChange: mayChange(personId, { id: row.id, parentId: row.parent_id, part: row.part, forId: row.for_id, space }),
  };
}
