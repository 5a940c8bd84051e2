import { type PagedAsk, usePages } from '#kernel/web/ask.ts';
import { CallFailed } from '#kernel/web/call.ts';
import { type Entry, folderContract, type Space } from '../../tree/contract.ts';
import type { FolderPage } from './use-folder.ts';

/** A place one looks at while choosing where to. */
export interface LookedAt {
  /** What lies there; empty while another place is shown, and when this one is no more. */
  list: PagedAsk<Entry>;
  /** Whether the caller may put something there; null until that is known. */
  mayAdd: boolean | null;
  /** In a folder right below it members may put something. */
  opensBelow: boolean;
}

/** Asks for a folder, or the root of a space: what lies there, and whether one may put something there. Nothing is asked without a space. */
export function usePlace(space: Space | null, folderId: string | null): LookedAt {
  const where = folderId !== null ? { folderId } : space !== null ? { spaceId: space.id } : {};
  const list = usePages(folderContract, { query: { ...where, sort: 'name', limit: 100 } }, { when: space !== null });
  const page = list.first as FolderPage | undefined; // `first` is an answer of this contract
  // the answer of the place before stays until this one is there; that of a place that has gone stays until it is said
  const isHere = page?.space.id === space?.id && (page?.folder?.id ?? null) === folderId;
  if (page !== undefined && isHere && !isGone(list.error)) {
    const opensBelow = list.rows.some(({ kind, part }) => kind === 'folder' && (part === 'open' || part === 'hand_in'));
    return { list, mayAdd: page.mayAdd, opensBelow };
  }
  return { list: { ...list, rows: [], more: null, pending: list.error === null }, mayAdd: null, opensBelow: false };
}

/** Whether a refusal says that there is no such thing, or none any more, for the caller. */
export function isGone(error: unknown): boolean {
  return error instanceof CallFailed && error.status === 404;
}
