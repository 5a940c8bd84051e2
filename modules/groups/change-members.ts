import { sql } from 'kysely';
import type { Answer, Body, Params } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { addDays, dayOf } from '#kernel/time/calendar.ts';
import { requirePersons } from '#modules/people/public.ts';
import { type Group, requireChangeable } from './access.ts';
import { endGroupMembers, removeGroupMembers, saveGroupMembers } from './bulk/save-members.ts';
import type { addMembersContract, moveMembersContract, removeMembersContract } from './contract.ts';
import { refusals } from './refusals.ts';

/**
 * Gives people a part in a group. Whoever is in an import's group by hand stays when the import comes again.
 *
 * @throws not found (404) · `groups.not_allowed` (403) · `groups.ended` (409) · `groups.dates_reversed` (422)
 */
export async function addMembers(
  ctx: Ctx,
  { params: { groupId }, body }: { params: Params<typeof addMembersContract>; body: Body<typeof addMembersContract> },
): Promise<Answer<typeof addMembersContract>> {
  const { part, validFrom, validTo } = body;
  if (validFrom !== null && validTo !== null && validTo < validFrom) throw refusals.datesReversed();
  const personIds = [...new Set(body.personIds)];
  return ctx.write(async (db) => {
    const group = await requireChangeable(ctx, db, groupId, part);
    requireRunning(group, dayOf(ctx.now()));
    await requirePersons(db, personIds);
    const counts = await saveGroupMembers(
      db,
      personIds.map((personId) => ({ groupId, personId, part, validFrom, validTo })),
    );
    for (const personId of personIds)
      await db.audit({ act: 'groups.member_added', subject: { type: 'group', id: groupId }, data: { personId, part } });
    return counts;
  });
}

/**
 * Ends a part of people in a group, or strikes it out when no last day is given.
 *
 * @throws not found (404) · `groups.not_allowed` (403)
 */
export async function removeMembers(
  ctx: Ctx,
  {
    params: { groupId },
    body: { personIds, part, lastDay },
  }: { params: Params<typeof removeMembersContract>; body: Body<typeof removeMembersContract> },
): Promise<Answer<typeof removeMembersContract>> {
  return ctx.write(async (db) => {
    await requireChangeable(ctx, db, groupId, part);
    const members = personIds.map((personId) => ({ groupId, personId, part }));
    if (lastDay === null) await removeGroupMembers(db, members);
    else await endGroupMembers(db, members, lastDay);
    for (const personId of new Set(personIds))
      await db.audit({ act: 'groups.member_removed', subject: { type: 'group', id: groupId }, data: { personId, part } });
    return { groupId };
  });
}

/**
 * Moves members from one group to another of the same kind: the last day in the old one is the day before.
 *
 * @throws not found (404) · `groups.not_allowed` (403) · `groups.other_kind` (422) · `groups.ended` (409)
 */
export async function moveMembers(
  ctx: Ctx,
  { params: { groupId }, body }: { params: Params<typeof moveMembersContract>; body: Body<typeof moveMembersContract> },
): Promise<Answer<typeof moveMembersContract>> {
  const { toGroupId, from } = body;
  const personIds = [...new Set(body.personIds)];
  return ctx.write(async (db) => {
    const old = await requireChangeable(ctx, db, groupId);
    const next = await requireChangeable(ctx, db, toGroupId);
    if (old.kind !== next.kind || groupId === toGroupId) throw refusals.otherKind();
    requireRunning(next, dayOf(ctx.now()));
    // only who really is a member moves
    const { rows } = await sql<{
      personId: string;
    }>`select person_id as "personId" from groups.member m where school_id = ${db.schoolId} and group_id = ${groupId}
      and person_id = any(${personIds}) and part = 'member' and (valid_to is null or valid_to >= ${from}::date)`.execute(db);
    await endGroupMembers(
      db,
      rows.map(({ personId }) => ({ groupId, personId, part: 'member' as const })),
      addDays(from, -1),
    );
    await saveGroupMembers(
      db,
      rows.map(({ personId }) => ({ groupId: toGroupId, personId, part: 'member' as const, validFrom: from })),
    );
    for (const { personId } of rows)
      await db.audit({ act: 'groups.member_moved', subject: { type: 'group', id: toGroupId }, data: { personId, fromGroupId: groupId } });
    return { groupId: toGroupId };
  });
}

function requireRunning(group: Group, day: string): void {
  if (group.endedOn !== null && group.endedOn < day) throw refusals.ended();
}
