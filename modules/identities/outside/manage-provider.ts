import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { seal } from '../sealing.ts';
import { discover, problemOf } from './connect.ts';
import type { checkProviderContract, readProviderContract, saveProviderContract } from './contract.ts';
import { providerRow, secretUse } from './provider.ts';
import { redirectUri } from './redirect-uri.ts';
import { innerNetworks } from './settings.ts';

/** The provider as its admin sees it, without the secret. */
export async function readProvider(ctx: Ctx, db: Db): Promise<Answer<typeof readProviderContract>> {
  const row = await providerRow(db);
  if (row === undefined) return { provider: null, redirectUri: redirectUri(ctx) };
  const { rows } = await sql<{
    linked: number;
  }>`select count(*)::int as linked from identities.outside_link l where l.school_id = ${db.schoolId} and l.issuer = ${row.issuer}`.execute(
    db,
  );
  const { sealedSecret: _secret, ...provider } = row;
  return { provider: { ...provider, linked: rows[0]?.linked ?? 0 }, redirectUri: redirectUri(ctx) };
}

/**
 * Sets the provider up or changes it.
 *
 * @throws `identities.outside_secret_needed` (422) at first, and for another issuer or client: a secret is never shown to a new address
 */
export async function saveProvider(ctx: Ctx, body: Body<typeof saveProviderContract>): Promise<Record<string, never>> {
  const { secret, clientId, matchBy, claim, label, enabled } = body;
  const issuer = withoutDiscovery(body.issuer);
  return ctx.write(async (db) => {
    const before = await providerRow(db);
    const keeps = before !== undefined && before.issuer === issuer && before.clientId === clientId;
    if (secret === null && !keeps) throw refusals.outsideSecretNeeded();
    const sealed = secret === null && before !== undefined ? before.sealedSecret : seal(ctx, secretUse, secret ?? '');
    await sql`insert into identities.outside_provider (school_id, id, issuer, client_id, sealed_secret, match_by, claim, label, enabled, changed_at)
      values (${db.schoolId}, ${newId()}, ${issuer}, ${clientId}, ${sealed}, ${matchBy}, ${claim}, ${label.trim()}, ${enabled}, ${ctx.now()})
      on conflict (school_id) do update set issuer = excluded.issuer, client_id = excluded.client_id, sealed_secret = excluded.sealed_secret,
        match_by = excluded.match_by, claim = excluded.claim, label = excluded.label, enabled = excluded.enabled, changed_at = excluded.changed_at`.execute(
      db,
    );
    await db.audit({ act: 'identities.outside_changed', data: { issuer, enabled } });
    return {};
  });
}

/** Asks an issuer for its configuration and says in one word what is wrong with it. Outside call, outside any transaction. */
export async function checkProvider(ctx: Ctx, body: Body<typeof checkProviderContract>): Promise<Answer<typeof checkProviderContract>> {
  const innerAllowed = await ctx.read((db) => ctx.setting(db, innerNetworks));
  try {
    // no secret is sent for this
    const config = await discover({ issuer: withoutDiscovery(body.issuer), clientId: 'check', secret: '-', innerAllowed });
    const { authorization_endpoint: door = '', claims_supported: claims } = config.serverMetadata();
    const named = Array.isArray(claims) ? claims.filter((claim) => typeof claim === 'string') : [];
    return { problem: null, opensAt: new URL(door).host, claims: named.slice(0, 60).map((claim) => claim.slice(0, 80)) };
  } catch (fault) {
    const problem = problemOf(fault);
    if (problem === null) throw fault;
    return { problem, opensAt: null, claims: [] };
  }
}

/** People copy the whole address of the configuration; given that, the library would not compare issuers any more. */
function withoutDiscovery(issuer: string): string {
  return issuer.replace(/\/\.well-known\/.*$/, '').replace(/\/+$/, '');
}
