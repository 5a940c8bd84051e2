import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { eraseEmpty } from './status.ts';

/**
 * Makes people of this school persons of other sign-ins of the same authority, when nobody has ever used either: for seeding the
 * demo city. A human's own sign-in is joined by a code only (`codes/join.ts`).
 *
 * @returns how many were joined; pairs of which one side has been used are left as they are
 */
export async function joinUnused(db: Db, pairs: readonly { personId: string; identityId: string }[]): Promise<number> {
  if (pairs.length === 0) return 0;
  const { rows } = await sql<{ before: string; after: string }>`with joined as (
      update identities.attachment a set identity_id = target.id
      from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as w ("personId" uuid, "identityId" uuid)
      join identities.identity target on target.id = w."identityId" and target.opaque_record is null and target.status = 'open',
      identities.identity own
      where a.school_id = ${db.schoolId} and a.person_id = w."personId" and own.id = a.identity_id and own.opaque_record is null
        and own.authority_id = target.authority_id
        and not exists (select from identities.attachment there where there.school_id = a.school_id and there.identity_id = target.id)
      returning own.id as before, target.id as after)
    update identities.handle h set identity_id = joined.after from joined where h.realm = ${db.schoolId} and h.identity_id = joined.before
    returning joined.before, joined.after`.execute(db);
  await eraseEmpty(
    db,
    rows.map(({ before }) => before),
  );
  return rows.length;
}
