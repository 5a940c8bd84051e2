import type { FastifyReply } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { deleteEntries } from '../bin/delete.ts';
import { renameEntry } from '../rename.ts';
import { copyEntries } from '../tree/copy.ts';
import { createFolder } from '../tree/create-folder.ts';
import { moveEntries } from '../tree/move.ts';
import { DavAnswer } from './answer.ts';
import { type DavEntry, find, findAbove, requireFound } from './find.ts';
import { inOne } from './in-one.ts';
import { dropLocks, requireUnlocked } from './locks.ts';
import { copyProperties } from './properties.ts';
import { type DavRequest, destinationOf, mayOverwrite, requireConditions } from './request.ts';

interface Way {
  entry: DavEntry;
  /** The folder it lies in; null: the root of its space. */
  from: DavEntry | null;
  to: { spaceId: string; folderId: string | null; name: string };
  there: DavEntry | null;
}

/** Copies an entry, with all in it unless `Depth: 0` (section 9.8). */
export async function copy(ctx: Ctx, request: DavRequest, reply: FastifyReply): Promise<unknown> {
  const there = await inOne(ctx, async (inner, db) => {
    const way = await prepare(inner, db, request, false);
    const { entry, to } = way;
    if (entry.kind === 'folder' && request.depth === '0') {
      const { id } = await createFolder(inner, to);
      await copyProperties(db, [{ from: entry.id, to: id }]);
      return way.there;
    }
    const [made] = (await copyEntries(inner, { ids: [entry.id], spaceId: to.spaceId, folderId: to.folderId })).items;
    if (made === undefined) throw new DavAnswer(409);
    if (made.name !== to.name) await renameEntry(inner, made.id, to.name);
    await copyAllProperties(db, entry.id, made.id);
    return way.there;
  });
  return reply.status(there === null ? 201 : 204).send();
}

/** Moves an entry with all in it (section 9.9). Its id stays, and with it every link to it. */
export async function move(ctx: Ctx, request: DavRequest, reply: FastifyReply): Promise<unknown> {
  if (request.depth === '0' || request.depth === '1') throw new DavAnswer(400);
  const there = await inOne(ctx, async (inner, db) => {
    const way = await prepare(inner, db, request, true);
    const { entry, from, to } = way;
    let name = entry.name;
    if (entry.space.id !== to.spaceId || (from?.id ?? null) !== to.folderId)
      name = (await moveEntries(inner, { ids: [entry.id], spaceId: to.spaceId, folderId: to.folderId })).items[0]?.name ?? name;
    if (name !== to.name) await renameEntry(inner, entry.id, to.name);
    await dropLocks(db, entry.id);
    return way.there;
  });
  return reply.status(there === null ? 201 : 204).send();
}

/** Checks both ends and makes room at the destination. */
async function prepare(ctx: Ctx, db: Db, request: DavRequest, takesAway: boolean): Promise<Way> {
  const target = destinationOf(request);
  await requireConditions(ctx, db, request);
  const found = await requireFound(ctx, db, request.names);
  if (found.kind !== 'entry') throw new DavAnswer(403);
  const { entry } = found;
  const above = await findAbove(ctx, db, target);
  if (above === null) throw new DavAnswer(target.length < 2 ? 403 : 409);
  const from = (await findAbove(ctx, db, request.names))?.folder ?? null;
  const at = await find(ctx, db, target);
  const there = at?.kind === 'entry' ? at.entry : null;
  const name = target.at(-1) ?? '';
  if (there?.id === entry.id && there.name === name) throw new DavAnswer(403);
  if (there !== null && there.id !== entry.id && !mayOverwrite(request)) throw new DavAnswer(412);
  if (takesAway) await requireUnlocked(ctx, db, { itself: entry, folder: from, within: true }, request.tokens);
  await requireUnlocked(ctx, db, { itself: there, folder: above.folder, within: true }, request.tokens);
  if (there !== null && there.id !== entry.id) {
    await deleteEntries(ctx, [there.id]);
    await dropLocks(db, there.id);
  }
  return {
    entry,
    from,
    to: { spaceId: above.space.id, folderId: above.folder?.id ?? null, name },
    there: there?.id === entry.id ? null : there,
  };
}

/** The copy of a tree has the same names as the tree; its top may have another one. */
async function copyAllProperties(db: Db, from: string, to: string): Promise<void> {
  const { rows } = await sql<{ from: string; to: string }>`with recursive pair as (
      select ${from}::uuid as a, ${to}::uuid as b
      union all select x.id, y.id from pair p join files.entry x on x.school_id = ${db.schoolId} and x.parent_id = p.a and x.binned_at is null
        join files.entry y on y.school_id = ${db.schoolId} and y.parent_id = p.b and y.name = x.name and y.binned_at is null)
    select a as "from", b as "to" from pair`.execute(db);
  await copyProperties(db, rows);
}
