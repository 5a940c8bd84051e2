import type { Answer } from '#kernel/contract/contract.ts';
import { useFilter } from '#kernel/web/address.ts';
import { usePages } from '#kernel/web/ask.ts';
import { folderContract } from '../../tree/contract.ts';

/** A folder's first page, for all but its rows. */
export type FolderPage = Answer<typeof folderContract>;

/** What the address may say about the order; a stranger's word is the usual order. */
const orders = {
  name: { sort: 'name', order: 'asc' },
  'name-ab': { sort: 'name', order: 'desc' },
  neueste: { sort: 'date', order: 'desc' },
  aelteste: { sort: 'date', order: 'asc' },
  groesste: { sort: 'size', order: 'desc' },
} as const;
export type Order = keyof typeof orders;
export const orderNames = Object.keys(orders) as Order[]; // the keys of a constant

/** The folder the address names, in the order it names. */
export function useFolder(when: boolean) {
  const [spaceId] = useFilter('ort');
  const [folderId] = useFilter('ordner');
  const [sorted] = useFilter('sortierung', 'name');
  const order = orders[orderNames.find((name) => name === sorted) ?? 'name'];
  const place = folderId !== '' ? { folderId } : spaceId !== '' ? { spaceId } : {};
  const known = folderId !== '' ? folderId : spaceId;
  const list = usePages(
    folderContract,
    { query: { ...place, ...order, limit: 100 } },
    { when, ...(known !== '' && { topic: `files/folder/${known}` }) },
  );
  const page = list.first as FolderPage | undefined; // `first` is an answer of this contract
  return { list, page };
}
