import { schoolOfPage } from '#kernel/web/call.ts';
import { download } from '../use-viewer.tsx';
import type { ViewedFile } from '../viewer/viewed-file.ts';

/** The page of a folder. */
export function folderPage(folderId: string): string {
  return `dateien?ordner=${folderId}`;
}

/** The page of the root of a space; one's own is the page itself. */
export function spacePage(space: { id: string; kind: string }): string {
  return space.kind === 'own' ? 'dateien' : `dateien?ort=${space.id}`;
}

/** The page of what is shared. */
export const sharedPage = 'dateien?ansicht=geteilt';

/** A file as the viewer wants it; folders are no files and give nothing. */
export function viewedOf(entry: { id: string; kind: string; name: string; type: string | null; sizeBytes: number | null }): ViewedFile[] {
  if (entry.kind === 'folder') return [];
  const address = `/api/${schoolOfPage()}/files/${entry.id}/content`;
  return [{ name: entry.name, type: entry.type ?? '', sizeBytes: entry.sizeBytes ?? 0, address }];
}

/** Takes folders and files to the device as one zip, which the server writes while it is read. */
export function downloadAsZip(ids: readonly string[]): void {
  download({ name: '', address: `/api/${schoolOfPage()}/files/zip?ids=${ids.join(',')}` });
}
