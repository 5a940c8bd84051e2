import { sql } from 'kysely';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { undoDays } from '../settings.ts';
import { dropFiles } from './drop-files.ts';

/** An import nobody went on with is thrown away after so many days, files and all. */
const keepUnappliedDays = 2;

/** Forgets what is kept for a time only: imports nobody applied, and the images and names of applied ones once they can no longer be taken back. */
export async function tidyImports(ctx: SchoolCtx): Promise<void> {
  const before = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000);
  const stale = await ctx.read(async (db) => {
    const { rows } = await sql<{ id: string }>`select i.id from roster.import i
      where i.school_id = ${db.schoolId} and i.state in ('open', 'reading', 'read', 'applying', 'failed') and i.applied_at is null and i.touched_at < ${before(keepUnappliedDays)}`.execute(
      db,
    );
    return rows.map(({ id }) => id);
  });
  for (const id of stale) {
    await dropFiles(ctx, id);
    await ctx.write((db) => sql`delete from roster.import where school_id = ${db.schoolId} and id = ${id}`.execute(db));
  }
  await ctx.write(async (db) => {
    const over = before(await ctx.setting(db, undoDays));
    for (const table of ['change', 'entry', 'question']) {
      await sql`delete from ${sql.table(`roster.${table}`)} r using roster.import i
        where r.school_id = ${db.schoolId} and i.school_id = r.school_id and i.id = r.import_id and i.applied_at < ${over}`.execute(db);
    }
  });
}
