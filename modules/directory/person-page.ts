import { sql } from 'kysely';
import type { Answer, Params } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { pupilsOfOwnClass } from '#modules/groups/public.ts';
import { identitiesOf } from '#modules/identities/public.ts';
import type { personContract } from './contract.ts';
import { isOpenGuardian } from './invitations/guardians.ts';
import { invitationsOf } from './invitations/state.ts';
import { maySee, validOn } from './visible-people.ts';

type Page = Answer<typeof personContract>;
type Basics = Pick<Page, 'id' | 'name' | 'lastName' | 'firstName' | 'callName' | 'title' | 'shortName' | 'status' | 'guestOf'> &
  NonNullable<Page['details']>;

/**
 * One person. Everybody who may see them sees names, present capacities, shared courses and groups that are not sensitive; dates, contact, birth
 * date, relations and all courses only those who may see everybody and, of pupils of their own class, class teachers.
 *
 * @throws not found (404) when there is no such person or the caller may not see them
 */
export async function personPage(ctx: Ctx, { params: { personId } }: { params: Params<typeof personContract> }): Promise<Page> {
  const { caller } = ctx;
  const day = dayOf(ctx.now());
  return ctx.read(async (db) => {
    const { gender, birthDate, email, phone, language, source, corrected, ...basics } = await requireVisible(ctx, db, personId);
    const ownClass = (await pupilsOfOwnClass(db, caller.personId, [personId], day)).has(personId);
    const close = caller.permissions.has('people.view_all') || ownClass;
    const issueCode = caller.permissions.has('people.issue_codes') || (ownClass && caller.permissions.has('people.issue_codes_own_class'));
    const access = issueCode ? (await identitiesOf(db, [personId])).get(personId) : undefined;
    const capacities = await capacitiesOf(db, personId, close ? null : day);
    const roles = caller.permissions.has('people.manage_roles');
    return {
      ...basics,
      details: close ? { gender, birthDate, email, phone, language, source, corrected } : null,
      capacities,
      divisions: await divisionsFor(ctx, db, capacities, roles),
      groups: await groupsOf(ctx, db, personId, close),
      courses: await coursesOf(ctx, db, personId, close),
      relations: close ? await relationsOf(db, personId) : [],
      access: issueCode
        ? {
            state: access === undefined ? 'none' : access.hasPassword ? 'ready' : 'waiting',
            handle: access?.handle ?? null,
            hasSecondFactor: access?.hasSecondFactor ?? false,
            ...(await invitationFor(ctx, db, personId, access?.hasPassword ?? false)),
          }
        : null,
      may: { edit: caller.permissions.has('people.edit'), roles, issueCode },
    };
  });
}

/** Invitations by mail are the matter of those who issue codes for everybody. */
async function invitationFor(
  ctx: Ctx,
  db: Db,
  personId: string,
  isIn: boolean,
): Promise<Pick<NonNullable<Page['access']>, 'mayInvite' | 'invitation'>> {
  if (!ctx.caller.permissions.has('people.issue_codes')) return { mayInvite: false, invitation: null };
  const { rows } = await sql`select from people.pub_person p
    where p.school_id = ${db.schoolId} and p.id = ${personId} and p.status = 'active' and ${isOpenGuardian(dayOf(ctx.now()))}`.execute(db);
  return { mayInvite: rows.length > 0 && !isIn, invitation: (await invitationsOf(db, [personId], ctx.now())).get(personId) ?? null };
}

async function requireVisible(ctx: Ctx, db: Db, personId: string): Promise<Basics> {
  const { rows } =
    await sql<Basics>`select p.id, p.name, p.last_name as "lastName", p.first_name as "firstName", p.call_name as "callName", p.title,
      p.short_name as "shortName", p.status, p.guest_of as "guestOf", p.gender, p.birth_date as "birthDate", p.email, p.phone, p.language, p.source, p.corrected
    from people.pub_person p where p.school_id = ${db.schoolId} and p.id = ${personId} and ${maySee(ctx)}`.execute(db);
  return rows[0] ?? notFound('person');
}

