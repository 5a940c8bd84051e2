import { sql } from 'kysely';
import type { Answer, Params, Query } from '#kernel/contract/contract.ts';
import { readCursor, writeCursor } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireGroup } from '#modules/groups/public.ts';
import { maySee } from '../visible-people.ts';
import type { classGuardiansContract } from './contract.ts';
import { openGuardiansOf } from './guardians.ts';
import { invitationsOf } from './state.ts';

type Line = Answer<typeof classGuardiansContract>['items'][number];

/**
 * The guardians of a class in the order of their names: whose, at which address, how far their sign-in has come, what became of the
 * invitation. A page takes four statements.
 *
 * @throws not found (404) when there is no such group or the caller does not see it
 */
export async function classGuardians(
  ctx: Ctx,
  { params: { groupId }, query }: { params: Params<typeof classGuardiansContract>; query: Query<typeof classGuardiansContract> },
): Promise<Answer<typeof classGuardiansContract>> {
  const day = dayOf(ctx.now());
  const limit = query.limit ?? 50;
  return ctx.read(async (db) => {
    const group = await requireGroup(ctx, db, groupId);
    const [sortName, id] = query.cursor === undefined ? [null, null] : readCursor(query.cursor, 2);
    const { rows } = await sql<
      Omit<Line, 'invitation'> & { sortName: string }
    >`with open as materialized (${openGuardiansOf(db.schoolId, groupId, day)})
      select p.id as "personId", p.name, p.email, p.sort_name as "sortName",
        case when a.person_id is null then 'none' when a.has_password then 'ready' else 'waiting' end as access,
        (select array_agg(o.child_name order by o.child_sort_name) from open o where o.person_id = p.id) as children
      from people.pub_person p left join identities.pub_access a on a.school_id = p.school_id and a.person_id = p.id
      where p.school_id = ${db.schoolId} and p.id = any(array(select o.person_id from open o)) and p.status = 'active' and ${maySee(ctx)}
        ${sortName === null ? sql`` : sql`and (p.sort_name, p.id) > (${sortName}::text, ${id}::uuid)`}
      order by p.sort_name, p.id limit ${limit + 1}`.execute(db);
    const page = rows.slice(0, limit);
    const invitations = await invitationsOf(
      db,
      page.map(({ personId }) => personId),
      ctx.now(),
    );
    const last = page.at(-1);
    return {
      groupName: group.name,
      items: page.map(({ sortName: _order, ...row }) => ({ ...row, invitation: invitations.get(row.personId) ?? null })),
      next: rows.length > limit && last !== undefined ? writeCursor([last.sortName, last.personId]) : null,
    };
  });
}
