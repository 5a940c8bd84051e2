import { sql } from 'kysely';
import { BlobTooLarge } from '#kernel/blobs/blob-store.ts';
import { releaseBlobs } from '#kernel/blobs/ledger.ts';
import type { Db } from '#kernel/db/db.ts';
import { Refusal } from '#kernel/errors/refusal.ts';
import { newId } from '#kernel/ids/id.ts';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { requireRoom } from '../room.ts';
import { lockSpaces } from '../tree/lock.ts';
import { withLocalCopy } from '../zip/local-copy.ts';
import { type OpenZip, withZip, type ZippedEntry } from '../zip/read-zip.ts';
import { requireOrder, type Unpacking } from './order.ts';
import { putInPlace, type Unpacked } from './put-in-place.ts';
import { storeComing } from './store-entry.ts';

/**
 * Unpacks an archive: looks through all of it, takes its size out of the room of the space, stores file after file where nobody sees them, and puts all in their
 * place in one transaction. Stopped at any moment it begins anew and leaves nothing behind; refused, it says why and leaves nothing either.
 */
export const unpackJob = jobType({
  name: 'files.unpack',
  runner: 'imports',
  limitSeconds: 3600,
  attempts: 4,
  run: async (ctx: SchoolCtx, { unpackingId }: { unpackingId: string }, signal: AbortSignal) => {
    const order = await beginAgain(ctx, unpackingId);
    if (order === null) return;
    try {
      await withLocalCopy(ctx, order.hash, (path) => withZip(path, (zip) => unpackAll(ctx, order, zip, signal)));
    } catch (fault) {
      const refusal = fault instanceof BlobTooLarge ? refusals.zipBroken() : fault;
      if (!(refusal instanceof Refusal) || refusal.status === 503) throw fault; // tried again
      await refuse(ctx, order, refusal);
    }
  },
});

async function unpackAll(ctx: SchoolCtx, order: Unpacking, zip: OpenZip, signal: AbortSignal): Promise<void> {
  const files = zip.entries.filter(({ isFolder }) => !isFolder);
  await takeRoom(ctx, order, zip.sizeBytes, files.length);
  const unpacked: Unpacked[] = [];
  for (const zipped of files) {
    signal.throwIfAborted();
    unpacked.push({ way: zipped.way, fileId: await storeOne(ctx, order, zip, zipped) });
  }
  await putInPlace(ctx, order, { files: unpacked, folders: zip.entries.flatMap(({ isFolder, way }) => (isFolder ? [way] : [])) });
}

/** Ends what an earlier, stopped attempt has begun. Null when there is nothing to do any more. */
async function beginAgain(ctx: SchoolCtx, unpackingId: string): Promise<Unpacking | null> {
  return ctx.write(async (db) => {
    const order = await requireOrder(ctx, db, unpackingId);
    if (order === null) return null;
    await forgetFiles(db, unpackingId, ctx.now());
    await sql`update files.unpacking set state = 'running', done = 0 where school_id = ${db.schoolId} and id = ${unpackingId}`.execute(db);
    return order;
  });
}

/** The room all of it will need is taken beforehand, as an upload takes it; each file then takes its part of that. */
async function takeRoom(ctx: SchoolCtx, order: Unpacking, sizeBytes: number, total: number): Promise<void> {
  const { personId, space, unpackingId } = order;
  await ctx.write(async (db) => {
    await lockSpaces(db, { spaceIds: [space.id] });
    await requireRoom(ctx, db, space, sizeBytes);
    await db
      .insertInto('files.file')
      .values({ ...rowOf(db, order), id: newId(), made_by: personId, name: order.name, size_bytes: sizeBytes, made_at: ctx.now() })
      .execute();
    await sql`update files.unpacking set total = ${total} where school_id = ${db.schoolId} and id = ${unpackingId}`.execute(db);
  });
}

function rowOf(db: Db, { space, unpackingId }: Unpacking) {
  const own = space.kind === 'own';
  return {
    school_id: db.schoolId,
    owner_id: own ? space.id : null,
    space_id: own ? null : space.id,
    state: 'uploading',
    unpacking_id: unpackingId,
  };
}

/** Answers the id the file will have. */
async function storeOne(ctx: SchoolCtx, order: Unpacking, zip: OpenZip, zipped: ZippedEntry): Promise<string> {
  const id = newId();
  const name = zipped.way.at(-1) ?? '';
  await storeComing(ctx, { name, limitBytes: zipped.sizeBytes, open: () => zip.read(zipped) }, async (db, blob, type) => {
    const { unpackingId, personId } = order;
    await db
      .insertInto('files.file')
      .values({ ...rowOf(db, order), id, made_by: personId, name, type, hash: blob.hash, size_bytes: blob.sizeBytes, made_at: ctx.now() })
      .execute();
    await sql`update files.file set size_bytes = greatest(0, size_bytes - ${blob.sizeBytes})
      where school_id = ${db.schoolId} and unpacking_id = ${unpackingId} and hash is null`.execute(db);
    await sql`update files.unpacking set done = done + 1 where school_id = ${db.schoolId} and id = ${unpackingId}`.execute(db);
  });
  return id;
}

async function refuse(ctx: SchoolCtx, { unpackingId }: Unpacking, { code, data }: Refusal): Promise<void> {
  await ctx.write(async (db) => {
    await forgetFiles(db, unpackingId, ctx.now());
    await sql`update files.unpacking set state = 'refused', refusal = ${code.split('.')[1] ?? code}, refusal_data = ${JSON.stringify(data)}::jsonb
      where school_id = ${db.schoolId} and id = ${unpackingId}`.execute(db);
  });
}

/** What an unpacking has stored so far goes, with the room it has taken. */
export async function forgetFiles(db: Db, unpackingId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ hash: string | null }>`delete from files.file
    where school_id = ${db.schoolId} and unpacking_id = ${unpackingId} and state = 'uploading' returning hash`.execute(db);
  await releaseBlobs(
    db,
    rows.flatMap(({ hash }) => hash ?? []),
    now,
  );
}
