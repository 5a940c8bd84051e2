import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { DavAnswer } from './answer.ts';
import type { DavEntry } from './find.ts';

/** A lock that holds. */
export interface Lock {
  token: string;
  entryId: string;
  personId: string;
  deep: boolean;
  shared: boolean;
  ownerXml: string | null;
  expiresAt: Date;
}

const prefix = 'urn:uuid:';
/** A program that is gone must not keep others out for long; whoever works on refreshes. */
const longestSeconds = 3_600;

/** The token as headers and bodies show it. */
export function shownToken(lock: Pick<Lock, 'token'>): string {
  return `${prefix}${lock.token}`;
}

/** How long a lock lasts that asks for `Timeout: Second-600`, an hour at most. */
export function lockSeconds(header: string | undefined): number {
  const [, seconds] = /\bsecond-(\d{1,9})\b/i.exec(header ?? '') ?? [];
  return seconds === undefined ? longestSeconds : Math.max(1, Math.min(longestSeconds, Number(seconds)));
}

const columns = sql`l.id as token, l.entry_id as "entryId", l.person_id as "personId", l.deep, l.shared, l.owner_xml as "ownerXml", l.expires_at as "expiresAt"`;

/** The locks that hold on entries: their own, and deep ones of the folders above them. Entry id → locks. One statement. */
export async function locksOn(ctx: Ctx, db: Db, entryIds: readonly string[]): Promise<Map<string, Lock[]>> {
  const found = new Map<string, Lock[]>();
  if (entryIds.length === 0) return found;
  const { rows } = await sql<Lock & { onId: string }>`with recursive way as (
      select e.id as on_id, e.id, e.parent_id from files.entry e where e.school_id = ${db.schoolId} and e.id = any(${[...entryIds]})
      union all select w.on_id, e.id, e.parent_id from way w join files.entry e on e.school_id = ${db.schoolId} and e.id = w.parent_id)
    select w.on_id as "onId", ${columns} from way w join files.dav_lock l on l.school_id = ${db.schoolId} and l.entry_id = w.id
      and l.expires_at > ${ctx.now()} and (l.deep or w.id = w.on_id) order by l.id`.execute(db);
  for (const { onId, ...lock } of rows) found.set(onId, [...(found.get(onId) ?? []), lock]);
  return found;
}

/** The locks that hold on what lies directly in a folder, or in the root of a place: their own, not those of the folder. Entry id → locks. One statement. */
export async function locksOfChildren(ctx: Ctx, db: Db, spaceId: string, folderId: string | null): Promise<Map<string, Lock[]>> {
  const within = folderId === null ? sql`e.space_id = ${spaceId} and e.parent_id is null` : sql`e.parent_id = ${folderId}`;
  const { rows } =
    await sql<Lock>`select ${columns} from files.dav_lock l join files.entry e on e.school_id = l.school_id and e.id = l.entry_id
    where l.school_id = ${db.schoolId} and ${within} and l.expires_at > ${ctx.now()} order by l.id`.execute(db);
  return Map.groupBy(rows, ({ entryId }) => entryId);
}

/** Locks of what lies in a folder, however deep. One statement. */
export async function locksIn(ctx: Ctx, db: Db, folderId: string): Promise<Lock[]> {
  const { rows } = await sql<Lock>`with recursive below as (
      select e.id from files.entry e where e.school_id = ${db.schoolId} and e.parent_id = ${folderId} and e.binned_at is null
      union select e.id from below b join files.entry e on e.school_id = ${db.schoolId} and e.parent_id = b.id and e.binned_at is null)
    select ${columns} from below b join files.dav_lock l on l.school_id = ${db.schoolId} and l.entry_id = b.id and l.expires_at > ${ctx.now()}`.execute(
    db,
  );
  return rows;
}

/**
 * Refuses a change of something that is locked by somebody else, or by the caller in a program that does not show the lock's token.
 *
 * @param what.itself   what is changed; null: nothing yet
 * @param what.folder   the folder whose contents change with it
 * @param what.within   also what lies in it is moved or deleted
 * @throws 423
 */
