import type { Answer, Body, Params } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireEditable, requireOrder, requireRoles } from './access.ts';
import { requirePupils } from './add-person.ts';
import { saveCapacities } from './bulk/save-capacities.ts';
import { removeRelations, saveRelations } from './bulk/save-relations.ts';
import type { relateContract, unrelateContract } from './contract.ts';
import { isBlocked } from './family.ts';
import { capacitiesOf } from './persons.ts';
import { refusals } from './refusals.ts';

/**
 * Puts a guardian or class assistant beside a child. Somebody who was no guardian here becomes one; an assistant must be staff already.
 *
 * @throws not found (404) · `people.not_a_pupil` (422) · `people.roles_needed` (403) · `people.dates_reversed` (422)
 *   · `people.relation_blocked` (409) when the administration keeps this guardian away from the child
 */
export async function relate(
  ctx: Ctx,
  { params: { personId, childId }, body }: { params: Params<typeof relateContract>; body: Body<typeof relateContract> },
): Promise<Answer<typeof relateContract>> {
  requireOrder(body);
  if (personId === childId) throw refusals.notAPupil();
  return ctx.write(async (db) => {
    const today = dayOf(ctx.now());
    await requireEditable(ctx, db, [childId]);
    await requirePupils(db, [childId], today);
    if (body.kind === 'guardian' && (await isBlocked(db, personId, childId))) throw refusals.relationBlocked();
    const capacities = await capacitiesOf(db, personId, today);
    if (body.kind === 'assistant') {
      // what a class assistant sees is a matter of work
      requireRoles(ctx);
      await requireEditable(ctx, db, [personId]);
      if (!capacities.includes('staff'))
        await saveCapacities(db, [{ personId, capacity: 'staff', validFrom: body.validFrom, validTo: body.validTo }]);
    } else if (!capacities.includes('guardian')) {
      await requireEditable(ctx, db, [personId]);
      await saveCapacities(db, [{ personId, capacity: 'guardian' }]);
    }
    await saveRelations(db, [
      { personId, childId, kind: body.kind, place: body.place ?? 1, validFrom: body.validFrom, validTo: body.validTo },
    ]);
    await db.audit({ act: 'people.related', subject: { type: 'person', id: childId }, data: { kind: body.kind, personId } });
    return { personId };
  });
}

/**
 * Takes a guardian or class assistant away from a child.
 *
 * @throws not found (404) · `people.roles_needed` (403) · `people.relation_blocked` (409): the row is what keeps this guardian away
 */
export async function unrelate(
  ctx: Ctx,
  { params: { personId, childId, kind } }: { params: Params<typeof unrelateContract> },
): Promise<Answer<typeof unrelateContract>> {
  return ctx.write(async (db) => {
    await requireEditable(ctx, db, [childId]);
    if (kind === 'assistant') requireRoles(ctx);
    if (kind === 'guardian' && (await isBlocked(db, personId, childId))) throw refusals.relationBlocked();
    await removeRelations(db, [{ personId, childId, kind }]);
    await db.audit({ act: 'people.unrelated', subject: { type: 'person', id: childId }, data: { kind, personId } });
    return { personId };
  });
}
