import { type RawBuilder, sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { refusals } from '../refusals.ts';

export type BegunKind = 'sign_in' | 'password' | 'passkey' | 'totp' | 'code' | 'outside' | 'card';

/** An hour's beginnings without an end count as wrong guesses. */
const hourMilliseconds = 3_600_000;
/** So many are free in an hour. */
export const freeStarts = 10;
const firstWaitSeconds = 2;
const longestWaitSeconds = 300;

/** How long one waits after so many beginnings without an end within the hour: 0, then 2 s doubling to 5 min. */
export function waitSeconds(open: number, free: number = freeStarts): number {
  if (open < free) return 0;
  return Math.min(firstWaitSeconds * 2 ** (open - free), longestWaitSeconds);
}

/**
 * Notes that something was begun. A client knows whether its guess was right before it sends the end, so beginnings without an end are
 * what is counted; each further one waits, nothing locks. Two at once count one after the other.
 *
 * @param wish.locked  the caller holds `beginLock` of this subject already
 * @returns the id with which it can be ended, once
 * @throws `identities.wait` (429) with `retryAfterSeconds`; the transaction then takes the note back
 */
export async function begin(
  db: Db | PlatformDb,
  wish: { kind: BegunKind; subject: string; now: Date; free?: number; locked?: boolean },
): Promise<string> {
  const { kind, subject, now, free } = wish;
  if (!wish.locked) await sql`select ${beginLock(kind, sql`${subject}::text`)}`.execute(db);
  const id = newId();
  // the note itself is not yet among what is counted: one statement sees the table as it was
  const { rows } = await sql<{ open: number; last: Date | null }>`with noted as (
      insert into identities.begun (id, kind, subject, at) values (${id}, ${kind}, ${subject}, ${now}))
    select count(*)::int as open, max(at) as last from identities.begun
    where subject = ${subject} and kind = ${kind} and at > ${new Date(now.getTime() - hourMilliseconds)}`.execute(db);
  const { open = 0, last = null } = rows[0] ?? {};
  const next = last === null ? 0 : last.getTime() + waitSeconds(open, free) * 1000;
  if (next > now.getTime()) throw refusals.wait({ retryAfterSeconds: Math.ceil((next - now.getTime()) / 1000) });
  return id;
}

/** SQL that makes beginnings of one subject wait for each other until the end of their transactions. */
export function beginLock(kind: BegunKind, subject: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`pg_advisory_xact_lock(hashtextextended(${`begun ${kind} `} || ${subject}, 0))`;
}

/**
 * Ends what was begun; it no longer counts.
 *
 * @throws `identities.took_too_long` (410) when it was ended before
 */
export async function end(db: Db | PlatformDb, id: string): Promise<void> {
  const { numAffectedRows } = await sql`delete from identities.begun where id = ${id}`.execute(db);
  if (numAffectedRows !== 1n) throw refusals.tookTooLong();
}
