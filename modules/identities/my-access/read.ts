import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { emailRealm } from '../accounts/realm.ts';
import type { myAccessContract } from './contract.ts';

type MyAccess = Answer<typeof myAccessContract>;

/** Everything about the caller's own sign-in. One statement. */
export async function readMyAccess(ctx: Ctx, db: Db): Promise<MyAccess> {
  const { identityId, deviceId } = ctx.caller;
  const { rows } = await sql<
    Omit<MyAccess, 'mayHaveEmail' | 'strong' | 'secondFactorNeeded' | 'passwordSetOn' | 'outside'> & {
      passwordSetAt: Date | null;
      links: { id: string; issuer: string; linkedAt: string }[];
    }
  >`select
      (select h.handle::text from identities.handle h where h.identity_id = i.id and h.realm = ${db.schoolId}) as handle,
      (select h.handle::text from identities.handle h where h.identity_id = i.id and h.realm = ${emailRealm} order by h.given_at desc limit 1) as email,
      i.password_set_at as "passwordSetAt",
      exists (select from identities.totp t where t.identity_id = i.id and t.confirmed_at is not null) as "hasTotp",
      (select count(*)::int from identities.recovery_code r where r.identity_id = i.id and r.used_at is null) as "recoveryCodesLeft",
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'label', p.label, 'createdOn', p.created_on, 'lastUsedOn', p.last_used_on) order by p.created_on, p.id)
        from identities.passkey p where p.identity_id = i.id), '[]') as passkeys,
      coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'issuer', l.issuer, 'linkedAt', l.linked_at) order by l.linked_at, l.id)
        from identities.outside_link l where l.school_id = ${db.schoolId} and l.person_id = ${ctx.caller.personId} and l.identity_id = i.id), '[]') as links,
      coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'label', d.label, 'createdOn', d.created_on, 'lastUsedOn', d.last_used_on,
          'shared', d.shared, 'here', d.id = ${deviceId}) order by d.last_used_on desc, d.id desc)
        from identities.device d where d.identity_id = i.id and d.closed_at is null and (d.ends_at is null or d.ends_at > ${ctx.now()})
          and d.rotated_at > ${ctx.now()}::timestamptz - interval '30 days'
          and not exists (select from identities.app_password w where w.device_id = d.id)), '[]') as devices
    from identities.identity i where i.id = ${identityId}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a caller has an identity');
  const { passwordSetAt, links, ...rest } = row;
  return {
    ...rest,
    passwordSetOn: passwordSetAt === null ? null : dayOf(passwordSetAt),
    outside: links.map(({ id, issuer, linkedAt }) => ({ id, host: new URL(issuer).host, linkedOn: dayOf(new Date(linkedAt)) })),
    mayHaveEmail: mayHaveEmail(ctx),
    strong: ctx.caller.strong,
    secondFactorNeeded: ctx.caller.strongNeeded,
  };
}

/** Pupils have no mail address here; whoever is a guardian or works at the school is of age. */
export function mayHaveEmail(ctx: Ctx): boolean {
  return ctx.caller.contexts.some((context) => context !== 'pupil');
}
