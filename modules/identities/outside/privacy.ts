import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** A person's links to outside accounts and their card, for the export. */
export async function* exportOtherWays(db: Db, personId: string): AsyncGenerator<{ part: string; value: unknown }> {
  const links = await sql`select issuer, subject, owner_confirmed, linked_at from identities.outside_link
    where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
  yield { part: 'outside_accounts', value: links.rows };
  const cards = await sql`select made_at, opaque_record is not null as pictures_chosen from identities.card
    where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
  yield { part: 'cards', value: cards.rows };
}

/** Takes both away; rows by column. */
export async function eraseOtherWays(db: Db, personId: string): Promise<Record<string, number>> {
  const links = await sql`delete from identities.outside_link where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
  const cards = await sql`delete from identities.card where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
  return {
    'identities.outside_link.person_id': Number(links.numAffectedRows ?? 0n),
    'identities.card.person_id': Number(cards.numAffectedRows ?? 0n),
  };
}
