import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '#kernel/errors/refusal.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { DavAnswer } from './answer.ts';
import { get } from './get.ts';
import { lock, unlock } from './lock.ts';
import { mkcol } from './mkcol.ts';
import { propfind } from './propfind.ts';
import { proppatch } from './proppatch.ts';
import { put } from './put.ts';
import { remove } from './remove.ts';
import { type DavRequest, readRequest } from './request.ts';
import { copy, move } from './transfer.ts';
import { errorBody, xmlType } from './xml-out.ts';

type Method = (ctx: Ctx, request: DavRequest, reply: FastifyReply) => Promise<unknown>;

const methods: Record<string, Method> = {
  GET: get,
  HEAD: get,
  PUT: put,
  DELETE: remove,
  MKCOL: mkcol,
  COPY: copy,
  MOVE: move,
  PROPFIND: propfind,
  PROPPATCH: proppatch,
  LOCK: lock,
  UNLOCK: unlock,
};

/**
 * WebDAV, classes 1 and 2 (RFC 4918), over the caller's places: the same rights, rules, bin and versions as on the page. The first folder is the list of
 * places; nothing is made or moved there.
 */
export async function serveDav(ctx: Ctx, raw: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const method = methods[raw.method];
  if (method === undefined)
    // OPTIONS; the last header is what Windows and Office look for
    return reply.headers({ dav: '1, 2', allow: ['OPTIONS', ...Object.keys(methods)].join(', '), 'ms-author-via': 'DAV' }).send();
  try {
    return await method(ctx, readRequest(ctx, raw), reply);
  } catch (error) {
    // whoever sent a body that nobody will read must not wait for it to be taken
    if (!raw.raw.complete) raw.raw.resume();
    if (error instanceof Refusal && error.code === 'files.quota_full') return reply.status(507).type('text/plain; charset=utf-8').send('');
    if (!(error instanceof DavAnswer)) throw error;
    reply.status(error.status);
    return error.condition === null ? reply.send('') : reply.type(xmlType).send(errorBody(error.condition));
  }
}
