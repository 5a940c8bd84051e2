import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { handleOf } from '#kernel/ids/handle.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { createIdentities, joinUnused } from '#modules/identities/public.ts';
import { saveCapacities } from '../bulk/save-capacities.ts';
import { savePersons } from '../bulk/save-persons.ts';
import { saveRelations } from '../bulk/save-relations.ts';
import { makeOneComeOfAge } from './come-of-age.ts';
import { makePeople } from './make-people.ts';

/** Fills one school of the demo city with people who can sign in; parents with children at two schools get one sign-in. Set-based. */
export async function seedPeople(ctx: SchoolCtx, db: Db, random: DemoRandom): Promise<void> {
  const { persons, capacities, relations, shared } = makePeople(ctx.school.slug, random);
  makeOneComeOfAge(persons, dayOf(ctx.now()));
  await savePersons(db, persons, ctx.now());
  await saveCapacities(db, capacities);
  await saveRelations(db, relations);
  await createIdentities(
    db,
    persons.map(({ id, firstName, lastName }) => ({ personId: id, first: firstName, last: lastName })),
    ctx.now(),
  );
  if (ctx.school.slug !== 'goethe' || shared.length === 0) return;
  const handles = new Map(
    shared.map(({ personId, handleOf: name }) => [handleOf(name.split(' ')[0] ?? '', name.split(' ').slice(1).join(' ')), personId]),
  );
  const { rows } = await sql<{
    handle: string;
    identityId: string;
  }>`select a.handle, a.identity_id as "identityId" from identities.pub_access a
    join kernel.pub_school s on s.id = a.school_id and s.slug = 'park' where a.handle = any(${[...handles.keys()]})`.execute(db);
  await joinUnused(
    db,
    rows.flatMap(({ handle, identityId }) => {
      const personId = handles.get(handle);
      return personId === undefined ? [] : [{ personId, identityId }];
    }),
  );
}
