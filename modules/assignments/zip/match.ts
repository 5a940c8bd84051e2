import type { ContentOf, ZippedEntry } from '#modules/files/public.ts';
import type { Corrections } from './contract.ts';

/** As many files as one answer may carry (contract.ts). */
const mostFiles = 20;

/** What one pupil has in the zip as it would be written now. */
export interface Known {
  pupilId: string;
  name: string;
  handInId: string;
  folder: string;
  files: readonly (ContentOf & { path: string })[];
  /** The words typed, as the bytes they have in the zip. */
  text: { hash: string; sizeBytes: number };
  /** Files in the answer as teachers see it. */
  answerFiles: readonly ContentOf[];
}

/** A file that is to become part of an answer. */
export interface Change {
  pupil: Known;
  fileName: string;
  zipped: ZippedEntry;
}

export interface Matched {
  changes: Change[];
  unchanged: number;
  leftOut: Corrections['leftOut'];
}

/**
 * Whose each file of a zip is, and whether it is another than what was handed in or lies in the answer already. Compared is content, not name or time.
 *
 * @param whose  the pupil of a folder by its name in lower case; 'again' when that pupil has handed in since; undefined: nobody's
 * @param ours  names beside the folders that we wrote ourselves, in lower case
 * @param hashOf  SHA-256 of an entry's content; asked only where its size does not tell it apart
 */
export async function matchFiles(
  entries: readonly ZippedEntry[],
  whose: (folder: string) => Known | 'again' | undefined,
  ours: ReadonlySet<string>,
  hashOf: (zipped: ZippedEntry) => Promise<string>,
): Promise<Matched> {
  const matched: Matched = { changes: [], unchanged: 0, leftOut: [] };
  for (const zipped of entries) {
    const [first = '', ...below] = zipped.way;
    if (zipped.isFolder || (below.length === 0 && ours.has(first.toLowerCase()))) continue;
    const pupil = below.length === 0 ? undefined : whose(first.toLowerCase());
    const path = zipped.way.join('/');
    if (pupil === undefined) matched.leftOut.push({ path, why: 'unknown' });
    else if (pupil === 'again') matched.leftOut.push({ path, why: 'handed_in_again' });
    else if (await isKnown(pupil, zipped, hashOf)) matched.unchanged += 1;
    else addChange(matched, pupil, zipped, path);
  }
  matched.changes.sort((a, b) => a.pupil.name.localeCompare(b.pupil.name, 'de') || (a.pupil.pupilId < b.pupil.pupilId ? -1 : 1));
  return matched;
}

function addChange(matched: Matched, pupil: Known, zipped: ZippedEntry, path: string): void {
  const fileName = originalName(pupil, zipped);
  const own = matched.changes.filter((change) => change.pupil === pupil).map((change) => change.fileName.toLowerCase());
  const names = new Set([...pupil.answerFiles.map(({ name }) => name.toLowerCase()), ...own]);
  if (own.includes(fileName.toLowerCase())) matched.leftOut.push({ path, why: 'unknown' });
  else if (names.size >= mostFiles && !names.has(fileName.toLowerCase())) matched.leftOut.push({ path, why: 'too_many' });
  else matched.changes.push({ pupil, fileName, zipped });
}

/** A file that was in the zip gets the name under which it was handed in, without the number before it. */
function originalName({ files }: Known, { way }: ZippedEntry): string {
  const last = way.at(-1) ?? '';
  const handedIn = files.find(({ path }) => path.toLowerCase() === last.toLowerCase());
  return handedIn?.name ?? last;
}

async function isKnown({ files, answerFiles, text }: Known, zipped: ZippedEntry, hashOf: (zipped: ZippedEntry) => Promise<string>) {
  const alike = [...files, ...answerFiles, text].filter(({ sizeBytes }) => sizeBytes === zipped.sizeBytes);
  if (alike.length === 0) return false;
  const hash = await hashOf(zipped);
  return alike.some((file) => file.hash === hash);
}
