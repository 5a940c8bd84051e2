import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx, SchoolCtx } from '#kernel/module/ctx.ts';
import { binEnd } from './access.ts';
import type { roomContract } from './contract.ts';
import { refusals } from './refusals.ts';
import { groupQuotaSetting, megabyte, quotaSetting } from './settings.ts';
import { requireSpace } from './tree/access.ts';
import type { SpaceRow } from './tree/spaces.ts';

type Roomy = Pick<SpaceRow, 'id' | 'kind'>;

/** How much the files of a space take, in bytes: uploads by the length they announced, earlier versions, the bin as long as it can be restored from. */
export async function usedBytes(db: Db, { id, kind }: Roomy, now: Date): Promise<number> {
  const those = kind === 'own' ? sql`owner_id = ${id} and space_id is null` : sql`space_id = ${id}`;
  const { rows } = await sql<{ bytes: number }>`select coalesce(sum(size_bytes), 0)::bigint as bytes from files.file
    where school_id = ${db.schoolId} and ${those} and (deleted_at is null or deleted_at > ${binEnd(now)})`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** How much the files of a space may take, in bytes: by a quota of its own, else as all others. */
async function quotaBytes(ctx: SchoolCtx, db: Db, { id, kind }: Roomy): Promise<number> {
  const [ofAll, { rows }] = await Promise.all([
    ctx.setting(db, kind === 'own' ? quotaSetting : groupQuotaSetting),
    sql<{ megabytes: number }>`select q.megabytes from files.quota q where q.school_id = ${db.schoolId} and q.space_id = ${id}`.execute(db),
  ]);
  return (rows[0]?.megabytes ?? ofAll) * megabyte;
}

/**
 * Makes sure that so much more fits into a space. Lock the space first, or two at once share the same room.
 *
 * @throws `files.quota_full` (413) with `freeMegabytes`, rounded so that what is needed never reads as if it fitted
 */
export async function requireRoom(ctx: SchoolCtx, db: Db, space: Roomy, neededBytes: number): Promise<void> {
  const freeBytes = Math.max(0, (await quotaBytes(ctx, db, space)) - (await usedBytes(db, space, ctx.now())));
  if (neededBytes <= freeBytes) return;
  throw refusals.quotaFull({ freeMegabytes: Math.floor(freeBytes / megabyte), neededMegabytes: Math.ceil(neededBytes / megabyte) });
}

/** How much room is taken: the caller's own, or that of a space they may see; not found (404) otherwise. */
export async function room(ctx: Ctx, { spaceId }: Query<typeof roomContract>): Promise<Answer<typeof roomContract>> {
  return ctx.read(async (db) => {
    const space: Roomy = spaceId === undefined ? { id: ctx.caller.personId, kind: 'own' } : await requireSpace(ctx, db, spaceId);
    const [used, quota] = await Promise.all([usedBytes(db, space, ctx.now()), quotaBytes(ctx, db, space)]);
    return { usedBytes: used, quotaBytes: quota };
  });
}
