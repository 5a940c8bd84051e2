import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { requireEntry, type SeenEntry } from '../tree/access.ts';

/**
 * A folder or file the caller may share: in their own space, or in that of a group or course they lead; never what is shared with them or what somebody has
 * handed in.
 *
 * @throws not found (404) when they do not see it · `files.not_yours_to_share` (403) when they see it only
 */
export async function requireShareable(ctx: Ctx, db: Db, id: string): Promise<SeenEntry> {
  const entry = await requireEntry(ctx, db, id);
  if (!entry.space.leads || entry.forId !== null) throw refusals.notYoursToShare({ name: entry.name });
  return entry;
}
