import { needsPreview } from '#modules/files/web/public.tsx';

/** What can be drawn on: PDF, and pictures every browser shows and can make anew. */
const types = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/gif', 'image/bmp']);

/** Whether one can write on a file; on office files and photographs of phones as the server shows them. */
export function canAnnotate({ type }: { type: string }): boolean {
  return types.has(type) || needsPreview(type);
}
