import type { Answer, Body } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { requireAddable } from './access.ts';
import type { createFolderContract } from './contract.ts';
import { givenName } from './entry-name.ts';
import { lockSpaces } from './lock.ts';
import { insertEntries, landingAt, partOf } from './place-entries.ts';

/**
 * Makes a folder. What members may do in it: in the root of a group space what its leader says (read when nothing is said), deeper what the top folder says.
 *
 * @throws `files.name_taken` (409) with the name, `files.name_not_allowed` (422), `files.too_deep` (422), `files.folder_full` (422);
 * `files.read_only` (403) where the caller only reads; not found (404) when they do not see the place
 */
export async function createFolder(ctx: Ctx, body: Body<typeof createFolderContract>): Promise<Answer<typeof createFolderContract>> {
  const name = givenName(body.name);
  return ctx.write(async (db) => {
    const seen = await requireAddable(ctx, db, body);
    await lockSpaces(db, { spaceIds: [seen.space.id] });
    const place = await requireAddable(ctx, db, body);
    const landing = await landingAt(ctx, db, place, { count: 1, depth: 1 });
    if (landing.taken.has(name.toLowerCase())) throw refusals.nameTaken({ name });
    const id = newId();
    const chosen = place.folder === null && place.space.kind !== 'own' && place.space.leads ? body.part : undefined;
    const part = chosen ?? partOf(place, 'folder');
    await insertEntries(ctx, db, place, [{ id, kind: 'folder', name, part, forId: landing.forId }]);
    await db.emit(filesChanged, { folderIds: [place.folder?.id ?? place.space.id] });
    return { id, name };
  });
}
