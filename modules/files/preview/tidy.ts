import { type RawBuilder, sql } from 'kysely';
import { releaseBlobs } from '#kernel/blobs/ledger.ts';
import type { Db } from '#kernel/db/db.ts';

/** What failed is tried anew after so many days, since programs are renewed. */
const failedDays = 7;

/**
 * Throws away previews and text of content that no file of the school holds any more; their bytes go a day later.
 *
 * @param hashes  only of these; all when left out
 */
export async function dropUnheld(db: Db, now: Date, hashes?: readonly string[]): Promise<void> {
  const unheld = (
    of: RawBuilder<unknown>,
  ) => sql`${of}.school_id = ${db.schoolId} and ${hashes === undefined ? sql`true` : sql`${of}.of_hash = any(${[...hashes]})`}
    and not exists (select from files.file f where f.school_id = ${of}.school_id and f.hash = ${of}.of_hash)`;
  const { rows } = await sql<{ hash: string | null }>`delete from files.preview p where ${unheld(sql`p`)} returning p.hash`.execute(db);
  await sql`delete from files.words w where ${unheld(sql`w`)}`.execute(db);
  await releaseBlobs(
    db,
    rows.flatMap(({ hash }) => hash ?? []),
    now,
  );
}

/** Forgets what could not be made some days ago. */
export async function forgetFailed(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - failedDays * 24 * 3_600_000);
  await sql`delete from files.preview p where p.school_id = ${db.schoolId} and p.state = 'failed' and p.asked_at < ${before}`.execute(db);
}
