import type { Answer } from '#kernel/contract/contract.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { addDays, dayOf } from '#kernel/time/calendar.ts';
import { childWithGuardians, isOfAge, ofAgeOn } from '#modules/people/public.ts';
import type { custodyOfContract } from './contract.ts';
import { arrangementsOf } from './queries.ts';

/**
 * A child's guardians with what is known of custody. Names come from the teaching zone, the rest from ours; the two are joined here, not in SQL.
 *
 * @throws not found (404) when there is no such pupil
 */
export async function readCustody(ctx: Ctx, childId: string): Promise<Answer<typeof custodyOfContract>> {
  const today = dayOf(ctx.now());
  const family = (await ctx.inZone('teaching').read((db) => childWithGuardians(db, childId, today))) ?? notFound('pupil');
  const known = await ctx.read((db) => arrangementsOf(db, childId));
  const { birthDate } = family.child;
  return {
    child: { ...family.child, ofAge: isOfAge(birthDate, today), ofAgeOn: soonOfAge(birthDate, today) },
    guardians: family.guardians.map((guardian) => ({ ...guardian, arrangement: known.get(guardian.id) ?? null })),
  };
}

/** The day on which a child comes of age, when that is less than a year away; earlier it is no news. */
function soonOfAge(birthDate: string | null, today: string): string | null {
  const day = birthDate === null ? null : ofAgeOn(birthDate);
  return day !== null && day > today && day <= addDays(today, 365) ? day : null;
}
