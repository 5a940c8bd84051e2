import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { hashToken } from '#kernel/ids/token.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { addDays, dayOf, startOfDay } from '#kernel/time/calendar.ts';
import { refusals } from '../refusals.ts';
import { linkDaysSetting, linksSetting } from '../settings.ts';
import { requireShareable } from '../share/require-own.ts';
import { requireEndable } from '../share/share.ts';
import type { linkRulesContract, makeLinkContract } from './contract.ts';
import { hashPassword } from './password.ts';
import { makeToken } from './token.ts';

/** Links one entry may have. */
const mostLinks = 20;

/** Whether the caller may make links at their school, and for how many days at most. */
export async function linkRules(ctx: Ctx): Promise<Answer<typeof linkRulesContract>> {
  return ctx.read((db) => rulesIn(ctx, db));
}

async function rulesIn(ctx: Ctx, db: Db) {
  const [allowed, mostDays] = [await ctx.setting(db, linksSetting), await ctx.setting(db, linkDaysSetting)];
  return { allowed: allowed === 'all' || (allowed === 'adults' && ctx.caller.context === 'work'), mostDays };
}

/**
 * Makes a link that anybody who has it can open until the end of a day. Its address is told this once; kept is only a hash.
 *
 * @throws not found (404) when the caller does not see the entry · `files.links_off` (403) when the school does not allow it (to them) ·
 * `files.not_yours_to_share` (403) · `files.ends_too_early`, `files.ends_too_late` (422) with `mostDays` · `files.too_many_shares` (422)
 */
export async function makeLink(ctx: Ctx, entryId: string, wish: Body<typeof makeLinkContract>): Promise<Answer<typeof makeLinkContract>> {
  const check = async (db: Db) => {
    await requireShareable(ctx, db, entryId);
    const { allowed, mostDays } = await rulesIn(ctx, db);
    if (!allowed) throw refusals.linksOff();
    const today = dayOf(ctx.now());
    if (wish.endsOn < today) throw refusals.endsTooEarly();
    if (wish.endsOn > addDays(today, mostDays)) throw refusals.endsTooLate({ mostDays });
    const { rows } =
      await sql`select from files.link where school_id = ${db.schoolId} and entry_id = ${entryId} limit ${mostLinks}`.execute(db);
    if (rows.length >= mostLinks) throw refusals.tooManyShares({ most: mostLinks });
  };
  await ctx.read(check);
  // a tenth of a second of work: no transaction waits for it
  const passwordHash = wish.password === null ? null : await hashPassword(wish.password);
  const { secret, token } = makeToken(ctx.school.slug);
  const linkId = newId();
  await ctx.write(async (db) => {
    await check(db);
    await db
      .insertInto('files.link')
      .values({
        school_id: db.schoolId,
        id: linkId,
        entry_id: entryId,
        token_hash: hashToken(secret),
        password_hash: passwordHash,
        ends_at: startOfDay(addDays(wish.endsOn, 1)),
        made_by: ctx.caller.personId,
        made_at: ctx.now(),
      })
      .execute();
    await db.audit({ act: 'files.link_made', subject: { type: 'file', id: entryId }, data: { endsOn: wish.endsOn } });
  });
  return { linkId, address: `${ctx.request.origin}/s/${token}` };
}

/** Ends a link for good: whoever made it, and who leads the space it opens a part of; not found (404) for everybody else. */
export async function endLink(ctx: Ctx, linkId: string): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    await requireEndable(ctx, db, 'link', linkId);
    await sql`delete from files.link where school_id = ${db.schoolId} and id = ${linkId}`.execute(db);
    return {};
  });
}
