import { sql } from 'kysely';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { unpackingHours } from './ask.ts';
import { forgetFiles } from './job.ts';

/** What became of an archive is told for so many days. */
const toldDays = 7;

/** Ends what was lost with its process and leaves nothing of it; forgets what was told long enough. */
export async function tidyUnpackings(ctx: SchoolCtx): Promise<void> {
  const now = ctx.now().getTime();
  const lost = new Date(now - unpackingHours * 3_600_000);
  const { rows } = await ctx.write((db) =>
    sql<{ id: string }>`update files.unpacking set state = 'refused', refusal = 'unpacked_nowhere'
      where school_id = ${db.schoolId} and state in ('waiting', 'running') and asked_at < ${lost} returning id`.execute(db),
  );
  for (const { id } of rows) await ctx.write((db) => forgetFiles(db, id, ctx.now()));
  const told = new Date(now - toldDays * 24 * 3_600_000);
  await ctx.write((db) => sql`delete from files.unpacking where school_id = ${db.schoolId} and asked_at < ${told}`.execute(db));
}
