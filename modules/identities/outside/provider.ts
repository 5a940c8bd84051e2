import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import type { School } from '#kernel/module/school.ts';
import { refusals } from '../refusals.ts';
import { unseal } from '../sealing.ts';
import type { Reach } from './connect.ts';
import { innerNetworks } from './settings.ts';

export type MatchBy = 'source_id' | 'handle' | 'name';

export interface ProviderRow {
  issuer: string;
  clientId: string;
  sealedSecret: string;
  matchBy: MatchBy;
  claim: string;
  label: string;
  enabled: boolean;
}

/** The use of the key under which client secrets are sealed. */
export const secretUse = 'outside-secret';

/** The school's provider; undefined when it has none. */
export async function providerRow(db: Db): Promise<ProviderRow | undefined> {
  const { rows } =
    await sql<ProviderRow>`select p.issuer, p.client_id as "clientId", p.sealed_secret as "sealedSecret", p.match_by as "matchBy", p.claim, p.label,
      p.enabled from identities.outside_provider p where p.school_id = ${db.schoolId}`.execute(db);
  return rows[0];
}

/** A provider that may be used now, with what is needed to talk to it. */
export interface Provider extends Omit<ProviderRow, 'sealedSecret'> {
  school: School;
  reach: Reach;
}

/**
 * The provider of the school with this slug.
 *
 * @throws `identities.outside_off` (404), the same for no such school, none set up and switched off
 */
export async function requireProvider(ctx: PlatformCtx, slug: string): Promise<Provider> {
  const school = await ctx.schoolBySlug(slug);
  if (school === null) throw refusals.outsideOff();
  const found = await ctx.inSchool(school.id, async (db) => ({
    row: await providerRow(db),
    innerAllowed: await ctx.setting(db, school, innerNetworks),
  }));
  if (!found.row?.enabled) throw refusals.outsideOff();
  const { sealedSecret, ...row } = found.row;
  const secret = unseal(ctx, secretUse, sealedSecret);
  // sealed under secrets of another installation: a restore without them
  if (secret === null) throw refusals.outsideOff();
  return { ...row, school, reach: { issuer: row.issuer, clientId: row.clientId, secret, innerAllowed: found.innerAllowed } };
}
