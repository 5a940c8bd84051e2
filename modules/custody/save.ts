import type { Answer } from '#kernel/contract/contract.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { childWithGuardians } from '#modules/people/public.ts';
import type { saveCustodyContract } from './contract.ts';
import { contactBarChanged } from './events.ts';
import { type Arrangement, saveArrangement } from './queries.ts';
import { refusals } from './refusals.ts';

/**
 * Enters custody of one guardian for one child. A contact bar reaches the teaching zone by an event, within seconds.
 *
 * @throws not found (404) when there is no such pupil
 * @throws `custody.not_related` (409) when the person is no guardian of the child
 * @throws `custody.bar_over` (422) when the bar's last day is past
 */
export async function saveCustody(
  ctx: Ctx,
  childId: string,
  guardianId: string,
  arrangement: Arrangement,
): Promise<Answer<typeof saveCustodyContract>> {
  const { contactBarred, barredUntil } = arrangement;
  const today = dayOf(ctx.now());
  if (contactBarred && barredUntil !== null && barredUntil < today) throw refusals.barOver();
  const family = (await ctx.inZone('teaching').read((db) => childWithGuardians(db, childId, today))) ?? notFound('pupil');
  if (!family.guardians.some(({ id }) => id === guardianId)) throw refusals.notRelated();
  return ctx.write(async (db) => {
    await saveArrangement(db, childId, guardianId, arrangement, ctx.now());
    await db.emit(contactBarChanged, { guardianId, childId });
    await db.audit({ act: 'custody.arrangement_saved', subject: { type: 'person', id: childId }, data: { barred: contactBarred } });
    return { blocked: contactBarred };
  });
}
