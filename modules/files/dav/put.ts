import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';
import { lanes } from '#kernel/admission/lanes.ts';
import { beginMeasuring } from '#kernel/blobs/measuring.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { beginUpload } from '../begin-upload.ts';
import { broughtOnDisk } from '../brought-on-disk.ts';
import { finishUpload } from '../finish-upload.ts';
import { refusals } from '../refusals.ts';
import { requireRoom } from '../room.ts';
import { maxFileBytes, megabyte } from '../settings.ts';
import { mayChange, requireAddable } from '../tree/access.ts';
import { DavAnswer } from './answer.ts';
import { find, findAbove } from './find.ts';
import { requireUnlocked } from './locks.ts';
import { type DavRequest, requireConditions } from './request.ts';

/** Takes a file (section 9.7); one that is there gets a new version. */
export async function put(ctx: Ctx, request: DavRequest, reply: FastifyReply): Promise<unknown> {
  if (request.raw.headers['content-range'] !== undefined) throw new DavAnswer(400);
  const { isNew } = await putBytes(ctx, request, request.raw.raw as AsyncIterable<Buffer>); // a request's bytes are buffers
  return reply.status(isNew ? 201 : 204).send();
}

/**
 * Puts bytes where the request says. They go to the disk first, since a program need not say how many there are; only what came whole is entered.
 *
 * @throws 403, 405, 409, 412, 423 as the RFC says · refusals of uploads
 */
export async function putBytes(
  ctx: Ctx,
  request: DavRequest,
  bytes: AsyncIterable<Buffer> | readonly Buffer[],
): Promise<{ isNew: boolean }> {
  const { names } = request;
  const place = await ctx.read(async (db) => {
    await requireConditions(ctx, db, request);
    const found = await find(ctx, db, names);
    if (names.length < 2) throw new DavAnswer(403);
    if (found?.kind === 'entry' && found.entry.kind === 'folder') throw new DavAnswer(405);
    const above = await findAbove(ctx, db, names);
    if (above === null) throw new DavAnswer(409);
    const there = found?.kind === 'entry' ? found.entry : null;
    if (there !== null && !mayChange(ctx.caller.personId, there)) throw new DavAnswer(403);
    await requireUnlocked(ctx, db, { itself: there, folder: there === null ? above.folder : null }, request.tokens);
    const where = { spaceId: above.space.id, folderId: above.folder?.id };
    // said before the bytes travel, as far as they are announced
    await requireAddable(ctx, db, where);
    await requireRoom(ctx, db, above.space, Number(request.raw.headers['content-length'] ?? 0));
    return { ...where, name: there?.name ?? names.at(-1) ?? '', isNew: there === null };
  });

  const folder = join(ctx.services.dataDir, 'uploads');
  await mkdir(folder, { recursive: true });
  const id = newId();
  const path = join(folder, `dav-${id}`);
  try {
    const measuring = beginMeasuring();
    const take = () =>
      pipeline(
        Readable.from(bytes),
        async function* (source: AsyncIterable<Buffer>) {
          for await (const part of source) {
            measuring.add(part);
            if (measuring.sizeBytes > maxFileBytes) throw refusals.fileTooLarge({ maxMegabytes: maxFileBytes / megabyte });
            yield part;
          }
        },
        createWriteStream(path, { highWaterMark: 1_048_576 }),
      );
    await lanes.uploads.run(take, ctx.caller.personId);
    const { sizeBytes } = measuring;
    await beginUpload(ctx, { id, name: place.name, sizeBytes, folderId: place.folderId, spaceId: place.spaceId, replaces: true });
    await finishUpload(ctx, id, broughtOnDisk(ctx, path, measuring.measured()));
  } finally {
    await rm(path, { force: true });
  }
  return { isNew: place.isNew };
}
