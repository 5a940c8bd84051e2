import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { binDays } from './settings.ts';
import { sharedFile } from './share/access.ts';
import type { ReadableFile } from './stream-file.ts';
import { seenBy } from './tree/access.ts';
import { spacesOf } from './tree/spaces.ts';

/**
 * A file for reading, ready or locked: one in a folder the caller may see, one that is shared with them, or one of their own that lies in none (a module has
 * stored it for them).
 *
 * @throws not found (404) when there is none, they may not see it, it is in the bin, or still on its way: we do not tell which
 */
export async function requireReadable(ctx: Ctx, db: Db, fileId: string): Promise<ReadableFile> {
  const { personId } = ctx.caller;
  const { rows } =
    await sql<ReadableFile>`select coalesce(e.name, f.name) as name, f.type, f.size_bytes as "sizeBytes", f.hash, f.state from files.file f
    left join files.entry e on e.school_id = f.school_id and e.id = f.id
    where f.school_id = ${db.schoolId} and f.id = ${fileId} and f.state <> 'uploading' and f.deleted_at is null
      and (exists (select from (${spacesOf(ctx, db)}) s where s.id = e.space_id and e.binned_at is null and ${seenBy(personId)})
        or (e.id is null and f.owner_id = ${personId} and f.version_of is null))`.execute(db);
  return rows[0] ?? (await sharedFile(ctx, db, fileId)) ?? notFound('file');
}

/** What was deleted at this instant or before is gone for good. */
export function binEnd(now: Date): Date {
  return new Date(now.getTime() - binDays * 24 * 3_600_000);
}
