import { sql } from 'kysely';
import { type Capacity, contextOf } from '#kernel/access/capacity.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { refusals } from './refusals.ts';

/**
 * Makes sure the caller may change these people: they exist, lie in the caller's divisions, and whoever works at the school is touched
 * only with the right to hand out roles. That the caller holds `people.edit`, or hands out
 * roles, is checked before.
 *
 * @throws not found (404), `people.roles_needed` (403)
 */
export async function requireEditable(ctx: Ctx, db: Db, personIds: readonly string[]): Promise<void> {
  const ids = [...new Set(personIds)];
  const { divisionIds } = ctx.caller;
  const { rows } = await sql<{ works: boolean; inDivision: boolean }>`select
      coalesce(bool_or(k.capacity not in ('pupil', 'guardian')), false) as works,
      ${divisionIds}::uuid[] is null or coalesce(bool_or(k.division_id = any(${divisionIds}::uuid[])), false) as "inDivision"
    from people.person p left join people.capacity k on k.school_id = p.school_id and k.person_id = p.id and (k.valid_to is null or k.valid_to >= ${dayOf(ctx.now())}::date)
    where p.school_id = ${db.schoolId} and p.id = any(${ids}) group by p.id`.execute(db);
  if (rows.length < ids.length || rows.some(({ inDivision }) => !inDivision)) notFound('person');
  if (rows.some(({ works }) => works)) requireRoles(ctx);
}

/** Refuses callers who may not hand out roles. */
export function requireRoles(ctx: Ctx): void {
  if (!ctx.caller.permissions.has('people.manage_roles')) throw refusals.rolesNeeded();
}

/** Refuses callers who give a working capacity without the right to hand out roles. */
export function requireMayGive(ctx: Ctx, capacity: Capacity): void {
  if (contextOf(capacity) === 'work') requireRoles(ctx);
}

/**
 * Refuses days in the wrong order.
 *
 * @throws `people.dates_reversed` (422)
 */
export function requireOrder(days: { validFrom: string | null; validTo: string | null }): void {
  if (days.validFrom !== null && days.validTo !== null && days.validTo < days.validFrom) throw refusals.datesReversed();
}

/**
 * Makes sure the school keeps a school admin who can come in after these people cannot (as such) any more.
 *
 * @throws `people.last_admin` (409)
 */
export async function requireOtherAdmin(db: Db, without: readonly string[], day: string): Promise<void> {
  const { rows } = await sql<{ there: boolean; others: boolean }>`select
      coalesce(bool_or(k.person_id = any(${[...without]})), false) as there, coalesce(bool_or(k.person_id <> all(${[...without]})), false) as others
    from people.capacity k join people.person p on p.school_id = k.school_id and p.id = k.person_id and p.status = 'active'
    where k.school_id = ${db.schoolId} and k.capacity = 'school_admin'
      and (k.valid_from is null or k.valid_from <= ${day}::date) and (k.valid_to is null or k.valid_to >= ${day}::date)`.execute(db);
  if (rows[0]?.there && !rows[0].others) throw refusals.lastAdmin();
}
