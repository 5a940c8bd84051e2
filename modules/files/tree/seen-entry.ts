import type { Part } from './contract.ts';
import type { SpaceRow } from './spaces.ts';

/** A folder or file the caller may see, with the space it lies in. */
export interface SeenEntry {
  id: string;
  kind: 'folder' | 'file';
  name: string;
  parentId: string | null;
  part: Part | null;
  /** Whose hand-in it is; null: everybody of the space sees it. */
  forId: string | null;
  space: SpaceRow;
}
