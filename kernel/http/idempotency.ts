import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';

/** How long an answer is kept for a repeated wish. */
export const keepHours = 24;

/**
 * Runs a write once per key of a caller and route, in the same transaction: a repeat gets the first answer again,
 * also when both come at the same moment (the second waits for the first to commit).
 *
 * @throws `kernel.key_reused` (409) when the key was used for another content
 */
export async function once(
  db: Db,
  wish: { personId: string; route: string; key: string; content: unknown; now: Date },
  work: () => Promise<unknown>,
): Promise<unknown> {
  const hash = createHash('sha256').update(JSON.stringify(wish.content)).digest('base64url');
  const row = sql`insert into kernel.idempotency as i (school_id, id, person_id, route, key, request_hash, at, answer)
    values (${db.schoolId}, ${newId()}, ${wish.personId}, ${wish.route}, ${wish.key}, ${hash}, ${wish.now}, `;
  const made = await sql`${row} null) on conflict (school_id, person_id, route, key) do nothing`.execute(db);
  if (made.numAffectedRows === 0n) {
    const { rows } = await sql<{ hash: string; answer: unknown }>`select request_hash as hash, answer from kernel.idempotency
      where person_id = ${wish.personId} and route = ${wish.route} and key = ${wish.key}`.execute(db);
    if (rows[0]?.hash !== hash) throw kernelRefusals.keyReused();
    return rows[0].answer;
  }
  const answer = await work();
  // our own row again: found by its key always, where an `update` prepared while the table was empty would read all of it
  db.withCommit(
    sql`${row} ${JSON.stringify(answer)}) on conflict (school_id, person_id, route, key) do update set answer = excluded.answer`,
  );
  return answer;
}