export async function requireUnlocked(
  ctx: Ctx,
  db: Db,
  what: { itself: DavEntry | null; folder?: DavEntry | null; within?: boolean },
  shown: readonly string[],
): Promise<void> {
  const ids = [what.itself?.id, what.folder?.id].filter((id) => id !== undefined);
  const locks = await locksOn(ctx, db, ids);
  const groups = [...locks.values()];
  if (what.within && what.itself?.kind === 'folder') groups.push(...(await locksIn(ctx, db, what.itself.id)).map((lock) => [lock]));
  const opens = (lock: Lock) => lock.personId === ctx.caller.personId && shown.includes(shownToken(lock));
  if (groups.some((held) => held.length > 0 && !held.some(opens))) throw new DavAnswer(423, 'lock-token-submitted');
}

/**
 * Locks an entry.
 *
 * @throws 423 when a lock that is there does not go with it
 */
export async function addLock(
  ctx: Ctx,
  db: Db,
  entry: DavEntry,
  wish: { token: string; deep: boolean; shared: boolean; owner: string | null; seconds: number },
): Promise<Lock> {
  // two at once must not both find it free
  await sql`select from files.entry where school_id = ${db.schoolId} and id = ${entry.id} for update`.execute(db);
  const held = [...((await locksOn(ctx, db, [entry.id])).get(entry.id) ?? []), ...(wish.deep ? await locksIn(ctx, db, entry.id) : [])];
  if (held.some((lock) => !lock.shared || !wish.shared)) throw new DavAnswer(423, 'no-conflicting-lock');
  const expiresAt = new Date(ctx.now().getTime() + wish.seconds * 1000);
  const lock: Lock = {
    token: wish.token,
    entryId: entry.id,
    personId: ctx.caller.personId,
    deep: wish.deep,
    shared: wish.shared,
    ownerXml: wish.owner,
    expiresAt,
  };
  await sql`delete from files.dav_lock where school_id = ${db.schoolId} and entry_id = ${entry.id} and expires_at <= ${ctx.now()}`.execute(
    db,
  );
  await sql`insert into files.dav_lock (school_id, id, entry_id, person_id, deep, shared, owner_xml, expires_at)
    values (${db.schoolId}, ${lock.token}, ${lock.entryId}, ${lock.personId}, ${lock.deep}, ${lock.shared}, ${lock.ownerXml}, ${expiresAt})`.execute(
    db,
  );
  return lock;
}

/** The caller's own lock goes on for so long from now; null when it is none that holds on this entry. */
export async function refreshLock(ctx: Ctx, db: Db, entryId: string, tokens: readonly string[], seconds: number): Promise<Lock | null> {
  const held = (await locksOn(ctx, db, [entryId])).get(entryId) ?? [];
  const lock = held.find((one) => one.personId === ctx.caller.personId && tokens.includes(shownToken(one)));
  if (lock === undefined) return null;
  const expiresAt = new Date(ctx.now().getTime() + seconds * 1000);
  await sql`update files.dav_lock set expires_at = ${expiresAt} where school_id = ${db.schoolId} and id = ${lock.token}`.execute(db);
  return { ...lock, expiresAt };
}

/** Ends the caller's own lock that holds on an entry; false when it is none. */
export async function endLock(ctx: Ctx, db: Db, entryId: string, token: string): Promise<boolean> {
  const lock = (await refreshLock(ctx, db, entryId, [token], 1))?.token;
  if (lock === undefined) return false;
  await sql`delete from files.dav_lock where school_id = ${db.schoolId} and id = ${lock}`.execute(db);
  return true;
}

/** Locks belong to an address: what is moved or thrown away loses them, with all in it. */
export async function dropLocks(db: Db, entryId: string): Promise<void> {
  await sql`with recursive below as (select ${entryId}::uuid as id
      union select e.id from below b join files.entry e on e.school_id = ${db.schoolId} and e.parent_id = b.id)
    delete from files.dav_lock l using below b where l.school_id = ${db.schoolId} and l.entry_id = b.id`.execute(db);
}
