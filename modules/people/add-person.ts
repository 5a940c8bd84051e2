import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { createIdentities } from '#modules/identities/public.ts';
import { requireMayGive, requireOrder } from './access.ts';
import { saveCapacities } from './bulk/save-capacities.ts';
import { savePersons } from './bulk/save-persons.ts';
import { saveRelations } from './bulk/save-relations.ts';
import type { addPersonContract } from './contract.ts';
import { refusals } from './refusals.ts';

/**
 * Enters a person by hand: names, what they are, whose guardian or assistant, a sign-in name. Nobody can sign in with it before a
 * one-time code was issued. A guest joins the sign-in of the own school with that code.
 *
 * @throws `people.roles_needed` (403) for a working capacity without the right to hand out roles
 * @throws `people.not_a_pupil` (422) when one of the children is no pupil here · `people.short_name_taken` (409) · `people.dates_reversed` (422)
 */
export async function addPerson(ctx: Ctx, { body }: { body: Body<typeof addPersonContract> }): Promise<Answer<typeof addPersonContract>> {
  requireMayGive(ctx, body.capacity);
  requireOrder(body);
  return ctx.write(async (db) => {
    const { capacity, validFrom, validTo, childIds = [], ...person } = body;
    const kind = capacity === 'guardian' ? 'guardian' : 'assistant';
    if (childIds.length > 0 && kind === 'assistant' && capacity !== 'staff') throw refusals.notAPupil();
    await requirePupils(db, childIds, dayOf(ctx.now()));
    await requireFreeShortName(db, person.shortName ?? null, null);
    const personId = newId();
    await savePersons(db, [{ ...person, id: personId }], ctx.now());
    // whoever is limited to a division enters people of that division
    await saveCapacities(db, [{ personId, capacity, divisionId: ctx.caller.divisionIds?.[0] ?? null, validFrom, validTo }]);
    await saveRelations(
      db,
      childIds.map((childId) => ({ personId, childId, kind, validFrom, validTo })),
    );
    const [sign] = await createIdentities(db, [{ personId, first: person.callName ?? person.firstName, last: person.lastName }], ctx.now());
    await db.audit({ act: 'people.person_added', subject: { type: 'person', id: personId }, data: { capacity } });
    return { personId, handle: sign?.handle ?? '' };
  });
}

/**
 * Makes sure all are active pupils of this school.
 *
 * @throws `people.not_a_pupil` (422)
 */
export async function requirePupils(db: Db, ids: readonly string[], day: string): Promise<void> {
  if (ids.length === 0) return;
  const { rows } =
    await sql`select distinct p.id from people.person p join people.capacity k on k.school_id = p.school_id and k.person_id = p.id
    where p.school_id = ${db.schoolId} and p.id = any(${[...ids]}) and p.status = 'active' and k.capacity = 'pupil' and (k.valid_to is null or k.valid_to >= ${day}::date)`.execute(
      db,
    );
  if (rows.length < new Set(ids).size) throw refusals.notAPupil();
}

/**
 * Makes sure nobody else present bears this Kürzel.
 *
 * @throws `people.short_name_taken` (409)
 */
export async function requireFreeShortName(db: Db, shortName: string | null, own: string | null): Promise<void> {
  if (shortName === null) return;
  const { rows } = await sql`select from people.person where school_id = ${db.schoolId} and short_name = ${shortName} and status = 'active'
    and id is distinct from ${own}`.execute(db);
  if (rows.length > 0) throw refusals.shortNameTaken({ shortName });
}
