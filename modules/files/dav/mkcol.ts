import type { FastifyReply } from 'fastify';
import type { Ctx } from '#kernel/module/ctx.ts';
import { createFolder } from '../tree/create-folder.ts';
import { DavAnswer } from './answer.ts';
import { find, findAbove } from './find.ts';
import { inOne } from './in-one.ts';
import { requireUnlocked } from './locks.ts';
import { bodyOf, type DavRequest, requireConditions } from './request.ts';

/** Makes a folder (section 9.3). */
export async function mkcol(ctx: Ctx, request: DavRequest, reply: FastifyReply): Promise<unknown> {
  if ((await bodyOf(request)) !== '') throw new DavAnswer(415);
  await inOne(ctx, async (inner, db) => {
    await requireConditions(inner, db, request);
    if ((await find(inner, db, request.names)) !== null) throw new DavAnswer(405);
    // the list of places is not the caller's to change
    if (request.names.length === 1) throw new DavAnswer(403);
    const above = await findAbove(inner, db, request.names);
    if (above === null) throw new DavAnswer(409);
    await requireUnlocked(inner, db, { itself: null, folder: above.folder }, request.tokens);
    await createFolder(inner, { spaceId: above.space.id, folderId: above.folder?.id ?? null, name: request.names.at(-1) ?? '' });
  });
  return reply.status(201).send();
}
