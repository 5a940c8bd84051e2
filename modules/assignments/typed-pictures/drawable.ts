import type { Db } from '#kernel/db/db.ts';
import { filesOf, readyFilesById } from '#modules/files/public.ts';
import { isDrawn } from './contract.ts';

/**
 * Which of these files every browser draws. That the caller may hand them in is asked before.
 *
 * @param earlierId  the earlier hand-in, whose files may stay although they lie in the bin by now
 */
export async function drawableOf(db: Db, fileIds: readonly string[], earlierId: string | undefined): Promise<Set<string>> {
  if (fileIds.length === 0) return new Set();
  const [there, earlier] = await Promise.all([
    readyFilesById(db, fileIds),
    earlierId === undefined ? null : filesOf(db, 'assignments', [earlierId]),
  ]);
  const all = [...there, ...(earlier?.get(earlierId ?? '') ?? [])];
  return new Set(all.filter((file) => isDrawn(file) && fileIds.includes(file.id)).map(({ id }) => id));
}
