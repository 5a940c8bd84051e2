import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import type { BlobStore } from '#kernel/blobs/blob-store.ts';
import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';
import type { Health } from './watched.ts';

/** Background work that has been due for so long, in seconds: what it does is missed by people, or has stopped. */
const lateSeconds = { slow: 2 * 60, failed: 15 * 60 } as const;

/** How long the oldest due job, or announced event that nobody has been told of, has waited. In seconds, by the database's clock. */
export async function longestWaitSeconds(platform: Pick<Platform, 'pools' | 'clock'>): Promise<number> {
  const now = () => platform.clock.now(null);
  return onPlatform(platform.pools.teaching, true, now, async (db) => {
    const { rows } = await sql<{ seconds: number }>`select greatest(0,
        extract(epoch from now() - (select min(j.run_at) from graphile_worker.jobs j
          where j.run_at < now() and j.locked_at is null and j.attempts < j.max_attempts)),
        extract(epoch from now() - (select o.at from kernel.outbox o where o.dispatched_at is null order by o.id limit 1)))::float8 as seconds`.execute(
      db,
    );
    return rows[0]?.seconds ?? 0;
  });
}

/** What a wait means for people. */
export function healthOfWait(seconds: number): Health {
  if (seconds >= lateSeconds.failed) return 'failed';
  return seconds >= lateSeconds.slow ? 'slow' : 'ok';
}

/**
 * Stores a few bytes that nobody ever stored, reads them back and takes them away again.
 *
 * @throws what the store throws; Error when other bytes came back
 */
export async function storeAndRead(blobs: BlobStore): Promise<Health> {
  const bytes = Buffer.from(`status ${randomUUID()}`); // new ones each time: a store may leave out what it has
  const { hash } = await blobs.put(Readable.from([bytes]), { limitBytes: 1_000 });
  try {
    const read = await buffer(await blobs.get(hash));
    if (!read.equals(bytes)) throw new Error('the store gave back other bytes than it was given');
  } finally {
    await blobs.remove(hash);
  }
  return 'ok';
}
