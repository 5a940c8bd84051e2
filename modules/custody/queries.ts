import { sql } from 'kysely';
import type { Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { saveCustodyContract } from './contract.ts';

export type Arrangement = Body<typeof saveCustodyContract>;

/** What is known of a child's guardians, by guardian. */
export async function arrangementsOf(db: Db, childId: string): Promise<Map<string, Arrangement>> {
  const rows = await db
    .selectFrom('custody.arrangement as a')
    .select([
      'a.guardian_id as guardianId',
      'a.role',
      'a.custody',
      'a.household',
      'a.everyday',
      'a.may_collect as mayCollect',
      'a.contact_barred as contactBarred',
      'a.barred_until as barredUntil',
    ])
    .where('a.child_id', '=', childId)
    .execute();
  // role and custody are closed lists in the table's checks, the same as in the contract
  return new Map(rows.map(({ guardianId, ...rest }) => [guardianId, rest as Arrangement]));
}

/** Writes one arrangement; a second save replaces the first. */
export async function saveArrangement(db: Db, childId: string, guardianId: string, arrangement: Arrangement, now: Date): Promise<void> {
  const values = {
    role: arrangement.role,
    custody: arrangement.custody,
    household: arrangement.household,
    everyday: arrangement.everyday,
    may_collect: arrangement.mayCollect,
    contact_barred: arrangement.contactBarred,
    barred_until: arrangement.contactBarred ? arrangement.barredUntil : null,
    changed_at: now,
  };
  await db
    .insertInto('custody.arrangement')
    .values({ school_id: db.schoolId, id: newId(), child_id: childId, guardian_id: guardianId, ...values })
    .onConflict((conflict) => conflict.columns(['school_id', 'child_id', 'guardian_id']).doUpdateSet(values))
    .execute();
}

/** Whether a guardian is barred from a child now; the row is locked until the transaction ends. */
export async function lockBar(db: Db, childId: string, guardianId: string): Promise<boolean> {
  const row = await db
    .selectFrom('custody.arrangement as a')
    .select('a.contact_barred as barred')
    .where('a.child_id', '=', childId)
    .where('a.guardian_id', '=', guardianId)
    .forUpdate()
    .executeTakeFirst();
  return row?.barred ?? false;
}

/** Lifts the bars whose last day is before `today`; the pairs they held apart. */
export async function liftEndedBars(db: Db, today: string, now: Date): Promise<{ guardianId: string; childId: string }[]> {
  return db
    .updateTable('custody.arrangement')
    .set({ contact_barred: false, barred_until: null, changed_at: now })
    .where('contact_barred', '=', true)
    .where('barred_until', '<', today)
    .returning(['guardian_id as guardianId', 'child_id as childId'])
    .execute();
}

/**
 * After two entries turned out to be one human: what was known of the double belongs to the kept one. Where something is known of both, the
 * kept one's stands, with a contact bar of either; the later end counts, none is later than any.
 *
 * @returns the children concerned
 */
export async function moveArrangements(db: Db, doubleId: string, keptId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{
    childId: string;
  }>`with moved as (delete from custody.arrangement where school_id = ${db.schoolId} and guardian_id = ${doubleId} returning *)
    insert into custody.arrangement as a (school_id, id, guardian_id, child_id, role, custody, household, everyday, may_collect, contact_barred, barred_until, changed_at)
    select school_id, id, ${keptId}, child_id, role, custody, household, everyday, may_collect, contact_barred, barred_until, ${now}::timestamptz from moved
    on conflict (school_id, child_id, guardian_id) do update set contact_barred = a.contact_barred or excluded.contact_barred, changed_at = excluded.changed_at,
      barred_until = case when not excluded.contact_barred then a.barred_until when not a.contact_barred then excluded.barred_until
        when a.barred_until is null or excluded.barred_until is null then null else greatest(a.barred_until, excluded.barred_until) end
    returning child_id as "childId"`.execute(db);
  return rows.map(({ childId }) => childId);
}
