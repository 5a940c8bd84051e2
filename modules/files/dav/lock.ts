import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { mayChange } from '../tree/access.ts';
import { addressOf } from './address.ts';
import { DavAnswer } from './answer.ts';
import { type DavEntry, find } from './find.ts';
import { activeLocks } from './live-props.ts';
import { addLock, endLock, type Lock, lockSeconds, locksOn, refreshLock, shownToken } from './locks.ts';
import { putBytes } from './put.ts';
import { bodyOf, type DavRequest, requireConditions } from './request.ts';
import { type LockWish, readLockinfo } from './xml-in.ts';
import { dav, xmlType } from './xml-out.ts';

/** Locks an entry, or goes on with a lock (section 9.10). What is not there yet is made, empty. */
export async function lock(ctx: Ctx, request: DavRequest, reply: FastifyReply): Promise<unknown> {
  const body = await bodyOf(request);
  const seconds = lockSeconds([request.raw.headers['timeout']].flat()[0]);
  if (body.trim() === '') return refresh(ctx, request, reply, seconds);
  const wish = readLockinfo(body);
  if (request.depth === '1') throw new DavAnswer(400);

  const made = await ctx.read(async (db) => {
    await requireConditions(ctx, db, request);
    return (await find(ctx, db, request.names)) === null;
  });
  if (made) await putBytes(ctx, request, []);
  const { held, locks } = await ctx.write((db) => take(ctx, db, request, wish, seconds));
  reply.header('lock-token', `<${shownToken(held)}>`);
  return answer(ctx, request, reply.status(made ? 201 : 200), locks);
}

async function take(ctx: Ctx, db: Db, request: DavRequest, wish: LockWish, seconds: number): Promise<{ held: Lock; locks: Lock[] }> {
  const entry = await requireEntryAt(ctx, db, request);
  if (!mayChange(ctx.caller.personId, entry)) throw new DavAnswer(403);
  const deep = request.depth !== '0' && entry.kind === 'folder';
  const held = await addLock(ctx, db, entry, { token: randomUUID(), deep, ...wish, seconds });
  return { held, locks: (await locksOn(ctx, db, [entry.id])).get(entry.id) ?? [] };
}

async function refresh(ctx: Ctx, request: DavRequest, reply: FastifyReply, seconds: number): Promise<unknown> {
  const locks = await ctx.write(async (db) => {
    await requireConditions(ctx, db, request);
    const entry = await requireEntryAt(ctx, db, request);
    if ((await refreshLock(ctx, db, entry.id, request.tokens, seconds)) === null) throw new DavAnswer(412);
    return (await locksOn(ctx, db, [entry.id])).get(entry.id) ?? [];
  });
  return answer(ctx, request, reply, locks);
}

/** Ends a lock (section 9.11). */
export async function unlock(ctx: Ctx, request: DavRequest, reply: FastifyReply): Promise<unknown> {
  const [token] = [request.raw.headers['lock-token']].flat();
  const [, shown] = /^<([^>]+)>$/.exec(token?.trim() ?? '') ?? [];
  if (shown === undefined) throw new DavAnswer(400);
  await ctx.write(async (db) => {
    const entry = await requireEntryAt(ctx, db, request);
    if (!(await endLock(ctx, db, entry.id, shown))) throw new DavAnswer(409, 'lock-token-matches-request-uri');
  });
  return reply.status(204).send();
}

async function requireEntryAt(ctx: Ctx, db: Db, { names }: DavRequest): Promise<DavEntry> {
  const found = await find(ctx, db, names);
  if (found === null) throw new DavAnswer(404);
  // the list of places and their roots are nobody's to lock
  if (found.kind !== 'entry') throw new DavAnswer(403);
  return found.entry;
}

function answer(ctx: Ctx, { base, names }: DavRequest, reply: FastifyReply, locks: readonly Lock[]): unknown {
  const href = addressOf(base, names, false);
  const discovery = dav(
    'lockdiscovery',
    activeLocks(locks, ctx.now(), () => href),
  );
  return reply.type(xmlType).send(`<?xml version="1.0" encoding="utf-8"?>\n<D:prop xmlns:D="DAV:">${discovery}</D:prop>`);
}
