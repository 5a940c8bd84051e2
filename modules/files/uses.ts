import { sql } from 'kysely';
import type { Caller } from '#kernel/access/caller.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { ReadableFile } from './stream-file.ts';

/** What files are attached to: a row of some module. */
export interface Subject {
  /** Module id. */
  module: string;
  subjectId: string;
}

/** What file `f` is called: as its entry in a folder says, else as it was brought. */
const presentName = sql`coalesce((select e.name from files.entry e where e.school_id = f.school_id and e.id = f.id), f.name)`;

/** An attached file as a list shows it. */
export interface AttachedFile {
  id: string;
  name: string;
  type: string;
  sizeBytes: number;
}

/**
 * Makes sure that all these files are ready and the caller's own; with `attachedTo` also files that hang there already, whoever brought them
 * (a colleague's worksheet stays when the other teacher saves).
 *
 * @throws not found (404) when one is missing, somebody else's, in the bin, locked or still on its way: we do not tell which
 */
export async function requireOwnFiles(
  db: Db,
  caller: Pick<Caller, 'personId'>,
  fileIds: readonly string[],
  attachedTo?: Subject,
): Promise<void> {
  if (fileIds.length === 0) return;
  const { rows } = await sql<{
    id: string;
  }>`select f.id from files.file f where f.school_id = ${db.schoolId} and f.id = any(${[...fileIds]}) and f.state = 'ready'
    and ((f.owner_id = ${caller.personId} and f.deleted_at is null)
      or exists (select from files.use u where u.school_id = f.school_id and u.file_id = f.id
        and u.module = ${attachedTo?.module ?? ''} and u.subject_id = ${attachedTo?.subjectId ?? null}::uuid))`.execute(db);
  if (new Set(rows.map(({ id }) => id)).size < new Set(fileIds).size) notFound('file');
}

/** Makes these the files of a subject, in this order: new ones are attached under their present name, missing ones are let go. Repeatable. */
export async function attachFiles(db: Db, { module, subjectId, fileIds }: Subject & { fileIds: readonly string[] }): Promise<void> {
  const ids = [...new Set(fileIds)];
  await sql`delete from files.use where school_id = ${db.schoolId} and module = ${module} and subject_id = ${subjectId} and file_id <> all(${ids})`.execute(
    db,
  );
  if (ids.length === 0) return;
  const rows = ids.map((fileId, place) => ({ id: newId(), fileId, place }));
  await sql`insert into files.use (school_id, id, file_id, module, subject_id, name, place)
    select f.school_id, n.id, f.id, ${module}, ${subjectId}::uuid, ${presentName}, n.place
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "fileId" uuid, place integer)
    join files.file f on f.school_id = ${db.schoolId} and f.id = n."fileId"
    on conflict (school_id, module, subject_id, file_id) do update set place = excluded.place`.execute(db);
}

/** Lets go of all files of these subjects; what nobody owns and nothing uses any more is thrown away by the next sweep. */
export async function detachFiles(db: Db, module: string, subjectIds: readonly string[]): Promise<void> {
  await sql`delete from files.use where school_id = ${db.schoolId} and module = ${module} and subject_id = any(${[...subjectIds]})`.execute(
    db,
  );
}

/** The files of many subjects of a module, in their order: subject id → files. One statement. Rights are the caller's affair. */
export async function filesOf(db: Db, module: string, subjectIds: readonly string[]): Promise<Map<string, AttachedFile[]>> {
  if (subjectIds.length === 0) return new Map();
  const { rows } = await sql<
    AttachedFile & { subjectId: string }
  >`select u.subject_id as "subjectId", f.id, u.name, f.type, f.size_bytes as "sizeBytes"
    from files.use u join files.file f on f.school_id = u.school_id and f.id = u.file_id
    where u.school_id = ${db.schoolId} and u.module = ${module} and u.subject_id = any(${[...subjectIds]})
    order by u.subject_id, u.place, u.id`.execute(db);
  const files = new Map<string, AttachedFile[]>();
  for (const { subjectId, ...file } of rows) files.set(subjectId, [...(files.get(subjectId) ?? []), file]);
  return files;
}

/**
 * A file as it hangs on one of these subjects, for sending it; asked for by the id it was attached under, also when it has got newer content since.
 *
 * @throws not found (404) when it hangs on none of them
 */
