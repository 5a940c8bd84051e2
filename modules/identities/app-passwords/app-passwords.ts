import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import { hashToken, newToken } from '#kernel/ids/token.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { announce } from '../accounts/announce.ts';
import { appPasswordMade } from '../events.ts';
import { refusals } from '../refusals.ts';
import type { appPasswordsContract, makeAppPasswordContract } from './contract.ts';

/** More programs than anybody connects. */
const most = 10;
const days = 365;
/** Seven groups of four of 31 letters: 138 bits. Typed by hand once at most, so without letters that look alike. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 7;

/** The caller's passwords for programs, newest first, and the name to use with them. One statement. */
export async function listAppPasswords(ctx: Ctx, db: Db): Promise<Answer<typeof appPasswordsContract>> {
  const { rows } = await sql<Answer<typeof appPasswordsContract>>`select
      coalesce((select h.handle::text from identities.handle h where h.identity_id = ${ctx.caller.identityId} and h.realm = ${db.schoolId}), '') as handle,
      coalesce((select jsonb_agg(jsonb_build_object('deviceId', d.id, 'name', d.label, 'createdOn', d.created_on, 'lastUsedOn', d.last_used_on,
          'endsOn', (d.ends_at at time zone 'Europe/Berlin')::date) order by d.created_on desc, d.id desc)
        from identities.app_password w join identities.device d on d.id = w.device_id
        where d.identity_id = ${ctx.caller.identityId} and d.closed_at is null and d.ends_at > ${ctx.now()}), '[]') as items`.execute(db);
  return rows[0] ?? { handle: '', items: [] };
}

/**
 * Makes a password for one program. It opens only what such programs reach, never pages, and never what asks for a second factor.
 *
 * @throws `identities.not_on_shared_device` (409) · `identities.too_many_app_passwords` (409)
 */
export async function makeAppPassword(ctx: Ctx, name: string): Promise<Answer<typeof makeAppPasswordContract>> {
  const { identityId, sharedDevice } = ctx.caller;
  if (sharedDevice) throw refusals.notOnSharedDevice();
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  const password = Array.from({ length: groups }, group).join('-');
  const deviceId = newId();
  const now = ctx.now();
  const day = dayOf(now);
  await ctx.write(async (db) => {
    // two at once must not both be the last that is allowed
    await sql`select from identities.identity where id = ${identityId} for update`.execute(db);
    if ((await listAppPasswords(ctx, db)).items.length >= most) throw refusals.tooManyAppPasswords({ most });
    const endsAt = new Date(now.getTime() + days * 24 * 3_600_000);
    await sql`insert into identities.device
        (id, identity_id, family_hash, token_hash, rotated_at, chain, lasting, shared, strong, label, created_on, last_used_on, ends_at)
      values (${deviceId}, ${identityId}, ${hashToken(newToken())}, ${hashToken(newToken())}, ${now}, ${newToken()}, true, false, false,
        ${name}, ${day}, ${day}, ${endsAt})`.execute(db);
    await sql`insert into identities.app_password (device_id, hash) values (${deviceId}, ${hashToken(plain(password))})`.execute(db);
    await announce(db, appPasswordMade, identityId);
  });
  return { deviceId, password };
}

/** Whose password a program shows, and its device; null when it is unknown, closed or past its year. Notes the day of use. */
export async function openedByAppPassword(
  db: PlatformDb,
  password: string,
  now: Date,
): Promise<{ identityId: string; deviceId: string } | null> {
  const { rows } = await sql<{ identityId: string; deviceId: string; lastUsedOn: string }>`
    select d.identity_id as "identityId", d.id as "deviceId", d.last_used_on as "lastUsedOn"
    from identities.app_password w join identities.device d on d.id = w.device_id join identities.identity i on i.id = d.identity_id
    where w.hash = ${hashToken(plain(password))} and d.closed_at is null and d.ends_at > ${now} and i.status = 'open'`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const day = dayOf(now);
  if (row.lastUsedOn !== day)
    await sql`update identities.device set last_used_on = ${day}, rotated_at = ${now} where id = ${row.deviceId}`.execute(db);
  return { identityId: row.identityId, deviceId: row.deviceId };
}

/** Without what people add or leave out when they type. */
function plain(password: string): string {
  return password.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
