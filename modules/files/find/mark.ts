import { sql } from 'kysely';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireEntry } from '../tree/access.ts';

/** Marks or unmarks a folder or file for the caller alone; a second time changes nothing. Not found (404) when they do not see it. */
export async function markEntry(ctx: Ctx, entryId: string, favourite: boolean): Promise<Record<never, never>> {
  const { personId } = ctx.caller;
  return ctx.write(async (db) => {
    await requireEntry(ctx, db, entryId);
    if (favourite)
      await sql`insert into files.favourite (school_id, id, person_id, entry_id, marked_at) values (${db.schoolId}, ${newId()}, ${personId}, ${entryId}, ${ctx.now()})
        on conflict (school_id, person_id, entry_id) do nothing`.execute(db);
    else
      await sql`delete from files.favourite where school_id = ${db.schoolId} and person_id = ${personId} and entry_id = ${entryId}`.execute(
        db,
      );
    return {};
  });
}
