import { drawnPictures, needsPreview } from '../../preview/contract.ts';
import type { ViewedFile } from './viewed-file.ts';

/** Below this a picture itself comes as fast as a smaller one. */
const smallBytes = 400_000;

/** Where the preview of a file is, for whoever may read the file. */
export function previewAddress(address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}preview=shown`;
}

/** A file as it is drawn and written on: what can be shown only as a preview becomes a PDF or a picture; all else is itself. */
export function asShown(file: ViewedFile): ViewedFile {
  if (!needsPreview(file.type)) return file;
  const [ending, type] = file.type.startsWith('image/') ? ['webp', 'image/webp'] : ['pdf', 'application/pdf'];
  return { ...file, name: `${file.name.replace(/\.[^.]{1,8}$/, '')}.${ending}`, type, address: previewAddress(file.address) };
}

/** Where a picture comes from that is looked at as a whole: a large one smaller, as far as the server has made that. */
export function pictureAddress({ type, sizeBytes, address }: Pick<ViewedFile, 'type' | 'sizeBytes' | 'address'>): string {
  return drawnPictures.has(type) && sizeBytes > smallBytes ? previewAddress(address) : address;
}
