import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { PlatformDb } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { mayOpen, tiesOf } from '../accounts/elsewhere.ts';
import { eraseEmpty } from '../accounts/status.ts';
import { requireOpenDevice } from '../devices/open-device.ts';
import { personJoined } from '../events.ts';
import { refusals } from '../refusals.ts';
import type { joinContract } from './contract.ts';
import { findOpener, spend } from './find.ts';

/**
 * The person of a code becomes a person of the sign-in that is open in this browser: a parent's second school, a teacher on loan, a double.
 * The sign-in the person had before gives it up, with its name in that school, if it could be opened by that school alone.
 *
 * @throws `identities.code_invalid` (422) · `identities.already_here` (409) when this sign-in has a person in that school already
 * @throws `identities.join_other_way` (403) when the person belongs to a sign-in with an owner of its own elsewhere: a school must not
 *   move a person out of it. Its owner can bring this sign-in's person there instead, which the sentence says.
 */
export async function joinPerson(ctx: PlatformCtx, body: Body<typeof joinContract>): Promise<Answer<typeof joinContract>> {
  const { identity } = ctx;
  if (identity === null) throw kernelRefusals.notSignedIn();
  return ctx.write(async (db) => {
    await requireOpenDevice(db, identity, ctx.now());
    const opener = await findOpener(ctx, db, body.code);
    const { schoolId, personId, identityId: before } = opener;
    if (schoolId === null || personId === null) throw refusals.codeInvalid();
    if (before !== identity.identityId) {
      const ties = await tiesOf(db, identity.identityId);
      if (ties.schoolIds.includes(schoolId)) throw refusals.alreadyHere();
      if (!mayOpen(await tiesOf(db, before), [schoolId])) throw refusals.joinOtherWay();
      await move(db, { from: before, to: identity.identityId, schoolId, personId });
      await eraseEmpty(db, [before]);
      await db.emit(personJoined, schoolId, { personId });
    }
    await spend(db, [opener], ctx.now());
    return { school: await schoolOf(db, schoolId) };
  });
}

async function move(
  db: PlatformDb,
  { from, to, schoolId, personId }: { from: string; to: string; schoolId: string; personId: string },
): Promise<void> {
  await sql`update identities.attachment set identity_id = ${to} where school_id = ${schoolId} and person_id = ${personId}`.execute(db);
  await sql`update identities.handle set identity_id = ${to} where realm = ${schoolId} and identity_id = ${from}`.execute(db);
}

async function schoolOf(db: PlatformDb, schoolId: string): Promise<{ slug: string; name: string }> {
  const { rows } = await sql<{
    slug: string;
    name: string;
  }>`select s.slug, s.name from kernel.pub_school s where s.id = ${schoolId}`.execute(db);
  return rows[0] ?? { slug: '', name: '' };
}
