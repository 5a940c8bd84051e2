import { sql } from 'kysely';
import { keepMore } from '#kernel/blobs/ledger.ts';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { filesChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { requireEntry, type SeenEntry } from '../tree/access.ts';
import { lockSpaces } from '../tree/lock.ts';
import { type Below, subtreeOf } from '../tree/subtree.ts';
import type { handOutContract } from './contract.ts';
import { type Addressee, foldersFor } from './folders-for.ts';
import { membersOfSpace } from './members.ts';

/** Rows one hand-out may make: a folder of forty for a whole school. */
const mostRows = 50_000;

/**
 * Copies a folder or file of a group space to the own files of every member, into a folder named after the group or course. No bytes are copied, and the
 * members' room is not asked: nobody should miss a worksheet because of their own pictures. The number of statements does not grow with the members.
 *
 * @throws not found (404) when the caller does not see it · `files.read_only` (403) when they do not lead the space · `files.handed_in_stays` (409) ·
 * `files.nobody_to_hand_out_to` (409) · `files.too_many` (422)
 */
export async function handOut(ctx: Ctx, entryId: string): Promise<Answer<typeof handOutContract>> {
  return ctx.write(async (db) => {
    const entry = await requireEntry(ctx, db, entryId);
    if (!entry.space.leads) throw refusals.readOnly({ name: entry.name });
    if (entry.forId !== null) throw refusals.handedInStays();
    const members = entry.space.kind === 'own' ? [] : await membersOfSpace(db, entry.space, dayOf(ctx.now()));
    if (members.length === 0) throw refusals.nobodyToHandOutTo();
    const below = (await subtreeOf(db, [entryId])).filter(({ forId }) => forId === null);
    if (below.length * members.length > mostRows) throw refusals.tooMany({ most: Math.floor(mostRows / members.length) });
    await lockSpaces(db, { spaceIds: members });
    const addressees = await foldersFor(ctx, db, members, entry);
    await copyToAll(ctx, db, entry, below, addressees);
    await db.emit(filesChanged, { folderIds: addressees.flatMap(({ personId, folderId, isNew }) => (isNew ? [personId] : [folderId])) });
    return { members: members.length };
  });
}

/** Ids of the copies are made of the hand-out, the original and the person, so that the database can name parents by itself. */
async function copyToAll(ctx: Ctx, db: Db, entry: SeenEntry, below: readonly Below[], addressees: readonly Addressee[]): Promise<void> {
  const handOutId = newId();
  const copyOf = (original: string) => sql`md5(${handOutId} || ${sql.raw(original)}::text || a."personId"::text)::uuid`;
  const [to, what] = [JSON.stringify(addressees), JSON.stringify(below)];
  const pairs = sql`jsonb_to_recordset(${to}::jsonb) as a ("personId" uuid, "folderId" uuid, name text)
    cross join jsonb_to_recordset(${what}::jsonb) as n (id uuid, kind text, name text, "parentId" uuid)`;
  await sql`insert into files.file (school_id, id, owner_id, made_by, name, type, size_bytes, hash, state, made_at)
    select f.school_id, ${copyOf('n.id')}, a."personId", ${ctx.caller.personId}::uuid, f.name, f.type, f.size_bytes, f.hash, f.state, ${ctx.now()}::timestamptz
    from ${pairs} join files.file f on f.school_id = ${db.schoolId} and f.id = n.id and n.kind = 'file'`.execute(db);
  await sql`insert into files.entry (school_id, id, kind, owner_id, parent_id, name, made_by, changed_at)
    select ${db.schoolId}::uuid, ${copyOf('n.id')}, n.kind, a."personId", case when n.id = ${entry.id} then a."folderId" else ${copyOf('n."parentId"')} end,
      case when n.id = ${entry.id} then a.name else n.name end, ${ctx.caller.personId}::uuid, ${ctx.now()}::timestamptz
    from ${pairs}`.execute(db);
  const { rows } = await sql<{
    hash: string;
  }>`select f.hash from files.file f where f.school_id = ${db.schoolId} and f.id = any(${below.map(({ id }) => id)})`.execute(db);
  await keepMore(
    db,
    rows.map(({ hash }) => hash),
    addressees.length,
  );
}
