import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { authorityBySlug, firstAuthorities, insertSchool } from '#kernel/module/save-school.ts';
import type { Services } from '#kernel/module/services.ts';
import { createIdentityFor, issueCode } from '#modules/identities/public.ts';
import { saveCapacities, savePersons } from '#modules/people/public.ts';
import { createAuthority } from './create-authority.ts';
import { refusals } from './refusals.ts';
import { requireFreeWord } from './slug.ts';

/** What founding a school needs; a platform request has it, and so has the command line. */
export interface Founding {
  now(): Date;
  readonly services: Pick<Services, 'secrets'>;
  inSchool<R>(schoolId: string, work: (db: Db) => Promise<R>): Promise<R>;
}

export interface NewSchool {
  slug: string;
  name: string;
  /** Two letters: NW, NI, … */
  state: string;
  /** Slug of an authority that is there, or the name of a new one; without either the only one there is (made when there is none). */
  authority?: { slug: string } | { name: string } | undefined;
  schoolNumber?: string | null;
  schoolForm?: string | null;
  /** Who runs the school here at first; may be put right later. */
  admin?: { firstName: string; lastName: string } | undefined;
}

export interface FoundedSchool {
  id: string;
  slug: string;
  /** One-time code of the first school admin; it stands nowhere else. */
  adminCode: string;
  adminHandle: string;
  adminPersonId: string;
}

/** The first admin's letter holds so many days. */
const codeDays = 14;

/**
 * Founds a school with its first school admin, who comes in by a one-time code; all of it or nothing.
 *
 * @throws `schools.slug_reserved` (422), `schools.slug_taken` (409), `schools.unknown_authority` (422)
 */
export async function createSchool(at: Founding, wish: NewSchool): Promise<FoundedSchool> {
  requireFreeWord(wish.slug);
  const id = newId();
  const now = at.now();
  return at.inSchool(id, async (db) => {
    const authorityId = await authorityFor(db, wish.authority, now);
    const { slug, name, state, schoolNumber = null, schoolForm = null } = wish;
    if (!(await insertSchool(db, { id, authorityId, slug, name: name.trim(), state, schoolNumber, schoolForm, now })))
      throw refusals.slugTaken({ slug });
    const { firstName, lastName } = wish.admin ?? { firstName: 'Schul', lastName: 'Administration' };
    const personId = newId();
    await savePersons(db, [{ id: personId, firstName, lastName }], now);
    await saveCapacities(db, [{ personId, capacity: 'school_admin' }]);
    const { handle } = await createIdentityFor(db, { personId, first: firstName, last: lastName }, now);
    const { code } = await issueCode(at, db, {
      personId,
      name: `${firstName} ${lastName}`,
      purpose: 'first',
      validDays: codeDays,
      madeBy: null,
    });
    await db.audit({ act: 'schools.school_founded', subject: { type: 'person', id: personId }, data: { name: name.trim() } });
    return { id, slug, adminCode: code, adminHandle: handle, adminPersonId: personId };
  });
}

async function authorityFor(db: Db, wish: NewSchool['authority'], now: Date): Promise<string> {
  if (wish !== undefined && 'name' in wish) return createAuthority(db, { name: wish.name, now });
  if (wish !== undefined) return (await authorityBySlug(db, wish.slug))?.id ?? unknown(wish.slug);
  const [only, another] = await firstAuthorities(db);
  if (another !== undefined) throw refusals.unknownAuthority({ slug: '' });
  return only ?? createAuthority(db, { name: 'Schulträger', now });
}

function unknown(slug: string): never {
  throw refusals.unknownAuthority({ slug });
}
