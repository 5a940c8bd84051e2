import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { classesOf } from '#modules/groups/public.ts';
import {
  createIdentityFor,
  enterLinked,
  openAccount,
  outsideAccountUnknown,
  type outsideConfirmContract,
  type outsideMatchContract,
  type UnlinkedAccount,
  wayToLink,
} from '#modules/identities/public.ts';

interface Found {
  personId: string;
  name: string;
  firstName: string;
  lastName: string;
  language: string | null;
  /** holds an office at the school */
  rules: boolean;
}

/**
 * Whom of the school an outside account is, so that the person can say yes. Tells of nobody else, and of nobody when it is not certain.
 *
 * @throws `identities.took_too_long` (410) · `identities.outside_unknown` (422) for nobody, for several, and for people who are not present
 */
export async function matchAccount(
  ctx: PlatformCtx,
  body: Body<typeof outsideMatchContract>,
): Promise<Answer<typeof outsideMatchContract>> {
  const account = openAccount(ctx, body.sealed);
  const school = await ctx.schoolBySlug(account.slug);
  if (school === null || school.id !== account.schoolId) return outsideAccountUnknown();
  return ctx.inSchool(account.schoolId, async (db) => {
    const { identityId, ...found } = await requireMatched(ctx, db, account);
    const classes = await classesOf(db, [found.personId], dayOf(ctx.now()));
    return {
      name: found.name,
      className: classes.get(found.personId)?.name ?? null,
      school: { slug: school.slug, name: school.name },
      way: await wayToLink(ctx, db, account, { personId: found.personId, identityId, trusted: !found.rules }),
    };
  });
}

/**
 * The person has confirmed: links the account, signs in. Matched anew: what was true minutes ago may not be now.
 *
 * @throws as `matchAccount` · `identities.outside_owner_first` (403) · `identities.suspended` (403)
 */
export async function confirmAccount(
  ctx: PlatformCtx,
  body: Body<typeof outsideConfirmContract>,
): Promise<Answer<typeof outsideConfirmContract>> {
  const account = openAccount(ctx, body.sealed);
  const { personId, identityId, rules } = await ctx.inSchool(account.schoolId, (db) => requireMatched(ctx, db, account));
  return enterLinked(ctx, account, { personId, identityId, trusted: !rules });
}

async function requireMatched(ctx: PlatformCtx, db: Db, account: UnlinkedAccount): Promise<Found & { identityId: string }> {
  const { personId: linked, value } = account;
  const wanted = linked === null ? (value === null ? null : conditionFor(db, account.matchBy, value)) : sql<SqlBool>`p.id = ${linked}`;
  if (wanted === null) return outsideAccountUnknown();
  const { rows } =
    await sql<Found>`select p.id as "personId", p.name, coalesce(p.call_name, p.first_name) as "firstName", p.last_name as "lastName", p.language,
      exists (select from people.pub_capacity k where k.school_id = p.school_id and k.person_id = p.id and k.capacity in ('office', 'head', 'school_admin')) as rules
    from people.pub_person p where p.school_id = ${db.schoolId} and p.status = 'active' and ${wanted} limit 2`.execute(db);
  const [found] = rows;
  if (found === undefined || rows.length > 1) return outsideAccountUnknown();
  const { identityId } = await createIdentityFor(
    db,
    { personId: found.personId, first: found.firstName, last: found.lastName, language: found.language },
    ctx.now(),
  );
  return { ...found, identityId };
}

/** Source ids are compared as they are; names and sign-in names without regard to capitals. Never an e-mail address. */
function conditionFor(db: Db, matchBy: UnlinkedAccount['matchBy'], value: string): RawBuilder<SqlBool> {
  if (matchBy === 'source_id') return sql<SqlBool>`p.source_id = ${value}`;
  const text = value.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
  if (matchBy === 'handle')
    return sql<SqlBool>`exists (select from identities.pub_access a where a.school_id = ${db.schoolId} and a.person_id = p.id and lower(a.handle) = ${text})`;
  return sql<SqlBool>`${text} in (lower(p.first_name || ' ' || p.last_name), lower(coalesce(p.call_name, p.first_name) || ' ' || p.last_name))`;
}
