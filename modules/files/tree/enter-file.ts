import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { Refusal } from '#kernel/errors/refusal.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesChanged } from '../events.ts';
import type { Upload } from '../uploads.ts';
import { replaceContent } from '../versions/replace.ts';
import { mayChange, type Place, requireAddable } from './access.ts';
import { freeNames } from './entry-name.ts';
import { lockSpaces } from './lock.ts';
import { insertEntries, landingAt, partOf } from './place-entries.ts';

/**
 * Puts a file whose bytes have all come where it was meant to go. With `replaces` the file of its name, if the caller may change it, gets the bytes as its
 * newest version and keeps its id; otherwise a taken name gets a number. When the folder has gone meanwhile it goes into the root, if the caller may add there.
 *
 * @throws not found (404) or `files.read_only` (403) when the caller may not add there any more · `files.folder_full` (422)
 */
export async function enterFile(ctx: Ctx, db: Db, fileId: string, upload: Upload): Promise<void> {
  const spaceId = upload.space_id ?? upload.owner_id ?? ctx.caller.personId;
  await lockSpaces(db, { spaceIds: [spaceId] });
  const place = await stillThere(ctx, db, { spaceId, folderId: upload.target_id });
  const folderIds = [place.folder?.id ?? place.space.id];
  const older = upload.replaces ? await fileNamed(ctx, db, place, upload.name) : null;
  if (older !== null) await replaceContent(ctx, db, older, fileId);
  else {
    const { taken, forId } = await landingAt(ctx, db, place, { count: 1, depth: 0 });
    const [name = upload.name] = freeNames([upload.name], taken);
    await insertEntries(ctx, db, place, [{ id: fileId, kind: 'file', name, part: partOf(place, 'file'), forId }]);
  }
  await db.emit(filesChanged, { folderIds });
}

async function stillThere(ctx: Ctx, db: Db, where: { spaceId: string; folderId: string | null }): Promise<Place> {
  try {
    return await requireAddable(ctx, db, where);
  } catch (error) {
    if (where.folderId === null || !(error instanceof Refusal) || error.status !== 404) throw error;
    return requireAddable(ctx, db, { spaceId: where.spaceId });
  }
}

/** The file of that name there, if the caller sees it and may change it; null otherwise. */
async function fileNamed(ctx: Ctx, db: Db, { space, folder }: Place, name: string): Promise<string | null> {
  const { personId } = ctx.caller;
  const within = folder === null ? sql`e.parent_id is null` : sql`e.parent_id = ${folder.id}`;
  const { rows } = await sql<{ id: string; forId: string | null }>`select e.id, e.for_id as "forId" from files.entry e
    where e.school_id = ${db.schoolId} and e.space_id = ${space.id} and ${within} and e.kind = 'file' and e.binned_at is null and lower(e.name) = lower(${name})
      and (${space.leads} or e.for_id is null or e.for_id = ${personId})
    order by e.for_id is distinct from ${folder?.forId ?? null}::uuid, e.for_id is distinct from ${personId}, e.id limit 1`.execute(db);
  const [found] = rows;
  if (found === undefined) return null;
  const seen = { parentId: folder?.id ?? null, part: folder?.part ?? null, forId: found.forId, space };
  return mayChange(personId, { ...seen, id: found.id }) ? found.id : null;
}
