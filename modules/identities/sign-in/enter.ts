import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { PlatformDb } from '#kernel/db/db.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { endOfSignIn } from '../devices/end-of-sign-in.ts';
import { type DeviceKind, openDevice } from '../devices/open-device.ts';
import type { Renewed } from '../devices/renew.ts';
import { refusals } from '../refusals.ts';
import { sealState } from '../sealing.ts';
import type { signInFinishContract } from './contract.ts';
import { rememberBrowser } from './known-browser.ts';

type Step = Answer<typeof signInFinishContract>;

/** What is remembered while the second factor is fetched. */
export interface SecondFactorState {
  identityId: string;
  schoolId: string | null;
  kind: DeviceKind;
}

const secondFactorSeconds = 300;

/**
 * The door itself: somebody has shown who they are, by password, code or passkey. With a second factor on the account and none shown, it is
 * asked for first; otherwise the session of this browser begins.
 *
 * @param who.schoolId  the school one signs in at, as far as what was shown says it: with its lessons a sign-in on a shared device ends
 * @param who.before  runs first in the same transaction: spends what was shown
 * @throws `identities.suspended` (403)
 */
export async function enter(
  ctx: PlatformCtx,
  who: { identityId: string; schoolId: string | null; kind: DeviceKind; strong: boolean; before: (db: PlatformDb) => Promise<void> },
): Promise<Step> {
  const { identityId, schoolId, kind, strong } = who;
  const endsAt = await endOfSignIn(ctx, who);
  const { step, session } = await ctx.write(async (db): Promise<{ step: Step; session: Renewed | null }> => {
    const [account] = await Promise.all([accountOf(db, identityId), who.before(db)]);
    if (account?.status !== 'open') throw refusals.suspended();
    if (!strong && (account.hasTotp || account.hasPasskey)) {
      const state: SecondFactorState = { identityId, schoolId, kind };
      const sealed = sealState(ctx, 'second-factor', state, secondFactorSeconds);
      const secondFactor = { sealed, code: account.hasTotp, passkey: account.hasPasskey };
      return { step: { next: 'second_factor', schools: [], mustChange: false, secondFactor }, session: null };
    }
    if (ctx.identity !== null) await closeThis(db, ctx.identity.deviceId, ctx.now());
    const session = await openDevice(db, { identityId, endsAt, strong, userAgent: ctx.request.userAgent, now: ctx.now() });
    return { step: { next: 'in', schools: account.schools, mustChange: account.mustChange, secondFactor: null }, session };
  });
  if (session !== null) {
    ctx.session.start(session);
    if (kind === 'lasting') rememberBrowser(ctx, identityId);
  }
  return step;
}

interface Account {
  status: string;
  mustChange: boolean;
  hasTotp: boolean;
  hasPasskey: boolean;
  schools: { slug: string; name: string }[];
}

async function accountOf(db: PlatformDb, identityId: string): Promise<Account | undefined> {
  const { rows } = await sql<Account>`select i.status, i.must_change as "mustChange",
      exists (select from identities.totp t where t.identity_id = i.id and t.confirmed_at is not null) as "hasTotp",
      exists (select from identities.passkey p where p.identity_id = i.id) as "hasPasskey",
      coalesce((select jsonb_agg(jsonb_build_object('slug', s.slug, 'name', s.name) order by s.name, s.slug)
        from identities.attachment a join kernel.pub_school s on s.id = a.school_id where a.identity_id = i.id), '[]') as schools
    from identities.identity i where i.id = ${identityId}`.execute(db);
  return rows[0];
}

/** The browser's earlier session, perhaps another person's, ends with the new one. */
async function closeThis(db: PlatformDb, deviceId: string, now: Date): Promise<void> {
  await sql`update identities.device set closed_at = ${now} where id = ${deviceId} and closed_at is null`.execute(db);
}
