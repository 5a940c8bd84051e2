import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { binEnd } from '../access.ts';
import { refusals } from '../refusals.ts';
import { requireSpace } from '../tree/access.ts';
import { lockSpaces } from '../tree/lock.ts';

/**
 * Empties the bin of the caller's own, or of a space they lead, for good: its room is free at once, the content goes with the next sweep. What is in use
 * somewhere stays there.
 *
 * @throws not found (404) for a space that is not theirs · `files.read_only` (403) when they do not lead it
 */
export async function emptyBin(ctx: Ctx, spaceId: string): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    await lockSpaces(db, { spaceIds: [spaceId] });
    const space = await requireSpace(ctx, db, spaceId);
    if (!space.leads) throw refusals.readOnly({ name: space.name ?? '' });
    await dropEntries(db, sql<boolean>`e.space_id = ${spaceId} and e.bin_id is not null`, binEnd(ctx.now()));
    return {};
  });
}

/**
 * Takes entries out of the tree for good; their files are left to the sweep, which throws away what nothing uses (jobs.ts).
 *
 * @param where  about `files.entry e`
 * @param since  when the sweep believes them to have been deleted
 * @returns how many
 */
export async function dropEntries(db: Db, where: RawBuilder<boolean>, since: Date): Promise<number> {
  const { rows } = await sql<{
    id: string;
  }>`delete from files.entry e where e.school_id = ${db.schoolId} and ${where} returning e.id`.execute(db);
  const ids = rows.map(({ id }) => id);
  await sql`update files.file set deleted_at = least(deleted_at, ${since}::timestamptz) where school_id = ${db.schoolId} and (id = any(${ids}) or version_of = any(${ids}))`.execute(
    db,
  );
  return rows.length;
}
