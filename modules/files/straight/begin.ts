import type { StraightUploads } from '#kernel/blobs/blob-store.ts';
import type { Answer } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { requireUpload } from '../uploads.ts';
import type { straightContract } from './contract.ts';
import { partCount, partNumbers, partSize, straightFromBytes, straightPartBytes } from './parts.ts';
import { requireOnItsWay, type StraightWay, straightUploads, wayOf } from './way.ts';

/**
 * Lets an upload go straight to the store, or tells how far it is. Room, name and place were settled when it began.
 *
 * @throws `files.not_straight` (409) where the store takes nothing by itself, and for small files: then it comes by tus · not found (404)
 */
export async function beginStraight(ctx: Ctx, uploadId: string): Promise<Answer<typeof straightContract>> {
  const { upload, way } = await ctx.read((db) => requireOnItsWay(db, ctx.caller.personId, uploadId));
  const sizeBytes = upload.size_bytes;
  const answer = ({ partBytes }: { partBytes: number }, arrived: number[]) => ({
    partBytes,
    partCount: partCount(sizeBytes, partBytes),
    arrived,
  });
  const whole = (cut: { partBytes: number }) => answer(cut, partNumbers(sizeBytes, cut.partBytes));
  if (upload.state !== 'uploading') return whole(way ?? { partBytes: straightPartBytes });

  const uploads = straightUploads(ctx);
  if (uploads === null || sizeBytes < straightFromBytes) throw refusals.notStraight();
  const known = way ?? (await takeWay(ctx, uploads, uploadId, null));
  const there = await uploads.arrived(known);
  if (there === 'joined') return whole(known);
  // the store has thrown away what was old: from the beginning
  if (there === 'gone') return answer(await takeWay(ctx, uploads, uploadId, known), []);
  const arrived = there.filter((part) => part.sizeBytes === partSize(sizeBytes, known.partBytes, part.number));
  return answer(
    known,
    arrived.map(({ number }) => number),
  );
}

/** Begins at the store and notes it; of two at once, one stays. `gone`: the way that leads nowhere any more. */
async function takeWay(ctx: Ctx, uploads: StraightUploads, uploadId: string, gone: StraightWay | null): Promise<StraightWay> {
  const name = newId();
  const taken: StraightWay = { name, storeId: await uploads.begin(name), partBytes: straightPartBytes };
  try {
    const noted = await ctx.write(async (db) => {
      await requireUpload(db, ctx.caller.personId, uploadId, { lock: true });
      if (gone !== null) {
        const old = db.deleteFrom('files.straight').where('school_id', '=', db.schoolId).where('id', '=', uploadId);
        await old.where('name', '=', gone.name).execute();
      }
      await db
        .insertInto('files.straight')
        .values({ school_id: db.schoolId, id: uploadId, name, store_id: taken.storeId, part_bytes: taken.partBytes })
        .onConflict((conflict) => conflict.columns(['school_id', 'id']).doNothing())
        .execute();
      return wayOf(db, uploadId);
    });
    if (noted === null || noted.name === name) return taken;
    await uploads.drop(taken);
    return noted;
  } catch (error) {
    await uploads.drop(taken).catch(() => undefined); // given up meanwhile; what is told is why
    throw error;
  }
}
