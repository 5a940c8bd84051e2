import { sql } from 'kysely';
import { releaseBlobs } from '#kernel/blobs/ledger.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { contentReplaced } from '../events.ts';
import { mostVersions } from '../tree/limits.ts';
import type { Subject } from '../uses.ts';

/**
 * Gives a file new content. Its id stays; the row that brought the new content takes the old one and becomes an earlier version, and everything to which
 * the file is attached goes on pointing at the old content. Of the earlier versions ten are kept; what is in use stays beyond that, unlisted.
 *
 * @param fileId  the file in its folder
 * @param broughtId  the row with the new content, without an entry
 */
export async function replaceContent(ctx: Ctx, db: Db, fileId: string, broughtId: string): Promise<void> {
  // whoever is attaching the file at this moment holds its key: waited for here, so that their use is found below
  await sql`select from files.file f where f.school_id = ${db.schoolId} and f.id = any(${[fileId, broughtId]}) order by f.id for update`.execute(
    db,
  );
  const { rows: subjects } =
    await sql<Subject>`update files.use u set file_id = ${broughtId} where u.school_id = ${db.schoolId} and u.file_id = ${fileId}
    returning u.module, u.subject_id as "subjectId"`.execute(db);
  if (subjects.length > 0) await db.emit(contentReplaced, { fileId, earlierId: broughtId, subjects });
  await sql`update files.file f set type = o.type, size_bytes = o.size_bytes, hash = o.hash, state = o.state, made_by = o.made_by, made_at = o.made_at,
      version_of = case when f.id = ${broughtId} then ${fileId}::uuid end, owner_id = o.owner_id, space_id = o.space_id
    from files.file o where f.school_id = ${db.schoolId} and o.school_id = f.school_id and f.id = any(${[fileId, broughtId]}) and o.id = any(${[fileId, broughtId]})
      and o.id <> f.id`.execute(db);
  await sql`update files.entry e set changed_at = f.made_at, made_by = ${ctx.caller.personId} from files.file f
    where e.school_id = ${db.schoolId} and e.id = ${fileId} and f.school_id = e.school_id and f.id = e.id`.execute(db);
  await prune(db, fileId, ctx.now());
}

async function prune(db: Db, fileId: string, now: Date): Promise<void> {
  const beyond = sql`select f.id from files.file f where f.school_id = ${db.schoolId} and f.version_of = ${fileId} order by f.made_at desc, f.id desc offset ${mostVersions}`;
  const { rows } = await sql<{ hash: string }>`with old as (${beyond}),
    unlisted as (update files.file f set version_of = null, owner_id = null, space_id = null where f.school_id = ${db.schoolId} and f.id in (select id from old)
      and exists (select from files.use u where u.school_id = f.school_id and u.file_id = f.id))
    delete from files.file f where f.school_id = ${db.schoolId} and f.id in (select id from old)
      and not exists (select from files.use u where u.school_id = f.school_id and u.file_id = f.id) returning f.hash`.execute(db);
  await releaseBlobs(
    db,
    rows.map(({ hash }) => hash),
    now,
  );
}
