import { roomContract } from '../../contract.ts';
import { favouritesContract, findContract, recentContract } from '../../find/contract.ts';
import { binListContract, folderContract } from '../../tree/contract.ts';

/** What shows entries, and how much room they take: asked again after any change. */
export const listsOfEntries = [folderContract, findContract, recentContract, favouritesContract, binListContract, roomContract] as const;
