import type { Caller } from '#kernel/access/caller.ts';
import type { Db } from '#kernel/db/db.ts';
import { filesOf, ownFilesById } from '#modules/files/public.ts';
import { namedPictures } from '../rich-text.ts';

/** What every browser draws and none runs; SVG is a program. */
const types = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/**
 * Which of the pictures named in a text may stand in it: the caller's own files, and what hangs on the work already, whoever brought it. The others
 * are left out without a word, so that nobody learns what there is, and a text pasted from elsewhere is saved all the same.
 *
 * @param text  HTML as it came
 */
export async function knownPictures(db: Db, caller: Caller, text: string, assignmentId?: string): Promise<Set<string>> {
  const named = namedPictures(text);
  if (named.length === 0) return new Set();
  const [own, attached] = await Promise.all([
    ownFilesById(db, caller, named),
    assignmentId === undefined ? null : filesOf(db, 'assignments', [assignmentId]),
  ]);
  const known = [...own, ...(attached?.get(assignmentId ?? '') ?? [])];
  return new Set(known.filter(({ type }) => types.has(type)).map(({ id }) => id));
}
