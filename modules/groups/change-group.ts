import { sql } from 'kysely';
import type { Answer, Body, Params } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import { requireChangeable, requireGroup } from './access.ts';
import { endGroups, saveGroups } from './bulk/save-groups.ts';
import { saveGroupMembers } from './bulk/save-members.ts';
import type { changeGroupContract, createGroupContract, endGroupContract } from './contract.ts';
import { groupChanged } from './events.ts';
import { matchNameOf } from './match-name.ts';
import { refusals } from './refusals.ts';

/**
 * Makes a group. Clubs, committees and other groups may be founded by everybody with that right, who then leads them; classes, years, staff
 * rooms and guardians' groups only with the right to edit groups.
 *
 * @throws `groups.not_allowed` (403) · `groups.name_taken` (409) for a second class of that name this year · not found (404) for the parent
 */
export async function createGroup(
  ctx: Ctx,
  { body }: { body: Body<typeof createGroupContract> },
): Promise<Answer<typeof createGroupContract>> {
  const free = body.kind === 'club' || body.kind === 'committee' || body.kind === 'other';
  if (!ctx.caller.permissions.has('groups.edit')) {
    if (!free) throw refusals.notAllowed();
  } else if (!free && !ctx.caller.strong) throw kernelRefusals.secondFactorNeeded();
  return ctx.write(async (db) => {
    const { parentId = null } = body;
    if (parentId !== null) await requireGroup(ctx, db, parentId);
    const schoolYear = body.kind === 'staff' ? null : schoolYearOf(dayOf(ctx.now()));
    if (body.kind === 'class') await requireFreeName(db, body.name, schoolYear, null);
    const groupId = newId();
    const divisionId = ctx.caller.divisionIds?.[0] ?? null;
    await saveGroups(db, [{ id: groupId, ...body, parentId, schoolYear, divisionId }], ctx.now());
    if (free) await saveGroupMembers(db, [{ groupId, personId: ctx.caller.personId, part: 'leader' }]);
    await db.audit({ act: 'groups.group_made', subject: { type: 'group', id: groupId }, data: { kind: body.kind } });
    return { groupId };
  });
}

/**
 * Renames a group or makes it sensitive.
 *
 * @throws not found (404) · `groups.not_allowed` (403) · `groups.name_taken` (409)
 */
export async function changeGroup(
  ctx: Ctx,
  { params: { groupId }, body }: { params: Params<typeof changeGroupContract>; body: Body<typeof changeGroupContract> },
): Promise<Answer<typeof changeGroupContract>> {
  return ctx.write(async (db) => {
    const group = await requireChangeable(ctx, db, groupId);
    const name = body.name ?? group.name;
    if (group.kind === 'class') await requireFreeName(db, name, group.schoolYear, groupId);
    await sql`update groups."group" set name = ${name}, match_name = ${matchNameOf(name)}, sensitive = ${body.sensitive ?? group.sensitive},
        year_level = ${body.yearLevel === undefined ? group.yearLevel : body.yearLevel}
      where school_id = ${db.schoolId} and id = ${groupId}`.execute(db);
    await db.emit(groupChanged, { groupId });
    await db.audit({ act: 'groups.group_changed', subject: { type: 'group', id: groupId } });
    return { groupId };
  });
}

/**
 * Ends a group on a day.
 *
 * @throws not found (404) · `groups.not_allowed` (403)
 */
export async function endGroup(
  ctx: Ctx,
  { params: { groupId }, body: { lastDay } }: { params: Params<typeof endGroupContract>; body: Body<typeof endGroupContract> },
): Promise<Answer<typeof endGroupContract>> {
  return ctx.write(async (db) => {
    await requireChangeable(ctx, db, groupId);
    await endGroups(db, [groupId], lastDay);
    await db.audit({ act: 'groups.group_ended', subject: { type: 'group', id: groupId }, data: { lastDay } });
    return { groupId };
  });
}

async function requireFreeName(db: Db, name: string, schoolYear: number | null, own: string | null): Promise<void> {
  const { rows } =
    await sql`select from groups."group" where school_id = ${db.schoolId} and kind = 'class' and school_year is not distinct from ${schoolYear}
    and match_name = ${matchNameOf(name)} and ended_on is null and id is distinct from ${own}`.execute(db);
  if (rows.length > 0) throw refusals.nameTaken({ name });
}
