import type { FastifyReply, FastifyRequest } from 'fastify';
import { kernelRefusals, notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireEntries, requireSpace } from '../tree/access.ts';
import { storedName } from '../tree/entry-name.ts';
import { leftOutNote } from './left-out.ts';
import { sendZip } from './send-zip.ts';
import { type Beginning, walkEntries } from './walk.ts';

/** As many as may be chosen together. */
const mostChosen = 200;

/**
 * Sends chosen folders and files (`ids`, with commas), or all of a space (`spaceId`), as one zip.
 *
 * @throws `kernel.bad_request` (400) without either, or with more than 200 ids · not found (404) when the caller does not see one of them
 */
export async function downloadZip(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const begin = beginningOf(request.query as Record<string, unknown>); // as the address has it
  const name = await ctx.read(async (db) => {
    if ('spaceId' in begin) return (await requireSpace(ctx, db, begin.spaceId)).name;
    const [first, ...others] = new Map((await requireEntries(ctx, db, begin.ids)).map((entry) => [entry.id, entry])).values();
    return others.length === 0 ? (first?.name ?? null) : null;
  });
  const words = name === null ? ctx.say(ctx.language, 'files:zip.several') : name.replace(/\.zip$/i, '');
  return sendZip(
    ctx,
    reply,
    storedName(words),
    walkEntries(ctx, begin, (leftOut) => leftOutNote(ctx.language, leftOut)),
    ctx.caller.personId,
  );
}

function beginningOf({ ids, spaceId }: Record<string, unknown>): Beginning {
  if (typeof spaceId === 'string') return isId(spaceId) ? { spaceId } : notFound('folder');
  if (typeof ids !== 'string') throw kernelRefusals.badRequest({ place: 'query/ids' });
  const chosen = [...new Set(ids.split(','))];
  if (chosen.length > mostChosen) throw kernelRefusals.badRequest({ place: 'query/ids' });
  if (!chosen.every(isId)) notFound('file');
  return { ids: chosen };
}
