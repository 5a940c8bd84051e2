import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { binDays, megabyte, quotaSetting } from './settings.ts';

/** How much a person's files take, in bytes: uploads by the length they announced, the bin as long as it can be restored from. */
export async function usedBytes(db: Db, personId: string, now: Date): Promise<number> {
  const binned = new Date(now.getTime() - binDays * 24 * 3_600_000);
  const { rows } = await sql<{ bytes: number }>`select coalesce(sum(size_bytes), 0)::bigint as bytes from files.file
    where school_id = ${db.schoolId} and owner_id = ${personId} and (deleted_at is null or deleted_at > ${binned})`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** How much of the caller's room is taken. */
export async function room(ctx: Ctx): Promise<{ usedBytes: number; quotaBytes: number }> {
  return ctx.read(async (db) => ({
    usedBytes: await usedBytes(db, ctx.caller.personId, ctx.now()),
    quotaBytes: (await ctx.setting(db, quotaSetting)) * megabyte,
  }));
}
