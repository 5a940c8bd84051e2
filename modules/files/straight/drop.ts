import { sql } from 'kysely';
import type { StraightUploads } from '#kernel/blobs/blob-store.ts';
import type { Db } from '#kernel/db/db.ts';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { type StraightWay, straightUploads } from './way.ts';

const batch = 100;
const none = '00000000-0000-0000-0000-000000000000';

/**
 * Makes the store forget what an upload that has ended has left there. A store that fails now is asked again at night: whoever waits for the upload is not
 * held up by it.
 */
export async function dropEnded(ctx: SchoolCtx, uploadId: string): Promise<void> {
  const uploads = straightUploads(ctx);
  if (uploads === null) return;
  const [stray] = await ctx.read((db) => straysOf(db, { id: uploadId }));
  if (stray !== undefined) await drop(ctx, uploads, stray);
}

/** Makes the store forget all uploads of a school that have ended, were given up, or whose person is gone. */
export async function dropStrays(ctx: SchoolCtx, signal: AbortSignal): Promise<void> {
  const uploads = straightUploads(ctx);
  if (uploads === null) return; // a store that is there no more; its rows name nobody
  let after = none;
  while (!signal.aborted) {
    const strays = await ctx.read((db) => straysOf(db, { after }));
    for (const stray of strays) await drop(ctx, uploads, stray);
    const last = strays.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Asks for the same, in the transaction that takes uploads away, if there is anything to forget. */
export async function askToDrop(db: Db): Promise<void> {
  if ((await straysOf(db, {})).length > 0) await db.enqueue(dropStraightJob, {}, { key: db.schoolId });
}

type Stray = StraightWay & { id: string };

/** Ways whose upload has become a file or is gone: one of them, or some with ids behind `after`. */
async function straysOf(db: Db, { id, after = none }: { id?: string; after?: string }): Promise<Stray[]> {
  const those = id === undefined ? sql`s.id > ${after}` : sql`s.id = ${id}`;
  const { rows } = await sql<Stray>`select s.id, s.name, s.store_id as "storeId", s.part_bytes as "partBytes" from files.straight s
    where s.school_id = ${db.schoolId} and ${those} and not exists (select from files.file f
      where f.school_id = s.school_id and f.id = s.id and f.state = 'uploading') order by s.id limit ${batch}`.execute(db);
  return rows;
}

/** What `askToDrop` asks for. */
export const dropStraightJob = jobType({
  name: 'files.drop_straight',
  runner: 'patient',
  limitSeconds: 600,
  run: (ctx: SchoolCtx, _payload: object, signal: AbortSignal) => dropStrays(ctx, signal),
});

async function drop(ctx: SchoolCtx, uploads: StraightUploads, { id, ...way }: Stray): Promise<void> {
  try {
    await uploads.drop(way);
  } catch (error) {
    ctx.log.warn({ err: error, uploadId: id }, 'the store has not forgotten an upload');
    return;
  }
  await ctx.write((db) =>
    sql`delete from files.straight where school_id = ${db.schoolId} and id = ${id} and name = ${way.name}`.execute(db),
  );
}