export async function attachedFile(
  db: Db,
  module: string,
  subjectIds: readonly string[],
  fileId: string,
): Promise<ContentOf & { subjectId: string }> {
  const { rows } = await sql<
    ContentOf & { subjectId: string }
  >`select u.subject_id as "subjectId", f.id, u.name, f.type, f.size_bytes as "sizeBytes", f.hash, f.state
    from files.use u join files.file f on f.school_id = u.school_id and f.id = u.file_id
    where u.school_id = ${db.schoolId} and u.module = ${module} and u.subject_id = any(${[...subjectIds]}) and ${fileId} in (f.id, f.version_of)
    order by f.id <> ${fileId}, u.id desc limit 1`.execute(db);
  return rows[0] ?? notFound('file');
}

/** Own files by id that are ready, in the given order, for showing a draft; others are left out. */
export async function ownFilesById(db: Db, caller: Pick<Caller, 'personId'>, fileIds: readonly string[]): Promise<AttachedFile[]> {
  if (fileIds.length === 0) return [];
  const { rows } = await sql<AttachedFile>`select f.id, ${presentName} as name, f.type, f.size_bytes as "sizeBytes" from files.file f
    where f.school_id = ${db.schoolId} and f.id = any(${[...fileIds]}) and f.owner_id = ${caller.personId} and f.state = 'ready' and f.deleted_at is null
    order by array_position(${[...fileIds]}::uuid[], f.id)`.execute(db);
  return rows;
}

/**
 * Files by id that are ready and not in the bin, in the given order, whoever owns them; others are left out. For what several people work on together: that
 * each of them may read these very files is the affair of whoever calls.
 */
export async function readyFilesById(db: Db, fileIds: readonly string[]): Promise<AttachedFile[]> {
  if (fileIds.length === 0) return [];
  const { rows } = await sql<AttachedFile>`select f.id, ${presentName} as name, f.type, f.size_bytes as "sizeBytes" from files.file f
    where f.school_id = ${db.schoolId} and f.id = any(${[...fileIds]}) and f.state = 'ready' and f.deleted_at is null
    order by array_position(${[...fileIds]}::uuid[], f.id)`.execute(db);
  return rows;
}

/**
 * One of them, for sending it.
 *
 * @throws not found (404) when it is not ready, or in the bin
 */
export async function readyFile(db: Db, fileId: string): Promise<ReadableFile> {
  const { rows } =
    await sql<ReadableFile>`select ${presentName} as name, f.type, f.size_bytes as "sizeBytes", f.hash, f.state from files.file f
    where f.school_id = ${db.schoolId} and f.id = ${fileId} and f.state = 'ready' and f.deleted_at is null`.execute(db);
  return rows[0] ?? notFound('file');
}

/** Attaches many files to many subjects of a module in one statement, each subject in the given order. */
export async function attachMany(db: Db, module: string, pairs: readonly { subjectId: string; fileId: string }[]): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.map((pair, place) => ({ ...pair, id: newId(), place }));
  await sql`insert into files.use (school_id, id, file_id, module, subject_id, name, place)
    select f.school_id, n.id, f.id, ${module}, n."subjectId", ${presentName}, n.place
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "subjectId" uuid, "fileId" uuid, place integer)
    join files.file f on f.school_id = ${db.schoolId} and f.id = n."fileId"
    on conflict (school_id, module, subject_id, file_id) do nothing`.execute(db);
}

/** An attached file with what is needed to send it. */
export interface ContentOf extends ReadableFile {
  id: string;
}

/** The files of many subjects of a module with their content, in their order: subject id → files. One statement. Rights are the caller's affair. */
export async function contentsOf(db: Db, module: string, subjectIds: readonly string[]): Promise<Map<string, ContentOf[]>> {
  const { rows } = await sql<
    ContentOf & { subjectId: string }
  >`select u.subject_id as "subjectId", f.id, u.name, f.type, f.size_bytes as "sizeBytes", f.hash, f.state
    from files.use u join files.file f on f.school_id = u.school_id and f.id = u.file_id
    where u.school_id = ${db.schoolId} and u.module = ${module} and u.subject_id = any(${[...subjectIds]}) order by u.subject_id, u.place, u.id`.execute(
    db,
  );
  const contents = new Map<string, ContentOf[]>();
  for (const { subjectId, ...file } of rows) contents.set(subjectId, [...(contents.get(subjectId) ?? []), file]);
  return contents;
}

/** Lets go of single files of subjects of a module, in one statement. Repeatable. */
export async function detachEach(db: Db, module: string, pairs: readonly { subjectId: string; fileId: string }[]): Promise<void> {
  if (pairs.length === 0) return;
  await sql`delete from files.use u using jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as n ("subjectId" uuid, "fileId" uuid)
    where u.school_id = ${db.schoolId} and u.module = ${module} and u.subject_id = n."subjectId" and u.file_id = n."fileId"`.execute(db);
}
