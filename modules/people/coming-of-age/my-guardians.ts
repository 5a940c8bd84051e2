import { sql } from 'kysely';
import type { Answer, Body, Params } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import type { keepGuardianContract, myGuardiansContract } from '../contract.ts';
import { relationChanged } from '../events.ts';
import { refusals } from '../refusals.ts';
import { isOfAge, ofAgeOn } from './day.ts';

/**
 * Who sees what a pupil does as guardian. Guardians kept away by the administration are not named.
 *
 * @throws not found (404) for whoever is not here as a pupil
 */
export async function myGuardians(ctx: Ctx): Promise<Answer<typeof myGuardiansContract>> {
  return ctx.read(async (db) => {
    const birthDate = await ownBirthDate(ctx, db);
    const ofAge = isOfAge(birthDate, dayOf(ctx.now()));
    const { rows } = await sql<{ personId: string; name: string; isKept: boolean }>`select r.person_id as "personId",
        coalesce(g.call_name, g.first_name) || ' ' || g.last_name as name, r.kept_since is not null as "isKept"
      from people.relation r join people.person g on g.school_id = r.school_id and g.id = r.person_id and g.status = 'active'
      where ${ownRelation(ctx, db)} order by r.place, g.sort_name, g.id`.execute(db);
    return {
      ofAge,
      ofAgeOn: birthDate === null ? null : ofAgeOn(birthDate),
      guardians: rows.map(({ isKept, ...guardian }) => ({ ...guardian, sees: !ofAge || isKept })),
    };
  });
}

/**
 * The adult pupil lets a guardian see on, or no longer. It works with the next request of that guardian, and can be changed at any time.
 *
 * @throws not found (404) for whoever is no guardian of the caller · `people.not_of_age` (409)
 */
export async function keepGuardian(
  ctx: Ctx,
  { params: { personId }, body: { sees } }: { params: Params<typeof keepGuardianContract>; body: Body<typeof keepGuardianContract> },
): Promise<Answer<typeof keepGuardianContract>> {
  return ctx.write(async (db) => {
    const birthDate = await ownBirthDate(ctx, db);
    const { rows } = await sql<{ isKept: boolean }>`select r.kept_since is not null as "isKept" from people.relation r
      where ${ownRelation(ctx, db)} and r.person_id = ${personId} for update`.execute(db);
    const { isKept } = rows[0] ?? notFound('guardian');
    // before the 18th birthday it is not the pupil's to say
    if (!isOfAge(birthDate, dayOf(ctx.now()))) throw refusals.notOfAge();
    if (isKept === sees) return { sees };
    await sql`update people.relation set kept_since = ${sees ? ctx.now() : null}::timestamptz
      where school_id = ${db.schoolId} and person_id = ${personId} and child_id = ${ctx.caller.personId} and kind = 'guardian'`.execute(db);
    await db.emit(relationChanged, { personId, childId: ctx.caller.personId });
    await db.audit({ act: sees ? 'people.guardian_kept' : 'people.guardian_let_go', subject: { type: 'person', id: personId } });
    return { sees };
  });
}

/** Relations `r` of guardians to the caller that hold today; blocked ones are as if they were not there. */
function ownRelation(ctx: Ctx, db: Db) {
  const day = dayOf(ctx.now());
  return sql`r.school_id = ${db.schoolId} and r.child_id = ${ctx.caller.personId} and r.kind = 'guardian' and not r.blocked
    and (r.valid_from is null or r.valid_from <= ${day}::date) and (r.valid_to is null or r.valid_to >= ${day}::date)`;
}

async function ownBirthDate(ctx: Ctx, db: Db): Promise<string | null> {
  if (ctx.caller.context !== 'pupil') notFound('pupil');
  const { rows } = await sql<{ birthDate: string | null }>`select birth_date as "birthDate" from people.person
    where school_id = ${db.schoolId} and id = ${ctx.caller.personId}`.execute(db);
  return rows[0]?.birthDate ?? null;
}
