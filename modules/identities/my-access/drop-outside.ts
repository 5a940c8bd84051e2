import { sql } from 'kysely';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { requireOwnFactor } from '../second-factor/my-factors.ts';

/**
 * Unlinks an outside account from the caller's sign-in. The school may link it again, as at the first time: only with the caller's own word.
 * A picture card is no way in of one's own: the class may switch it off.
 *
 * @throws not found (404) when it is no link of theirs at this school · `identities.last_way_in` (409) without password, passkey and another
 *   linked account · `kernel.second_factor_needed` (403)
 */
export async function dropOutside(ctx: Ctx, linkId: string): Promise<Record<string, never>> {
  const { identityId, personId } = ctx.caller;
  await ctx.write(async (db) => {
    await requireOwnFactor(ctx, db);
    // two unlinked in the same moment must not leave none
    await sql`select from identities.identity i where i.id = ${identityId} for update`.execute(db);
    const { rows } = await sql<{ id: string; others: boolean }>`select l.id,
        exists (select from identities.identity i where i.id = l.identity_id and i.opaque_record is not null)
        or exists (select from identities.passkey p where p.identity_id = l.identity_id)
        or exists (select from identities.outside_link o join identities.outside_provider v on v.school_id = o.school_id and v.issuer = o.issuer and v.enabled
          where o.school_id = l.school_id and o.identity_id = l.identity_id and o.person_id = l.person_id and o.id <> l.id) as others
      from identities.outside_link l
      where l.school_id = ${db.schoolId} and l.id = ${linkId} and l.person_id = ${personId} and l.identity_id = ${identityId}`.execute(db);
    const [link] = rows;
    if (link === undefined) notFound('outside account');
    if (!link.others) throw refusals.lastWayIn();
    await sql`delete from identities.outside_link where school_id = ${db.schoolId} and id = ${linkId}`.execute(db);
  });
  return {};
}
