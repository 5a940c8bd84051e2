import type { Answer } from '#kernel/contract/contract.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { childWithGuardians } from '#modules/people/public.ts';
import type { custodyOfContract } from './contract.ts';
import { arrangementsOf } from './queries.ts';

/**
 * A child's guardians with what is known of custody. Names come from the teaching zone, the rest from ours; the two are joined here, not in SQL.
 *
 * @throws not found (404) when there is no such pupil
 */
export async function readCustody(ctx: Ctx, childId: string): Promise<Answer<typeof custodyOfContract>> {
  const family = (await ctx.inZone('teaching').read((db) => childWithGuardians(db, childId))) ?? notFound('pupil');
  const known = await ctx.read((db) => arrangementsOf(db, childId));
  return {
    child: { ...family.child, ofAge: isOfAge(family.child.birthDate, dayOf(ctx.now())) },
    guardians: family.guardians.map((guardian) => ({ ...guardian, arrangement: known.get(guardian.id) ?? null })),
  };
}

/** Of age from the 18th birthday on (§ 2 BGB); born on 29 February: on 1 March (§ 188 BGB). Unknown birth date: not of age. */
export function isOfAge(birthDate: string | null, today: string): boolean {
  if (birthDate === null) return false;
  const [year = 0, ...rest] = birthDate.split('-').map(Number);
  const eighteenth = `${year + 18}-${rest.map((part) => String(part).padStart(2, '0')).join('-')}`;
  return eighteenth <= today;
}
