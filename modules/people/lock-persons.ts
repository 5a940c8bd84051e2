import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { resumeAccess, suspendAccess } from '#modules/identities/public.ts';
import { requireEditable, requireOtherAdmin } from './access.ts';
import { suspendPersons, unlockPersons } from './bulk/suspend.ts';
import type { lockPersonsContract, unlockPersonsContract } from './contract.ts';
import { refusals } from './refusals.ts';

/**
 * Locks people: no request of theirs reaches this school any more, from the next one on.
 *
 * @throws not found (404) · `people.own_access` (409) · `people.last_admin` (409) · `people.roles_needed` (403)
 */
export async function lockPersons(
  ctx: Ctx,
  { body: { personIds } }: { body: Body<typeof lockPersonsContract> },
): Promise<Answer<typeof lockPersonsContract>> {
  if (personIds.includes(ctx.caller.personId)) throw refusals.ownAccess();
  return ctx.write(async (db) => {
    await requireEditable(ctx, db, personIds);
    await requireOtherAdmin(db, personIds, dayOf(ctx.now()));
    const locked = await suspendPersons(db, personIds);
    await suspendAccess(db, locked, ctx.now());
    for (const id of locked) await db.audit({ act: 'people.person_locked', subject: { type: 'person', id } });
    return { changed: locked.length };
  });
}

/**
 * Lets locked people in again.
 *
 * @throws not found (404) · `people.roles_needed` (403)
 */
export async function unlock(
  ctx: Ctx,
  { body: { personIds } }: { body: Body<typeof unlockPersonsContract> },
): Promise<Answer<typeof unlockPersonsContract>> {
  return ctx.write(async (db) => {
    await requireEditable(ctx, db, personIds);
    const open = await unlockPersons(db, personIds);
    await resumeAccess(db, open);
    for (const id of open) await db.audit({ act: 'people.person_unlocked', subject: { type: 'person', id } });
    return { changed: open.length };
  });
}
