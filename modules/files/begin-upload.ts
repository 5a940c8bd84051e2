import { notFound } from '#kernel/errors/refusals.ts';
import { isId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from './refusals.ts';
import { requireRoom } from './room.ts';
import { maxFileBytes, megabyte } from './settings.ts';
import { requireAddable } from './tree/access.ts';
import { storedName } from './tree/entry-name.ts';
import { mostInFolder } from './tree/limits.ts';
import { lockSpaces } from './tree/lock.ts';
import { landingAt } from './tree/place-entries.ts';

/** What the header of an upload says. */
export interface Announced {
  id: string;
  /** As the device calls it; made safe here. */
  name: string;
  sizeBytes: number | undefined;
  /** Where it goes; without both into the root of one's own. */
  folderId: string | undefined;
  spaceId: string | undefined;
  /** A file of that name gets a new version. */
  replaces: boolean;
}

/**
 * Notes an upload that begins and takes its announced length out of the room of its space. Uploads into one space begin one after the other,
 * so that ten at once cannot share the same room.
 *
 * @throws `files.quota_full` (413) with `freeMegabytes`, `files.file_too_large` (413), `files.length_unknown` (400), `files.folder_full` (422),
 * `files.read_only` (403) · not found (404) when the caller does not see the place
 */
export async function beginUpload(ctx: Ctx, { id, name, sizeBytes, folderId, spaceId, replaces }: Announced): Promise<void> {
  if (sizeBytes === undefined) throw refusals.lengthUnknown();
  if (sizeBytes > maxFileBytes) throw refusals.fileTooLarge({ maxMegabytes: maxFileBytes / megabyte });
  for (const given of [folderId, spaceId]) if (given !== undefined && !isId(given)) notFound('folder');

  await ctx.write(async (db) => {
    const { space } = await requireAddable(ctx, db, { folderId, spaceId });
    await lockSpaces(db, { spaceIds: [space.id] });
    const place = await requireAddable(ctx, db, { folderId, spaceId });
    const { taken } = await landingAt(ctx, db, place, { count: 0, depth: 0 });
    if (taken.size >= mostInFolder) throw refusals.folderFull({ most: mostInFolder });
    await requireRoom(ctx, db, place.space, sizeBytes);
    const own = place.space.kind === 'own';
    await db
      .insertInto('files.file')
      .values({
        school_id: db.schoolId,
        id,
        owner_id: own ? place.space.id : null,
        space_id: own ? null : place.space.id,
        made_by: ctx.caller.personId,
        target_id: place.folder?.id ?? null,
        replaces,
        name: storedName(name),
        size_bytes: sizeBytes,
        state: 'uploading',
        made_at: ctx.now(),
      })
      .execute();
  });
}
