import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals, notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { pupilsOfOwnClass } from '#modules/groups/public.ts';
import { refusals } from './refusals.ts';
import { maySee } from './visible-people.ts';

/** Somebody whose sign-in the caller wants to open anew, with what a letter needs. */
export interface Wanted {
  personId: string;
  name: string;
  firstName: string;
  lastName: string;
  language: string | null;
  guardian: boolean;
  pupil: boolean;
}

type Found = Wanted & { capacities: string[]; status: string };

const ruling = ['office', 'head', 'school_admin'];
const working = ['teacher', 'staff', ...ruling];

/**
 * Checks that the caller may open the sign-in of all these people anew, by a code or by taking a lost second factor away: class teachers
 * for pupils of their own class; who may issue codes for everybody, except for people whose rights are above their own
 * (docs/decisions/0025). Answers in the order given.
 *
 * @throws not found (404) for whom the caller does not see · `directory.not_your_class` (403) · `directory.roles_needed` (403)
 *   · `directory.locked` (409) · `kernel.second_factor_needed` (403)
 */
export async function requireMayIssue(ctx: Ctx, db: Db, ids: readonly string[]): Promise<Wanted[]> {
  const { may, above } = await splitByMay(ctx, db, ids);
  if (above.length > 0) throw refusals.rolesNeeded();
  return may;
}

/** The same, but people whose rights are above the caller's are told apart instead of refused. */
export async function splitByMay(ctx: Ctx, db: Db, ids: readonly string[]): Promise<{ may: Wanted[]; above: Wanted[] }> {
  const { caller } = ctx;
  const wanted = [...new Set(ids)];
  const found = await visible(ctx, db, wanted);
  if (found.length < wanted.length) notFound('person');
  if (found.some(({ status }) => status !== 'active')) throw refusals.locked();
  if (caller.permissions.has('people.issue_codes')) {
    if (!caller.strong) throw kernelRefusals.secondFactorNeeded();
    if (caller.permissions.has('people.manage_roles')) return { may: found, above: [] };
    return { may: found.filter((person) => !isAbove(ctx, person)), above: found.filter((person) => isAbove(ctx, person)) };
  }
  if (!caller.permissions.has('people.issue_codes_own_class') || caller.context !== 'work') throw kernelRefusals.forbidden();
  const own = await pupilsOfOwnClass(db, caller.personId, wanted, dayOf(ctx.now()));
  const isOther = ({ personId, capacities }: Found) =>
    !own.has(personId) || !capacities.includes('pupil') || capacities.some((capacity) => working.includes(capacity));
  if (found.some(isOther)) throw refusals.notYourClass();
  return { may: found, above: [] };
}

/**
 * A code for a head is a head's rights: nobody climbs by printing letters. Above are those who run the school, and those who work here with
 * a right the school has added to their role and the caller lacks.
 */
function isAbove(ctx: Ctx, { capacities }: Found): boolean {
  if (capacities.some((capacity) => ruling.includes(capacity))) return true;
  return [...ctx.school.grants].some(([grant, isGiven]) => {
    const [capacity = '', permission = ''] = grant.split(' ');
    return isGiven && working.includes(capacity) && capacities.includes(capacity) && !ctx.caller.permissions.has(permission);
  });
}

async function visible(ctx: Ctx, db: Db, ids: readonly string[]): Promise<Found[]> {
  const { rows } = await sql<Omit<Found, 'guardian' | 'pupil'>>`select p.id as "personId", p.name,
      coalesce(p.call_name, p.first_name) as "firstName", p.last_name as "lastName", p.language, p.status,
      coalesce((select array_agg(distinct k.capacity) from people.pub_capacity k where k.school_id = p.school_id and k.person_id = p.id), '{}') as capacities
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, place)
    join people.pub_person p on p.school_id = ${db.schoolId} and p.id = wanted.id where ${maySee(ctx)} order by wanted.place`.execute(db);
  return rows.map((row) => ({ ...row, guardian: row.capacities.includes('guardian'), pupil: row.capacities.includes('pupil') }));
}
