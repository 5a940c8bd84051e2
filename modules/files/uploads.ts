import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';

/** An upload, or the file it has become. */
export interface Upload {
  name: string;
  size_bytes: number;
  state: string;
  /** The group or course it goes to; null: to a person's own. */
  space_id: string | null;
  /** Whose own it goes to: the caller's, or theirs who share a folder with the caller. */
  owner_id: string | null;
  /** The folder it goes to; null: to the root. */
  target_id: string | null;
  replaces: boolean;
}

/**
 * The caller's own upload or file they have uploaded.
 *
 * @throws not found (404) when there is none or it is somebody else's: we do not tell which
 */
export async function requireUpload(db: Db, personId: string, fileId: string, options: { lock?: boolean } = {}): Promise<Upload> {
  const query = db
    .selectFrom('files.file as f')
    .select(['f.name', 'f.size_bytes', 'f.state', 'f.space_id', 'f.owner_id', 'f.target_id', 'f.replaces'])
    .where('f.school_id', '=', db.schoolId)
    .where('f.id', '=', fileId)
    .where(
      // the row of an upload that replaced older content holds that content afterwards; whoever brought the new one may still ask how far it is
      sql<boolean>`(f.made_by = ${personId} or (f.replaces and exists (select from files.entry e
        where e.school_id = f.school_id and e.id = f.version_of and e.made_by = ${personId})))`,
    );
  const row = await (options.lock ? query.forUpdate() : query).executeTakeFirst();
  return row ?? notFound('upload');
}
