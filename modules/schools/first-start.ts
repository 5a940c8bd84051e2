import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { PlatformDb } from '#kernel/db/db.ts';
import { hashToken, newToken } from '#kernel/ids/token.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { installationFact, setInstallationFact } from '#kernel/module/installation-facts.ts';
import { countSchools } from '#kernel/module/save-school.ts';
import type { setupContract } from './contract.ts';
import { createSchool } from './create-school.ts';
import { refusals } from './refusals.ts';

const fact = 'first_operator';
/** The printed address holds so long; the next start prints a new one. */
const holdsHours = 48;

/**
 * The one-time secret for whoever started an empty installation: it opens `/einrichten#<secret>`, where the first authority and
 * school are made. Only its hash is stored. Each start makes a new one and ends the one before.
 *
 * @returns null when there is a school already: then schools are made by the command line
 */
export async function firstStartSecret(db: PlatformDb, now: Date): Promise<string | null> {
  if ((await countSchools(db)).schools > 0) {
    await setInstallationFact(db, fact, null);
    return null;
  }
  const secret = newToken();
  await setInstallationFact(db, fact, { hash: hashToken(secret), until: new Date(now.getTime() + holdsHours * 3_600_000).toISOString() });
  return secret;
}

/**
 * Makes the first authority and school with the printed secret. The secret ends with it, even when two use it at once.
 *
 * @throws `schools.setup_over` (410) for a wrong, used or old secret, and once there is a school: it is not told which
 */
export async function setUp(ctx: PlatformCtx, wish: Body<typeof setupContract>): Promise<Answer<typeof setupContract>> {
  const kept = await ctx.read((db) => installationFact(db, fact));
  if (!isSecret(kept) || kept.hash !== hashToken(wish.token) || kept.until <= ctx.now().toISOString()) throw refusals.setupOver();
  const founding = {
    now: () => ctx.now(),
    services: ctx.services,
    inSchool: <R>(schoolId: string, work: Parameters<typeof ctx.inSchool<R>>[1]) =>
      ctx.inSchool<R>(schoolId, async (db) => {
        // the row is deleted in the founding's own transaction: of two at once only one finds it
        if (!(await setInstallationFact(db, fact, null))) throw refusals.setupOver();
        return work(db);
      }),
  };
  const { slug, adminCode, adminHandle } = await createSchool(founding, {
    slug: wish.slug,
    name: wish.name,
    state: wish.state,
    authority: { name: wish.authority },
  });
  return { slug, adminCode, adminHandle };
}

function isSecret(value: unknown): value is { hash: string; until: string } {
  return typeof value === 'object' && value !== null && 'hash' in value && 'until' in value && typeof value.until === 'string';
}
