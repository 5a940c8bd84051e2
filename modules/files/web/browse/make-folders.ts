import { CallFailed, call } from '#kernel/web/call.ts';
import { createFolderContract, folderContract } from '../../tree/contract.ts';
import type { UploadTarget } from '../send-file.ts';

/** A place in a space: a folder, or the root where it is null. */
export interface FolderPlace {
  spaceId: string;
  folderId: string | null;
}

/**
 * Finds or makes folders below a place, each once however many files lie in it.
 *
 * @returns where files with this way go
 */
export function folderMaker(place: FolderPlace): (folders: readonly string[]) => Promise<UploadTarget> {
  const known = new Map<string, Promise<string>>();
  const find = (folders: readonly string[]): Promise<string> => {
    const key = folders.join('/');
    const there = known.get(key);
    if (there !== undefined) return there;
    const name = folders.at(-1) ?? '';
    const above = folders.length === 1 ? Promise.resolve(place.folderId) : find(folders.slice(0, -1));
    const made = above.then((folderId) => makeOrFind({ spaceId: place.spaceId, folderId }, name));
    known.set(key, made);
    return made;
  };
  return async (folders) => ({ spaceId: place.spaceId, folderId: folders.length === 0 ? place.folderId : await find(folders) });
}

/** A folder of that name may lie there already: files are added to it. */
async function makeOrFind(place: FolderPlace, name: string): Promise<string> {
  try {
    return (await call(createFolderContract, { body: { ...place, name } })).id;
  } catch (error) {
    if (!(error instanceof CallFailed) || error.code !== 'files.name_taken') throw error;
    const found = await findFolder(place, name);
    if (found === undefined) throw error; // a file has the name
    return found;
  }
}

async function findFolder({ spaceId, folderId }: FolderPlace, name: string): Promise<string | undefined> {
  let cursor: string | null = null;
  do {
    const query = folderId === null ? { spaceId } : { folderId };
    const page: { items: { id: string; kind: string; name: string }[]; next: string | null } = await call(folderContract, {
      query: { ...query, sort: 'name', limit: 200, ...(cursor !== null && { cursor }) },
    });
    const found = page.items.find((entry) => entry.kind === 'folder' && entry.name.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found.id;
    if (page.items.some(({ kind }) => kind === 'file')) return undefined; // folders come first
    cursor = page.next;
  } while (cursor !== null);
  return undefined;
}
