import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { storedName } from '../tree/entry-name.ts';
import { leftOutNote } from '../zip/left-out.ts';
import { sendZip } from '../zip/send-zip.ts';
import { type Level, type Walker, walkTree } from '../zip/walk.ts';
import { findBehind, type OpenLink } from './access.ts';
import { inLink, shownPass } from './open.ts';
import type { Pass } from './pass.ts';

/**
 * Sends the folder of a link, or one below it, as one zip, for who has opened the link. Whether the link holds and the folder lies behind it is asked again with
 * every page of rows: where that ends meanwhile, the zip ends.
 *
 * @throws not found (404) for a pass that does not hold (any more), a file, and a folder that does not lie behind the link
 */
export async function downloadLinkedZip(ctx: PlatformCtx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { folderId } = request.params as { folderId: string }; // the route's own parameter
  const { pass } = request.query as Record<string, unknown>; // as the address has it
  if (!isId(folderId) || typeof pass !== 'string') notFound('link');
  const shown = shownPass(ctx, pass) ?? notFound('link');
  const folder = await inLink(ctx, shown, (db, link) => findBehind(db, link, folderId));
  if (folder?.kind !== 'folder') notFound('link');
  reply.header('x-robots-tag', 'noindex, nofollow');
  const pieces = walkTree(walkerBehind(ctx, shown), { ids: [folderId] }, (leftOut) => leftOutNote(ctx.language, leftOut));
  return sendZip(ctx, reply, storedName(folder.name), pieces, null);
}

/** The eyes of who has opened a link. */
function walkerBehind(ctx: PlatformCtx, shown: Pass): Walker {
  return {
    now: () => ctx.now(),
    page: async (level, rows) =>
      (await inLink(ctx, shown, async (db, link) => rows(db, await seenBehind(db, link, level)))) ?? notFound('link'),
  };
}

async function seenBehind(db: Db, link: OpenLink, level: Level) {
  if ('spaceId' in level) notFound('link'); // a link opens an entry, never a space
  const [folderId = ''] = 'ids' in level ? level.ids : [level.parentId];
  if ((await findBehind(db, link, folderId)) === null) notFound('link');
  return 'ids' in level ? sql`e.id = ${folderId}` : sql`(e.parent_id = ${folderId} and e.for_id is null)`;
}
