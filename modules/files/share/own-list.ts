import { sql } from 'kysely';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { holdsFor } from './access.ts';

/**
 * Takes a share off the caller's own list, or puts it back; a second time changes nothing. It goes on holding for them and for all others.
 *
 * @throws not found (404) when it is not shared with them (any more)
 */
export async function setListed(ctx: Ctx, shareId: string, listed: boolean): Promise<Record<never, never>> {
  const { personId } = ctx.caller;
  return ctx.write(async (db) => {
    const { rows } = await sql`select from files.share h where h.id = ${shareId} and ${holdsFor(ctx, db)}`.execute(db);
    if (rows.length === 0) notFound('share');
    if (listed)
      await sql`delete from files.share_off_list where school_id = ${db.schoolId} and person_id = ${personId} and share_id = ${shareId}`.execute(
        db,
      );
    else
      await sql`insert into files.share_off_list (school_id, id, share_id, person_id, since) values (${db.schoolId}, ${newId()}, ${shareId}, ${personId}, ${ctx.now()})
        on conflict (school_id, person_id, share_id) do nothing`.execute(db);
    return {};
  });
}
