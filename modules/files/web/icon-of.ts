import type { IconName } from '#kernel/ui/icons.ts';

/** The icon of a media type. */
export function iconOf(type: string): IconName {
  if (type === 'application/pdf') return 'file-pdf';
  if (type.startsWith('image/')) return 'photo';
  if (type.startsWith('video/')) return 'video';
  if (type === 'application/zip') return 'archive';
  return 'file';
}
