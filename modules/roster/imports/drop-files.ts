import { sql } from 'kysely';
import type { SchoolCtx } from '#kernel/module/ctx.ts';

/** Forgets the uploaded bytes of an import; what was found in them as sample rows goes too. The blobs go after their keys: whatever fails, nobody can read them. */
export async function dropFiles(ctx: SchoolCtx, importId: string): Promise<void> {
  const hashes = await ctx.write(async (db) => {
    const { rows } = await sql<{
      hash: string;
    }>`with held as (select f.id, f.blob_hash from roster.file f where f.school_id = ${db.schoolId} and f.import_id = ${importId} and f.blob_hash is not null)
      update roster.file f set blob_hash = null, seal_key = null from held where f.school_id = ${db.schoolId} and f.id = held.id returning held.blob_hash as hash`.execute(
      db,
    );
    await sql`update roster.import set detected = detected - 'tables' where school_id = ${db.schoolId} and id = ${importId}`.execute(db);
    return rows.map(({ hash }) => hash);
  });
  for (const hash of hashes) await ctx.services.blobs.remove(hash);
}
