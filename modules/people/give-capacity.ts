import { type Capacity, contextOf } from '#kernel/access/capacity.ts';
import type { Answer, Body, Params } from '#kernel/contract/contract.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireEditable, requireMayGive, requireOrder, requireOtherAdmin } from './access.ts';
import { saveCapacities } from './bulk/save-capacities.ts';
import type { giveCapacityContract } from './contract.ts';
import { refusals } from './refusals.ts';

/**
 * Says what a person is here and on which days; a last day in the past takes the capacity away. Roles of work need the right to
 * hand out roles (`people.manage_roles`), pupil and guardian the right to edit people (`people.edit`); nobody changes their own.
 *
 * @throws not found (404) · `kernel.forbidden` (403) · `kernel.second_factor_needed` (403) · `people.roles_needed` (403) · `people.own_access` (409) · `people.last_admin` (409) · `people.dates_reversed` (422)
 */
export async function giveCapacity(
  ctx: Ctx,
  { params: { personId, capacity }, body }: { params: Params<typeof giveCapacityContract>; body: Body<typeof giveCapacityContract> },
): Promise<Answer<typeof giveCapacityContract>> {
  requireRight(ctx, capacity);
  requireOrder(body);
  if (personId === ctx.caller.personId) throw refusals.ownAccess();
  const { divisionIds } = ctx.caller;
  // whoever answers for a division only hands out roles for that division
  const divisionId =
    divisionIds === null ? (body.divisionId ?? null) : (divisionIds.find((id) => id === body.divisionId) ?? divisionIds[0] ?? null);
  return ctx.write(async (db) => {
    await requireEditable(ctx, db, [personId]);
    const today = dayOf(ctx.now());
    const ends = (body.validTo !== null && body.validTo < today) || (body.validFrom !== null && body.validFrom > today);
    if (capacity === 'school_admin' && ends) await requireOtherAdmin(db, [personId], today);
    await saveCapacities(db, [{ personId, capacity, divisionId, validFrom: body.validFrom, validTo: body.validTo }]);
    await db.audit({
      act: 'people.capacity_given',
      subject: { type: 'person', id: personId },
      data: { capacity, validFrom: body.validFrom, validTo: body.validTo },
    });
    return { personId };
  });
}

function requireRight(ctx: Ctx, capacity: Capacity): void {
  const { permissions, strong } = ctx.caller;
  const edits = permissions.has('people.edit');
  if (!edits && !permissions.has('people.manage_roles')) throw kernelRefusals.forbidden();
  if (!strong) throw kernelRefusals.secondFactorNeeded();
  requireMayGive(ctx, capacity);
  if (contextOf(capacity) !== 'work' && !edits) throw kernelRefusals.forbidden();
}
