import type { FastifyReply } from 'fastify';
import type { Ctx } from '#kernel/module/ctx.ts';
import { deleteEntries } from '../bin/delete.ts';
import { DavAnswer } from './answer.ts';
import { requireFound } from './find.ts';
import { inOne } from './in-one.ts';
import { dropLocks, requireUnlocked } from './locks.ts';
import { type DavRequest, requireConditions } from './request.ts';

/** Puts an entry into the bin, with all that lies in it (section 9.6). */
export async function remove(ctx: Ctx, request: DavRequest, reply: FastifyReply): Promise<unknown> {
  if (request.depth === '0' || request.depth === '1') throw new DavAnswer(400);
  await inOne(ctx, async (inner, db) => {
    await requireConditions(inner, db, request);
    const found = await requireFound(inner, db, request.names);
    if (found.kind !== 'entry') throw new DavAnswer(403);
    const { entry } = found;
    await requireUnlocked(inner, db, { itself: entry, folder: await folderOf(inner, db, request.names), within: true }, request.tokens);
    await deleteEntries(inner, [entry.id]);
    await dropLocks(db, entry.id);
  });
  return reply.status(204).send();
}

async function folderOf(ctx: Ctx, db: Parameters<typeof requireFound>[1], names: readonly string[]) {
  const found = await requireFound(ctx, db, names.slice(0, -1));
  return found.kind === 'entry' ? found.entry : null;
}
