import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { Check } from 'typebox/value';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { contentsOf, type OpenZip, requireZip, storedName, withLocalCopy, withZip, type ZippedEntry } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import { refusals } from '../refusals.ts';
import { textFile } from './download.ts';
import { type PupilFolder, pupilFolders } from './handed-in.ts';
import { Manifest, manifestName } from './manifest.ts';
import { type Known, type Matched, matchFiles } from './match.ts';

/** A list of folders for a thousand pupils takes some hundred kilobytes. */
const mostManifestBytes = 5_000_000;

/**
 * Opens a zip of corrected hand-ins among the caller's own files and finds out whose its files are: by the list we have put into it, or by the names of the
 * folders when it is gone. Nothing is changed; no transaction is open while the zip is read.
 *
 * @throws not found (404) when the caller does not teach there or the zip is not among what they may read · `assignments.zip_of_other_work` (409) ·
 * `assignments.zip_foreign` (422) when its list names pupils or hand-ins that are not of this work · and all of `requireZip` and `withZip`
 */
export async function readCorrections<R>(
  ctx: Ctx,
  { assignmentId, fileId }: { assignmentId: string; fileId: string },
  work: (zip: OpenZip, matched: Matched) => Promise<R>,
): Promise<R> {
  const file = await ctx.read(async (db) => {
    await requireTaught(db, ctx, assignmentId);
    return requireZip(ctx, db, fileId);
  });
  return withLocalCopy(ctx, file.hash, (path) =>
    withZip(path, async (zip) => {
      const known = await knownPupils(ctx, assignmentId);
      const { entries, manifest } = await unwrapped(zip, known);
      const whose = manifest === null ? byFolder(known) : await byManifest(ctx, assignmentId, manifest, known);
      const ours = new Set(
        [manifestName.slice(1), `${ctx.say(ctx.language, 'assignments:zip.overview')}.csv`].map((name) => name.toLowerCase()),
      );
      return work(zip, await matchFiles(entries, whose, ours, (zipped) => hashOf(zip, zipped)));
    }),
  );
}

/** The archive's entries as seen from the folder that holds the pupils' folders: some programs put one more around them. */
async function unwrapped(zip: OpenZip, known: readonly Known[]): Promise<{ entries: ZippedEntry[]; manifest: Manifest | null }> {
  const name = storedName(manifestName).toLowerCase();
  const found = zip.entries.find(({ way, isFolder }) => !isFolder && way.length <= 2 && way.at(-1)?.toLowerCase() === name);
  const [first] = zip.entries[0]?.way ?? [];
  const isWrapped =
    found === undefined
      ? first !== undefined &&
        zip.entries.every(({ way }) => way[0] === first) &&
        !known.some(({ folder }) => folder.toLowerCase() === first.toLowerCase())
      : found.way.length === 2;
  const outside = isWrapped ? (found?.way[0] ?? first) : undefined;
  const entries = zip.entries.flatMap((zipped) => {
    if (outside === undefined) return zipped;
    return zipped.way[0] === outside && zipped.way.length > 1 ? { ...zipped, way: zipped.way.slice(1) } : [];
  });
  return { entries, manifest: found === undefined ? null : await readManifest(zip, found) };
}

async function readManifest(zip: OpenZip, zipped: ZippedEntry): Promise<Manifest> {
  if (zipped.sizeBytes > mostManifestBytes) throw refusals.zipForeign();
  try {
    const value: unknown = JSON.parse(await text(await zip.read(zipped)));
    if (Check(Manifest, value)) return value;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
  }
  throw refusals.zipForeign();
}

function byFolder(known: readonly Known[]) {
  const folders = new Map(known.map((pupil) => [pupil.folder.toLowerCase(), pupil]));
  return (folder: string) => folders.get(folder);
}

/** The list is only believed where each of its lines is a hand-in of this work by that pupil. */
async function byManifest(ctx: Ctx, assignmentId: string, manifest: Manifest, known: readonly Known[]) {
  if (manifest.assignmentId !== assignmentId) throw refusals.zipOfOtherWork();
  const lines = Object.entries(manifest.folders);
  const handIns = await ctx.read((db) =>
    handInsOf(
      db,
      assignmentId,
      lines.map(([, { handInId }]) => handInId),
    ),
  );
  if (lines.some(([, { pupilId, handInId }]) => handIns.get(handInId) !== pupilId)) throw refusals.zipForeign();
  const byPupil = new Map(known.map((pupil) => [pupil.pupilId, pupil]));
  const folders = new Map(
    lines.map(([folder, { pupilId, handInId }]) => {
      const pupil = byPupil.get(pupilId);
      return [folder.toLowerCase(), pupil !== undefined && pupil.handInId !== handInId ? ('again' as const) : pupil];
    }),
  );
  return (folder: string) => folders.get(folder);
}

/** Hand-ins of this work: id → pupil. */
async function handInsOf(db: Db, assignmentId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; pupilId: string }>`select h.id, h.pupil_id as "pupilId" from assignments.hand_in h
    where h.school_id = ${db.schoolId} and h.assignment_id = ${assignmentId} and h.id = any(${[...ids]})`.execute(db);
  return new Map(rows.map(({ id, pupilId }) => [id, pupilId]));
}

async function knownPupils(ctx: Ctx, assignmentId: string): Promise<Known[]> {
  const pupils: (PupilFolder & { handIn: NonNullable<PupilFolder['handIn']> })[] = [];
  for await (const { handIn, ...pupil } of pupilFolders(ctx, assignmentId)) if (handIn !== null) pupils.push({ ...pupil, handIn });
  const answerIds = pupils.flatMap(({ answer }) => answer?.id ?? []);
  const { files, withdrawn } = await ctx.read(async (db) => ({
    files: await contentsOf(db, 'assignments', answerIds),
    withdrawn: await withdrawnOf(db, answerIds),
  }));
  return pupils.map(({ pupilId, name, folder, handIn, files: handedIn, answer }) => {
    const bytes = textFile(handIn.text, handedIn);
    return {
      pupilId,
      name,
      folder,
      handInId: handIn.id,
      files: handedIn,
      text: { hash: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length },
      answerFiles: (files.get(answer?.id ?? '') ?? []).filter(({ id }) => !withdrawn.has(id)),
    };
  });
}

async function withdrawnOf(db: Db, answerIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select unnest(n.withdrawn_file_ids) as id from assignments.answer n
    where n.school_id = ${db.schoolId} and n.id = any(${[...answerIds]})`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

async function hashOf(zip: OpenZip, zipped: ZippedEntry): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(await zip.read(zipped), hash);
  return hash.digest('hex');
}
