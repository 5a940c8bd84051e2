import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { filesShared } from '../events.ts';
import { refusals } from '../refusals.ts';
import { spacesOf } from '../tree/spaces.ts';
import type { shareContract } from './contract.ts';
import { requireShareable } from './require-own.ts';
import { requireTarget } from './targets.ts';

/** Shares one entry may have. */
const mostShares = 200;

/**
 * Shares a folder or file; with whom it is shared already, that is changed, and it stands on their lists again.
 *
 * @throws not found (404) when the caller does not see it, or cannot share with them · `files.not_yours_to_share` (403) · `files.only_folders_change` (422)
 * · `files.ends_too_early` (422) for a day that is over · `files.too_many_shares` (422)
 */
export async function share(ctx: Ctx, entryId: string, wish: Body<typeof shareContract>): Promise<Answer<typeof shareContract>> {
  const { with: target, mayChange, endsOn } = wish;
  return ctx.write(async (db) => {
    const entry = await requireShareable(ctx, db, entryId);
    await requireTarget(ctx, db, target);
    if (mayChange && entry.kind !== 'folder') throw refusals.onlyFoldersChange();
    if (endsOn !== null && endsOn < dayOf(ctx.now())) throw refusals.endsTooEarly();
    const { rows: counted } = await sql<{
      count: number;
    }>`select count(*)::int as count from files.share where school_id = ${db.schoolId} and entry_id = ${entryId}`.execute(db);
    if ((counted[0]?.count ?? 0) >= mostShares) throw refusals.tooManyShares({ most: mostShares });
    const of = (kind: typeof target.kind) => (target.kind === kind ? target.id : null);
    const { rows } = await sql<{
      id: string;
      isNew: boolean;
    }>`insert into files.share as h (school_id, id, entry_id, person_id, group_id, course_id, may_change, ends_on, made_by, made_at)
      values (${db.schoolId}, ${newId()}, ${entryId}, ${of('person')}, ${of('group')}, ${of('course')}, ${mayChange}, ${endsOn}::date, ${ctx.caller.personId}, ${ctx.now()})
      on conflict (school_id, entry_id, person_id, group_id, course_id) do update set may_change = excluded.may_change, ends_on = excluded.ends_on,
        made_by = excluded.made_by returning id, xmax = 0 as "isNew"`.execute(db);
    const [made] = rows;
    if (made?.isNew === false)
      await sql`delete from files.share_off_list where school_id = ${db.schoolId} and share_id = ${made.id}`.execute(db);
    if (made?.isNew && target.kind === 'person') await db.emit(filesShared, { shareId: made.id, personId: target.id });
    return { shareId: made?.id ?? notFound('share') };
  });
}

/**
 * Ends a share: whoever made it, and who leads the space in which it lies.
 *
 * @throws not found (404) for everybody else, and when there is none any more
 */
export async function endShare(ctx: Ctx, shareId: string): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    await requireEndable(ctx, db, 'share', shareId);
    await sql`delete from files.share where school_id = ${db.schoolId} and id = ${shareId}`.execute(db);
    return {};
  });
}

/** Makes sure that the caller may end a share or link; not found (404) otherwise. */
export async function requireEndable(ctx: Ctx, db: Db, kind: 'share' | 'link', id: string): Promise<void> {
  const { rows } =
    await sql`select from ${sql.table(`files.${kind}`)} h join files.entry e on e.school_id = h.school_id and e.id = h.entry_id
    where h.school_id = ${db.schoolId} and h.id = ${id}
      and (h.made_by = ${ctx.caller.personId} or exists (select from (${spacesOf(ctx, db)}) s where s.id = e.space_id and s.leads))`.execute(
      db,
    );
  if (rows.length === 0) notFound(kind);
}