async function capacitiesOf(db: Db, personId: string, onDay: string | null): Promise<Page['capacities']> {
  const { rows } = await sql<
    Page['capacities'][number]
  >`select k.capacity, k.division_id as "divisionId", k.valid_from as "validFrom", k.valid_to as "validTo"
    from people.pub_capacity k where k.school_id = ${db.schoolId} and k.person_id = ${personId} ${onDay === null ? sql`` : sql`and ${validOn('k', onDay)}`}
    order by k.capacity`.execute(db);
  return rows;
}

/** The divisions in which somebody is something, and the open ones for which the caller may hand out roles. */
async function divisionsFor(ctx: Ctx, db: Db, capacities: Page['capacities'], mayGive: boolean): Promise<Page['divisions']> {
  const held = capacities.flatMap(({ divisionId }) => divisionId ?? []);
  if (held.length === 0 && !mayGive) return [];
  const { divisionIds } = ctx.caller;
  const own = divisionIds === null ? null : [...divisionIds];
  const { rows } = await sql<Page['divisions'][number]>`select d.id, d.name from schools.pub_division d where d.school_id = ${db.schoolId}
    and (d.id = any(${held}::uuid[]) or (${mayGive} and not d.closed and (${own}::uuid[] is null or d.id = any(${own}::uuid[])))) order by d.name, d.id`.execute(
    db,
  );
  return rows;
}

/** Groups, with past ones for those who see all; a sensitive one only when the caller belongs to it too. */
async function groupsOf(ctx: Ctx, db: Db, personId: string, close: boolean): Promise<Page['groups']> {
  const day = dayOf(ctx.now());
  const { rows } = await sql<
    Page['groups'][number]
  >`select g.id as "groupId", g.name, g.kind, m.part, m.valid_from as "validFrom", m.valid_to as "validTo"
    from groups.pub_member m join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id
    where m.school_id = ${db.schoolId} and m.person_id = ${personId} and (not g.sensitive or exists (select from groups.pub_member own
        where own.school_id = g.school_id and own.group_id = g.id and own.person_id = ${ctx.caller.personId} and ${validOn('own', day)}))
      ${close ? sql`` : sql`and ${validOn('m', day)} and g.kind <> 'guardians' and (g.ended_on is null or g.ended_on >= ${day}::date)`}
    order by g.school_year desc nulls first, g.kind <> 'class', g.name, m.part`.execute(db);
  return rows;
}

/** Courses of today: all that are not sensitive for those who see all, else those the caller teaches as well. */
async function coursesOf(ctx: Ctx, db: Db, personId: string, close: boolean): Promise<Page['courses']> {
  const day = dayOf(ctx.now());
  const taughtByCaller = sql`exists (select from courses.pub_teacher own where own.school_id = c.school_id and own.course_id = c.id
    and own.person_id = ${ctx.caller.personId} and ${validOn('own', day)})`;
  const { rows } = await sql<Page['courses'][number]>`select c.id as "courseId", c.name, c.subject, x.part from (
      select t.school_id, t.course_id, t.part from courses.pub_teacher t where t.school_id = ${db.schoolId} and t.person_id = ${personId} and ${validOn('t', day)}
      union all select m.school_id, m.course_id, null from courses.pub_member m where m.school_id = ${db.schoolId} and m.person_id = ${personId} and ${validOn('m', day)}) x
    join courses.pub_course c on c.school_id = x.school_id and c.id = x.course_id and (c.ended_on is null or c.ended_on >= ${day}::date)
    where ${close ? sql`(not c.sensitive or ${taughtByCaller})` : taughtByCaller} order by c.name, c.id`.execute(db);
  return rows;
}

async function relationsOf(db: Db, personId: string): Promise<Page['relations']> {
  const { rows } = await sql<
    Page['relations'][number]
  >`select o.id as "personId", o.name, r.kind, case when r.person_id = ${personId} then 'child' else 'adult' end as side,
      r.valid_from as "validFrom", r.valid_to as "validTo"
    from people.pub_relation r join people.pub_person o on o.school_id = r.school_id and o.id = case when r.person_id = ${personId} then r.child_id else r.person_id end
    where r.school_id = ${db.schoolId} and ${personId} in (r.person_id, r.child_id) order by side, r.kind desc, r.place, o.sort_name`.execute(
    db,
  );
  return rows;
}
