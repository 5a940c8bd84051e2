import { sql } from 'kysely';
import { nobody } from '#kernel/audit/trail.ts';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import { erasePerson } from '#kernel/privacy/engine.ts';
import type { erasePersonContract, erasureContract } from './contract.ts';
import { inBothZones } from './in-both-zones.ts';
import { refusals } from './refusals.ts';

/** Name and state of a person, for the page that asks whether they shall be erased. @throws not found (404) */
export async function readErasure(ctx: Ctx, personId: string): Promise<Answer<typeof erasureContract>> {
  return ctx.read((db) => findPerson(db, personId));
}

/**
 * Erases a person with everything all modules hold, in both zones: all of it or nothing (`inBothZones`). The sign-in loses this school; other
 * schools of the same human are not touched. Acts of the person stay in the trail without them.
 *
 * @param name  as typed to confirm; must be the name shown
 * @returns rows erased or made nameless, by column
 * @throws not found (404); `schools.own_person` (409); `schools.not_suspended` (409); `schools.name_differs` (422)
 */
export async function erase(
  modules: readonly Module[],
  ctx: Ctx,
  personId: string,
  name: string,
): Promise<Answer<typeof erasePersonContract>> {
  if (personId === ctx.caller.personId) throw refusals.ownPerson();
  return inBothZones(ctx, 'write', async (zones) => {
    const person = await findPerson(zones.teaching, personId);
    if (person.status === 'active') throw refusals.notSuspended();
    if (plain(name) !== plain(person.name)) throw refusals.nameDiffers({ name: person.name });
    const erased = await erasePerson(modules, zones, personId);
    const rows = Object.values(erased).reduce((sum, count) => sum + count, 0);
    await zones.teaching.audit({ act: 'schools.person_erased', subject: { type: 'person', id: nobody }, data: { rows } });
    return { erased };
  });
}

async function findPerson(db: Db, personId: string): Promise<{ name: string; status: 'active' | 'suspended' | 'left' }> {
  const { rows } = await sql<{ name: string; status: 'active' | 'suspended' | 'left' }>`select p.name, p.status
    from people.pub_person p where p.school_id = ${db.schoolId} and p.id = ${personId}`.execute(db);
  return rows[0] ?? notFound('person');
}

/** Typed by hand: white space and case are forgiven, letters are not. */
function plain(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
