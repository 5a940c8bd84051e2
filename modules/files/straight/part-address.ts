import type { Answer, Params } from '#kernel/contract/contract.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { partContract } from './contract.ts';
import { partSize } from './parts.ts';
import { requireOnItsWay, straightUploads } from './way.ts';

/** So long a part may be on its way; one that comes later asks again. */
const addressSeconds = 3600;

/**
 * The address of one part of the caller's own upload. It takes exactly the bytes this part has by the announced length.
 *
 * @throws not found (404) when there is no such upload or part, or it is not on its way to the store
 */
export async function partAddress(ctx: Ctx, { uploadId, number }: Params<typeof partContract>): Promise<Answer<typeof partContract>> {
  const { upload, way } = await ctx.read((db) => requireOnItsWay(db, ctx.caller.personId, uploadId));
  const uploads = straightUploads(ctx);
  if (upload.state !== 'uploading' || way === null || uploads === null) notFound('upload');
  const sizeBytes = partSize(upload.size_bytes, way.partBytes, number) ?? notFound('part');
  return { address: await uploads.partAddress(way, { number, sizeBytes }, addressSeconds), sizeBytes };
}
