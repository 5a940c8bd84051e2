import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';

/** Content that no row names any more stays so long in the store. */
const unusedHours = 24;
const batch = 500;

/**
 * Counts more rows that name this content, in the transaction that stores them. Put the bytes first; afterwards make sure they are still
 * there (`has`), since they may have been thrown away between the put and the count.
 *
 * @returns false while the same content is being taken out of the store: roll back, put the bytes again, try again
 */
export async function keepBlob(db: Db, blob: { hash: string; sizeBytes: number }, rows = 1): Promise<boolean> {
  const { rows: kept } = await sql`insert into kernel.blob as b (hash, size_bytes, uses) values (${blob.hash}, ${blob.sizeBytes}, ${rows})
    on conflict (hash) do update set uses = b.uses + excluded.uses, unused_since = null where not b.removing
    returning 1`.execute(db);
  return kept.length > 0;
}

/**
 * Counts rows that name content which other rows name already: copies. One hash per row, the same may come often, and all of them
 * several times. Content in use is not being taken out of the store, and content let go a moment ago stays for a day.
 */
export async function keepMore(db: Db, hashes: readonly string[], times = 1): Promise<void> {
  if (hashes.length === 0) return;
  await sql`update kernel.blob b set uses = b.uses + more.count * ${times}, unused_since = null
    from (select hash, count(*)::int as count from unnest(${[...hashes]}::text[]) as hash group by hash order by hash) more where b.hash = more.hash`.execute(
    db,
  );
}

/** Counts rows that name their content no more; one hash per row, the same may come often. The bytes go a day later. */
export async function releaseBlobs(db: Db, hashes: readonly string[], now: Date): Promise<void> {
  if (hashes.length === 0) return;
  await sql`update kernel.blob b set uses = b.uses - gone.count, unused_since = case when b.uses = gone.count then ${now}::timestamptz end
    from (select hash, count(*)::int as count from unnest(${[...hashes]}::text[]) as hash group by hash) gone where b.hash = gone.hash`.execute(
    db,
  );
}

/**
 * Takes content out of the store that nobody has named for a day: marked in one transaction, removed outside any, forgotten in another.
 * Whoever brings the same bytes meanwhile is told to bring them again (`keepBlob`). Marks left by a process that was killed are swept again.
 */
export async function sweepBlobs(platform: Pick<Platform, 'pools' | 'services'>, now: () => Date): Promise<void> {
  for (;;) {
    const before = new Date(now().getTime() - unusedHours * 3_600_000);
    const marked = await onPlatform(platform.pools.teaching, false, now, async (db) => {
      const { rows } = await sql<{ hash: string }>`update kernel.blob set removing = true where hash in (
          select hash from kernel.blob where uses = 0 and unused_since < ${before} order by hash limit ${batch} for update skip locked)
        returning hash`.execute(db);
      return rows.map(({ hash }) => hash);
    });
    for (const hash of marked) await platform.services.blobs.remove(hash);
    await onPlatform(platform.pools.teaching, false, now, (db) =>
      sql`delete from kernel.blob where hash = any(${marked}) and removing and uses = 0`.execute(db),
    );
    if (marked.length < batch) return;
  }
}
