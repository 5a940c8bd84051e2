import { sql } from 'kysely';
import { keepMore } from '#kernel/blobs/ledger.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { filesChanged } from '../events.ts';
import { freeNames, storedName } from '../tree/entry-name.ts';
import { lockSpaces } from '../tree/lock.ts';
import type { Subject } from '../uses.ts';
import { foldersFor } from './folders-for.ts';

interface Original {
  askedId: string;
  id: string;
  name: string;
  hash: string;
}

/**
 * Copies files that are attached to something into the caller's own files, into a folder of that name, made where there is none. No bytes are copied; the
 * copies take room, but are not refused for want of it: nobody should miss a worksheet because of their own pictures. That the caller may read the files
 * there is the affair of whoever calls. The caller's space is locked until the transaction ends.
 *
 * @param wanted.after  what names get before their ending: "Blatt.pdf" with " - Anna Meier" becomes "Blatt - Anna Meier.pdf"
 * @returns id of the file → id of its copy; files that are not attached there, or locked, are left out
 */
export async function copyToOwn(
  ctx: Ctx,
  db: Db,
  { subject, fileIds }: { subject: Subject; fileIds: readonly string[] },
  wanted: { folder: string; after: string },
): Promise<Map<string, string>> {
  const { personId } = ctx.caller;
  await lockSpaces(db, { spaceIds: [personId] });
  // a use may point at the content a file had when it was attached
  const { rows: originals } =
    await sql<Original>`select distinct on (w.id) w.id as "askedId", f.id, u.name, f.hash from unnest(${[...fileIds]}::uuid[]) as w (id)
    join files.file f on f.school_id = ${db.schoolId} and w.id in (f.id, f.version_of) and f.state = 'ready'
    join files.use u on u.school_id = f.school_id and u.file_id = f.id and u.module = ${subject.module} and u.subject_id = ${subject.subjectId}
    order by w.id, f.id <> w.id, u.id desc`.execute(db);
  if (originals.length === 0) return new Map();
  const names = originals.map(({ name }) => withAddition(name, wanted.after));
  const [place] = await foldersFor(ctx, db, [personId], { name: names[0] ?? '', space: { name: wanted.folder } });
  if (place === undefined) throw new Error('no folder was made');
  const { rows: there } = await sql<{ name: string }>`select lower(e.name) as name from files.entry e
    where e.school_id = ${db.schoolId} and e.parent_id = ${place.folderId} and e.binned_at is null`.execute(db);
  const free = freeNames(names, new Set(there.map(({ name }) => name)));
  const copies = originals.map(({ askedId, id }, index) => ({ askedId, from: id, id: newId(), name: free[index] ?? askedId }));
  const list = JSON.stringify(copies);
  await sql`insert into files.file (school_id, id, owner_id, made_by, name, type, size_bytes, hash, state, made_at)
    select f.school_id, n.id, ${personId}::uuid, ${personId}::uuid, n.name, f.type, f.size_bytes, f.hash, f.state, ${ctx.now()}::timestamptz
    from jsonb_to_recordset(${list}::jsonb) as n (id uuid, "from" uuid, name text) join files.file f on f.school_id = ${db.schoolId} and f.id = n."from"`.execute(
    db,
  );
  await sql`insert into files.entry (school_id, id, kind, owner_id, parent_id, name, made_by, changed_at)
    select ${db.schoolId}::uuid, n.id, 'file', ${personId}::uuid, ${place.folderId}::uuid, n.name, ${personId}::uuid, ${ctx.now()}::timestamptz
    from jsonb_to_recordset(${list}::jsonb) as n (id uuid, name text)`.execute(db);
  await keepMore(
    db,
    originals.map(({ hash }) => hash),
  );
  await db.emit(filesChanged, { folderIds: [place.isNew ? personId : place.folderId] });
  return new Map(copies.map(({ askedId, id }) => [askedId, id]));
}

function withAddition(name: string, addition: string): string {
  const ending = /\.[^. ]{1,20}$/.exec(name)?.[0] ?? '';
  return storedName(`${name.slice(0, name.length - ending.length)}${addition}${ending}`);
}
