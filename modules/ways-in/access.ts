import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals, notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { type Group, requireGroup } from '#modules/groups/public.ts';
import { refusals } from './refusals.ts';

/** Whether the caller may decide about cards of every class: who may issue codes for everybody. */
export function decidesForAll(ctx: Ctx): boolean {
  return ctx.caller.permissions.has('people.issue_codes');
}

/**
 * The class, for its class teachers and those who may issue codes for everybody.
 *
 * @throws not found (404) · `ways_in.no_class` (422) · `ways_in.not_your_class` (403) · `kernel.second_factor_needed` (403)
 */
export async function requireCardClass(ctx: Ctx, db: Db, groupId: string): Promise<Group> {
  const group = await requireGroup(ctx, db, groupId);
  const { caller } = ctx;
  if (group.kind !== 'class') throw refusals.noClass();
  const leads = caller.context === 'work' && group.ownParts.some((part) => part === 'class_teacher' || part === 'deputy');
  if (leads && caller.permissions.has('people.issue_codes_own_class')) return group;
  if (!decidesForAll(ctx)) throw refusals.notYourClass();
  if (!caller.strong) throw kernelRefusals.secondFactorNeeded();
  return group;
}

/** A pupil who may have a card. */
export interface CardPupil {
  personId: string;
  name: string;
  firstName: string;
  lastName: string;
  language: string | null;
}

/** Present pupils of a class without a part in the school's work, in the order of their names. */
export async function cardPupils(ctx: Ctx, db: Db, groupId: string): Promise<CardPupil[]> {
  const day = dayOf(ctx.now());
  const { rows } =
    await sql<CardPupil>`select p.id as "personId", p.name, coalesce(p.call_name, p.first_name) as "firstName", p.last_name as "lastName", p.language
    from people.pub_person p where p.school_id = ${db.schoolId} and ${isCardPupil(day)}
      and exists (select from groups.pub_member m where m.school_id = p.school_id and m.person_id = p.id and m.group_id = ${groupId} and ${sitsIn(day)})
    order by p.sort_name, p.id`.execute(db);
  return rows;
}

/**
 * Of these people those who may have a card in this class.
 *
 * @throws not found (404) when one of them is no such pupil
 */
export async function requireCardPupils(ctx: Ctx, db: Db, groupId: string, personIds: readonly string[]): Promise<CardPupil[]> {
  const wanted = new Set(personIds);
  const found = (await cardPupils(ctx, db, groupId)).filter(({ personId }) => wanted.has(personId));
  if (found.length < wanted.size) notFound('pupil');
  return found;
}

/** Person `p` is a present pupil who does no work at the school. */
export function isCardPupil(day: string) {
  const held = sql`select from people.pub_capacity k where k.school_id = p.school_id and k.person_id = p.id
    and (k.valid_from is null or k.valid_from <= ${day}::date) and (k.valid_to is null or k.valid_to >= ${day}::date)`;
  return sql`p.status = 'active' and exists (${held} and k.capacity = 'pupil') and not exists (${held} and k.capacity not in ('pupil', 'guardian'))`;
}

/** Membership `m` is that of a pupil on a day. */
export function sitsIn(day: string) {
  return sql`m.part in ('member', 'representative', 'deputy_representative')
    and (m.valid_from is null or m.valid_from <= ${day}::date) and (m.valid_to is null or m.valid_to >= ${day}::date)`;
}
