import type { ReactNode } from 'react';
import type { SharedEntry } from '../../share/contract.ts';
import { useViewer } from '../use-viewer.tsx';
import type { ViewedFile } from '../viewer/viewed-file.ts';
import { folderPage, viewedOf } from './addresses.ts';
import { useGoToPlace } from './PlaceLink.tsx';

/** Opens shared folders as a page and shared files in the viewer, which is to be drawn by whoever asks. */
export function useSharedOpener(rows: readonly SharedEntry[]): { shown: ReactNode; open: (row: SharedEntry) => void } {
  const files = rows.filter(({ kind }) => kind === 'file');
  const viewer = useViewer(files.flatMap(viewedShared));
  const go = useGoToPlace();
  return {
    shown: viewer.shown,
    open: (row) => (row.kind === 'folder' ? go(folderPage(row.entryId)) : viewer.open(files.indexOf(row))),
  };
}

/** A shared file as the viewer wants it; a folder gives nothing. */
export function viewedShared({ entryId: id, kind, name, type, sizeBytes }: SharedEntry): ViewedFile[] {
  return viewedOf({ id, kind, name, type, sizeBytes });
}
