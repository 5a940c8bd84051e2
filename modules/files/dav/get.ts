import type { FastifyReply } from 'fastify';
import type { Ctx } from '#kernel/module/ctx.ts';
import { streamFile } from '../stream-file.ts';
import { DavAnswer, notThere } from './answer.ts';
import { etagOf, requireFound } from './find.ts';
import { type DavRequest, requireConditions } from './request.ts';

/** A file's bytes, whole or in part. Folders have none. */
export async function get(ctx: Ctx, request: DavRequest, reply: FastifyReply): Promise<unknown> {
  const entry = await ctx.read(async (db) => {
    await requireConditions(ctx, db, request);
    const found = await requireFound(ctx, db, request.names);
    if (found.kind !== 'entry' || found.entry.kind === 'folder') throw new DavAnswer(405);
    return found.entry;
  });
  const { hash, type, state, name, sizeBytes, changedAt } = entry;
  if (hash === null || type === null || state === null) throw notThere();
  const etag = etagOf(entry) ?? '';
  reply.headers({ etag, 'last-modified': changedAt.toUTCString() });
  if (request.raw.headers['if-none-match']?.split(',').some((one) => one.trim() === etag)) return reply.status(304).send();
  return streamFile(ctx, { name, type, sizeBytes, hash, state }, request.raw, reply, { straight: false });
}
