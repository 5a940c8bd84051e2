import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { lanes } from '#kernel/admission/lanes.ts';
import { BlobTooLarge } from '#kernel/blobs/blob-store.ts';
import { contentType } from '#kernel/blobs/content-type.ts';
import { keepBlob, releaseBlobs } from '#kernel/blobs/ledger.ts';
import type { Db } from '#kernel/db/db.ts';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { filesPreviewEnded } from '../events.ts';
import { askForWords } from '../words/job.ts';
import { hiddenFolders } from './hidden-folders.ts';
import { type Lane, madeTypes } from './kinds.ts';
import { officeToPdf } from './office.ts';
import { smallerPicture } from './picture.ts';
import { type Order, takeOrder } from './rows.ts';

const mostBytes = 200_000_000;
/** The job gives way after this time, so that its limit never stops it within an order. */
const shiftMs = 420_000;
/** When somebody else makes previews here, it is tried again after this. */
const laterMs = 2_000;

/** In this process one is made at a time of each kind, whichever school it is for. */
const ways = { office: lanes.officePreviews, picture: lanes.picturePreviews } as const;

/** Makes the previews a school has asked for, one after the other. It may be stopped at any moment: what was begun is begun again. */
export const previewJob = jobType({
  name: 'files.make_previews',
  runner: 'patient',
  limitSeconds: 600,
  run: async (ctx: SchoolCtx, { lane }: { lane: Lane }, signal: AbortSignal) => {
    // a worker that waits here would keep previews of the other kind waiting, and text for the search
    if (!ways[lane].hasRoom()) return later(ctx, lane);
    await ways[lane].run(() => makeAll(ctx, lane, signal));
  },
});

async function makeAll(ctx: SchoolCtx, lane: Lane, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const order = await ctx.write((db) => takeOrder(db, lane, ctx.now()));
    if (order === null) return;
    await fulfil(ctx, lane, order, signal);
    if (ctx.isFull() || performance.now() - began > shiftMs) return later(ctx, lane);
  }
}

/** Asks for the previews of a lane to be made, once for however many there are. */
export async function askForPreviews(db: Db, lane: Lane): Promise<void> {
  await db.enqueue(previewJob, { lane }, { key: lane });
}

async function later(ctx: SchoolCtx, lane: Lane): Promise<void> {
  await ctx.write((db) => db.enqueue(previewJob, { lane }, { key: lane, at: new Date(ctx.now().getTime() + laterMs) }));
}

async function fulfil(ctx: SchoolCtx, lane: Lane, order: Order, signal: AbortSignal): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'schulhof-preview-'));
  try {
    const source = join(folder, 'source');
    await pipeline(await ctx.services.blobs.get(order.ofHash), createWriteStream(source, { mode: 0o600 }));
    const asked = { type: order.ofType, folder, hidden: hiddenFolders(ctx), signal };
    const made = lane === 'office' ? await officeToPdf(source, asked) : await smallerPicture(source, asked);
    if (made === null || !(await keep(ctx, lane, order, made))) await fail(ctx, order);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns false when it is not what it should be, or too large */
async function keep(ctx: SchoolCtx, lane: Lane, order: Order, path: string): Promise<boolean> {
  const { blobs } = ctx.services;
  const blob = await blobs.put(createReadStream(path), { limitBytes: mostBytes }).catch((fault: unknown) => {
    if (fault instanceof BlobTooLarge || (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT')) return null;
    throw fault;
  });
  if (blob === null) return false;
  const isRight = (await contentType(blob.head)) === madeTypes[lane];
  const kept = await ctx.write(async (db) => {
    if (!(await keepBlob(db, blob))) return false;
    const { rows } =
      await sql`update files.preview p set state = 'made', hash = ${blob.hash}, type = ${madeTypes[lane]}, size_bytes = ${blob.sizeBytes}
      where ${isRight} and p.school_id = ${db.schoolId} and p.id = ${order.id} and p.state = 'waiting' returning 1`.execute(db);
    // something else than was asked for, made by another process meanwhile, or nobody has the content any more: the sweep finds it
    if (rows.length === 0) await releaseBlobs(db, [blob.hash], ctx.now());
    else await db.emit(filesPreviewEnded, { previewId: order.id });
    if (rows.length > 0 && lane === 'office') await askForWords(db, { hash: order.ofHash, type: order.ofType });
    return true;
  });
  // begun again after some minutes, when the same content is not being thrown away
  if (!kept) throw new Error('the content of a preview is just being removed');
  if (isRight && !(await blobs.has(blob.hash))) await blobs.put(createReadStream(path), { limitBytes: mostBytes });
  return isRight;
}

async function fail(ctx: SchoolCtx, order: Order): Promise<void> {
  ctx.log.info({ type: order.ofType, hash: order.ofHash }, 'no preview could be made');
  await ctx.write(async (db) => {
    await sql`update files.preview p set state = 'failed' where p.school_id = ${db.schoolId} and p.id = ${order.id} and p.state = 'waiting'`.execute(
      db,
    );
    await db.emit(filesPreviewEnded, { previewId: order.id });
  });
}
