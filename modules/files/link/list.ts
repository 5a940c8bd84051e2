import { type RawBuilder, sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { linksSetting } from '../settings.ts';
import { requireShareable } from '../share/require-own.ts';
import { linkHolds } from './access.ts';
import type { Link, linksContract, ownLinksContract } from './contract.ts';

/** The links to a folder or file, newest first; refusals as in `requireShareable`. */
export async function listLinks(ctx: Ctx, entryId: string, query: Query<typeof linksContract>): Promise<Answer<typeof linksContract>> {
  return ctx.read(async (db) => {
    await requireShareable(ctx, db, entryId);
    return linkPage(ctx, db, query, sql<boolean>`l.entry_id = ${entryId}`);
  });
}

/** The links the caller has made, newest first. Two statements. */
export async function listOwnLinks(ctx: Ctx, query: Query<typeof ownLinksContract>): Promise<Answer<typeof ownLinksContract>> {
  return ctx.read((db) => linkPage(ctx, db, query, sql<boolean>`l.made_by = ${ctx.caller.personId}`));
}

async function linkPage(
  ctx: Ctx,
  db: Db,
  query: Query<typeof ownLinksContract>,
  which: RawBuilder<boolean>,
): Promise<{ items: Link[]; next: string | null }> {
  const allowed = await ctx.setting(db, linksSetting);
  const page = await paged(
    db
      .selectFrom('files.link as l')
      .innerJoin('files.entry as e', (join) => join.onRef('e.school_id', '=', 'l.school_id').onRef('e.id', '=', 'l.entry_id'))
      .select(['l.id', 'l.entry_id', 'l.ends_at', 'l.opened', 'l.made_at', 'e.name'])
      .select([
        sql<Link['kind']>`e.kind`.as('kind'),
        sql<boolean>`l.password_hash is not null`.as('has_password'),
        linkHolds(db, allowed, ctx.now()).as('alive'),
        sql<string | null>`(select p.name from people.pub_person p where p.school_id = l.school_id and p.id = l.made_by)`.as('by'),
      ])
      .where('l.school_id', '=', db.schoolId)
      .where(which),
    [
      { column: 'l.made_at', type: 'timestamptz', of: (row) => row.made_at.toISOString() },
      { column: 'l.id', type: 'uuid', of: (row) => row.id },
    ],
    query,
    'desc',
  );
  return {
    next: page.next,
    items: page.items.map(({ id, entry_id: entryId, name, kind, ends_at: endsAt, has_password: hasPassword, opened, alive, by }) => ({
      id,
      entryId,
      name,
      kind,
      endsAt: endsAt.toISOString(),
      hasPassword,
      opened,
      alive,
      by,
    })),
  };
}
