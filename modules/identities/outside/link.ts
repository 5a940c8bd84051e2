import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { isSignedIn } from '../codes/may-set-password.ts';
import { outsideLinked } from '../events.ts';
import { refusals } from '../refusals.ts';
import { opensAlone } from './opens-alone.ts';

export interface Link {
  personId: string;
  identityId: string;
  ownerConfirmed: boolean;
}

/** Whose account this is in the school of the transaction. A link of a person who has gone to another sign-in since is none. */
export async function findLink(db: Db, account: { issuer: string; subject: string }): Promise<Link | undefined> {
  const { rows } = await sql<Link>`select l.person_id as "personId", l.identity_id as "identityId", l.owner_confirmed as "ownerConfirmed"
    from identities.outside_link l join identities.attachment a on a.school_id = l.school_id and a.person_id = l.person_id and a.identity_id = l.identity_id
    where l.school_id = ${db.schoolId} and l.issuer = ${account.issuer} and l.subject = ${account.subject}`.execute(db);
  return rows[0];
}

/**
 * How a person may be linked: by their own word alone, by the owner of the sign-in who is signed in here, or not before the owner has
 * signed in by other means.
 *
 * @param trusted  false for people whose rights are too great for the provider's word alone
 */
export async function wayToLink(
  ctx: PlatformCtx,
  db: Db,
  account: { issuer: string; subject: string },
  who: { personId: string; identityId: string; trusted: boolean },
): Promise<'alone' | 'signed_in' | 'owner_first'> {
  if (await isSignedIn(ctx, db, who.identityId)) return 'signed_in';
  return who.trusted && !(await isTaken(db, account, who.personId)) && (await opensAlone(db, who.identityId, db.schoolId))
    ? 'alone'
    : 'owner_first';
}

/** Whether another account of the same provider is this person already: a second one of the same name does not push it out. */
async function isTaken(db: Db, account: { issuer: string; subject: string }, personId: string): Promise<boolean> {
  const { rows } =
    await sql`select from identities.outside_link l join identities.attachment a on a.school_id = l.school_id and a.person_id = l.person_id
      and a.identity_id = l.identity_id
    where l.school_id = ${db.schoolId} and l.person_id = ${personId} and l.issuer = ${account.issuer} and l.subject <> ${account.subject}`.execute(
      db,
    );
  return rows.length > 0;
}

/**
 * Links an account with a person. Earlier links of the account and of the person at this provider end.
 *
 * @throws `identities.outside_owner_first` (403)
 */
export async function linkAccount(
  ctx: PlatformCtx,
  db: Db,
  account: { issuer: string; subject: string },
  who: { personId: string; identityId: string; trusted: boolean },
): Promise<void> {
  const { personId, identityId } = who;
  const way = await wayToLink(ctx, db, account, who);
  if (way === 'owner_first') throw refusals.outsideOwnerFirst();
  await sql`delete from identities.outside_link where school_id = ${db.schoolId} and issuer = ${account.issuer}
    and (subject = ${account.subject} or person_id = ${personId})`.execute(db);
  await sql`insert into identities.outside_link (school_id, id, issuer, subject, person_id, identity_id, owner_confirmed, linked_at)
    values (${db.schoolId}, ${newId()}, ${account.issuer}, ${account.subject}, ${personId}, ${identityId}, ${way === 'signed_in'}, ${ctx.now()})`.execute(
    db,
  );
  await db.emit(outsideLinked, { personId });
}
