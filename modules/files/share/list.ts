import { type RawBuilder, sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { holdsFor, isOffList } from './access.ts';
import type { SharedEntry, ShareTarget, sharedByMeContract, sharedWithMeContract, sharesContract } from './contract.ts';
import { requireShareable } from './require-own.ts';

const target = {
  kind: sql<
    ShareTarget['kind']
  >`case when h.person_id is not null then 'person' when h.group_id is not null then 'group' else 'course' end`,
  id: sql<string>`coalesce(h.person_id, h.group_id, h.course_id)`,
  name: sql<string>`coalesce((select p.name from people.pub_person p where p.school_id = h.school_id and p.id = h.person_id),
    (select g.name from groups.pub_group g where g.school_id = h.school_id and g.id = h.group_id),
    (select c.name from courses.pub_course c where c.school_id = h.school_id and c.id = h.course_id), '')`,
};
const maker = sql<string | null>`(select p.name from people.pub_person p where p.school_id = h.school_id and p.id = h.made_by)`;

/** With whom something is shared, the first first; refusals as in `requireShareable`. */
export async function listShares(ctx: Ctx, entryId: string, query: Query<typeof sharesContract>): Promise<Answer<typeof sharesContract>> {
  return ctx.read(async (db) => {
    await requireShareable(ctx, db, entryId);
    const page = await paged(
      db
        .selectFrom('files.share as h')
        .select(['h.id', 'h.may_change', 'h.ends_on'])
        .select([target.kind.as('kind'), target.id.as('with_id'), target.name.as('with_name'), maker.as('by')])
        .where('h.school_id', '=', db.schoolId)
        .where('h.entry_id', '=', entryId),
      [{ column: 'h.id', type: 'uuid', of: (row) => row.id }],
      query,
    );
    return {
      next: page.next,
      items: page.items.map(({ id, kind, with_id, with_name, may_change: mayChange, ends_on: endsOn, by }) => ({
        id,
        with: { kind, id: with_id, name: with_name },
        mayChange,
        endsOn,
        by,
      })),
    };
  });
}

/** What others share with the caller, newest first: what stands on their list, or what they have taken off it. One statement. */
export async function listWithMe(ctx: Ctx, query: Query<typeof sharedWithMeContract>): Promise<Answer<typeof sharedWithMeContract>> {
  return ctx.read((db) =>
    sharedPage(db, query, sql<boolean>`(${holdsFor(ctx, db)} and ${isOffList(ctx, db)} = ${query.offList === true})`),
  );
}

/** What the caller shares with others, newest first, what has ended too until it is taken away. One statement. */
export async function listByMe(ctx: Ctx, query: Query<typeof sharedByMeContract>): Promise<Answer<typeof sharedByMeContract>> {
  return ctx.read((db) => sharedPage(db, query, sql<boolean>`h.school_id = ${db.schoolId} and h.made_by = ${ctx.caller.personId}`));
}

async function sharedPage(
  db: Db,
  query: Query<typeof sharedByMeContract>,
  which: RawBuilder<boolean>,
): Promise<{ items: SharedEntry[]; next: string | null }> {
  const page = await paged(
    db
      .selectFrom('files.share as h')
      .innerJoin('files.entry as e', (join) => join.onRef('e.school_id', '=', 'h.school_id').onRef('e.id', '=', 'h.entry_id'))
      .leftJoin('files.file as f', (join) => join.onRef('f.school_id', '=', 'e.school_id').onRef('f.id', '=', 'e.file_id'))
      .select(['h.id', 'h.entry_id', 'e.name', 'f.type', 'f.size_bytes', 'h.may_change', 'h.ends_on', 'h.made_at'])
      .select([sql<SharedEntry['kind']>`e.kind`.as('kind'), maker.as('by'), target.name.as('with_name')])
      .where('e.binned_at', 'is', null)
      .where(which),
    [
      { column: 'h.made_at', type: 'timestamptz', of: (row) => row.made_at.toISOString() },
      { column: 'h.id', type: 'uuid', of: (row) => row.id },
    ],
    query,
    'desc',
  );
  return {
    next: page.next,
    items: page.items.map((row) => ({
      shareId: row.id,
      entryId: row.entry_id,
      kind: row.kind,
      name: row.name,
      type: row.type,
      sizeBytes: row.size_bytes,
      by: row.by ?? '',
      with: row.with_name,
      mayChange: row.may_change,
      endsOn: row.ends_on,
      madeAt: row.made_at.toISOString(),
    })),
  };
}
