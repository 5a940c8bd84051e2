import type { FastifyReply } from 'fastify';
import type { Ctx } from '#kernel/module/ctx.ts';
import { mayChange } from '../tree/access.ts';
import { addressOf } from './address.ts';
import { DavAnswer } from './answer.ts';
import { requireFound } from './find.ts';
import { requireUnlocked } from './locks.ts';
import { changeProperties } from './properties.ts';
import { bodyOf, type DavRequest, requireConditions } from './request.ts';
import { readProppatch } from './xml-in.ts';
import { emptyProp, multistatusBegin, multistatusEnd, propResponse, xmlType } from './xml-out.ts';

/** Keeps properties of a program on an entry: all changes, or none (section 9.2). Those of the DAV namespace are ours. */
export async function proppatch(ctx: Ctx, request: DavRequest, reply: FastifyReply): Promise<unknown> {
  const changes = readProppatch(await bodyOf(request));
  const own = changes.filter(({ namespace }) => namespace === 'DAV:');
  const others = changes.filter(({ namespace }) => namespace !== 'DAV:');
  const href = await ctx.write(async (db) => {
    await requireConditions(ctx, db, request);
    const found = await requireFound(ctx, db, request.names);
    if (found.kind !== 'entry' || !mayChange(ctx.caller.personId, found.entry)) throw new DavAnswer(403);
    await requireUnlocked(ctx, db, { itself: found.entry }, request.tokens);
    if (own.length === 0) await changeProperties(db, found.entry.id, changes);
    return addressOf(request.base, request.names, found.entry.kind === 'folder');
  });
  const statuses =
    own.length === 0
      ? ([['200 OK', changes.map(emptyProp)]] as const)
      : ([
          ['403 Forbidden', own.map(emptyProp)],
          ['424 Failed Dependency', others.map(emptyProp)],
        ] as const);
  return reply
    .status(207)
    .type(xmlType)
    .send(`${multistatusBegin}${propResponse(href, statuses)}${multistatusEnd}`);
}
