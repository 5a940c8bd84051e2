import { sql } from 'kysely';
import type { Answer, Body, Params } from '#kernel/contract/contract.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { requireEditable } from './access.ts';
import { requireFreeShortName } from './add-person.ts';
import type { correctPersonContract } from './contract.ts';
import { personChanged } from './events.ts';
import { sortNameOf } from './names.ts';

type Correction = Body<typeof correctPersonContract>;

const columns: Record<keyof Correction, string> = {
  lastName: 'last_name',
  firstName: 'first_name',
  callName: 'call_name',
  title: 'title',
  shortName: 'short_name',
  gender: 'gender',
  birthDate: 'birth_date',
  email: 'email',
  phone: 'phone',
  language: 'language',
};

/**
 * Puts fields of a person right. A field that came from an import is marked as corrected: the next import leaves it alone.
 * The sign-in name stays; a new one is given with identities.
 *
 * @throws not found (404) · `people.roles_needed` (403) for somebody who works here · `people.short_name_taken` (409)
 */
export async function correctPerson(
  ctx: Ctx,
  { params: { personId }, body }: { params: Params<typeof correctPersonContract>; body: Correction },
): Promise<Answer<typeof correctPersonContract>> {
  return ctx.write(async (db) => {
    await requireEditable(ctx, db, [personId]);
    if (body.shortName) await requireFreeShortName(db, body.shortName, personId);
    const { rows } = await sql<Names>`select last_name as "lastName", first_name as "firstName", call_name as "callName"
      from people.person where school_id = ${db.schoolId} and id = ${personId} for update`.execute(db);
    const names = { ...(rows[0] ?? notFound('person')), ...given(body) };
    const changes = Object.entries(given(body)).map(([field, value]) => ({ column: columns[field as keyof Correction], value })); // keys of a closed body
    if (changes.length === 0) return { personId };
    const corrected = changes.map(({ column }) => column);
    await sql`update people.person set ${sql.join(changes.map(({ column, value }) => sql`${sql.ref(column)} = ${value}`))},
        sort_name = ${sortNameOf(names)},
        corrected = case when source is null then corrected else (select coalesce(array_agg(distinct c), '{}') from unnest(corrected || ${corrected}::text[]) c) end
      where school_id = ${db.schoolId} and id = ${personId}`.execute(db);
    await db.emit(personChanged, { personId });
    await db.audit({ act: 'people.person_corrected', subject: { type: 'person', id: personId }, data: { fields: corrected.join(', ') } });
    return { personId };
  });
}

interface Names {
  lastName: string;
  firstName: string;
  callName: string | null;
}

/** Only what the request says; a field that is absent stays as it is. */
function given(body: Correction): Partial<Correction> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
