import { sql } from 'kysely';
import type { PlatformDb } from '#kernel/db/db.ts';
import { hashToken, readCode } from '#kernel/ids/token.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { refusals } from '../refusals.ts';
import { unsealUnder } from '../sealing.ts';
import { codeHash } from './issue.ts';

/** Something that opens one identity: a letter's code (with its school) or a mail's link (without). */
export interface Opener {
  kind: 'code' | 'link';
  hash: string;
  identityId: string;
  personId: string | null;
  schoolId: string | null;
  name: string | null;
}

/** Links carry 256 bits; a code has twelve letters however it is typed. */
const isLink = (text: string) => text.length >= 40;

/**
 * What a code or link opens.
 *
 * @throws `identities.code_invalid` (422), the same for wrong, used, withdrawn and expired ones
 */
export async function findOpener(ctx: Pick<PlatformCtx, 'services' | 'now'>, db: PlatformDb, text: string): Promise<Opener> {
  const found = isLink(text) ? await findLink(db, text, ctx.now()) : await findCode(ctx, db, text);
  if (found === null) throw refusals.codeInvalid();
  return found;
}

async function findCode(ctx: Pick<PlatformCtx, 'services' | 'now'>, db: PlatformDb, typed: string): Promise<Opener | null> {
  const hash = codeHash(ctx, typed);
  const { rows } = await sql<{
    identityId: string;
    personId: string;
    schoolId: string;
    sealedName: string;
  }>`select a.identity_id as "identityId",
      c.person_id as "personId", c.school_id as "schoolId", c.sealed_name as "sealedName"
    from identities.code c join identities.attachment a on a.school_id = c.school_id and a.person_id = c.person_id
    where c.hash = ${hash} and c.used_at is null and c.valid_until > ${ctx.now()}`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const { sealedName, ...rest } = row;
  return { kind: 'code', hash, ...rest, name: unsealUnder(ctx, readCode(typed), sealedName) };
}

async function findLink(db: PlatformDb, token: string, now: Date): Promise<Opener | null> {
  const hash = hashToken(token);
  const { rows } = await sql<{ identityId: string }>`select l.identity_id as "identityId" from identities.mail_link l
    where l.hash = ${hash} and l.purpose = 'recover' and l.used_at is null and l.valid_until > ${now}`.execute(db);
  return rows[0] === undefined ? null : { kind: 'link', hash, identityId: rows[0].identityId, personId: null, schoolId: null, name: null };
}

/**
 * Spends codes or links, each once.
 *
 * @throws `identities.code_invalid` (422) when one was spent meanwhile; the caller's transaction then undoes everything
 */
export async function spend(db: PlatformDb, openers: readonly Pick<Opener, 'kind' | 'hash'>[], now: Date): Promise<void> {
  for (const { kind, hash } of openers) {
    const { numAffectedRows } = await (kind === 'code'
      ? sql`update identities.code set used_at = ${now} where hash = ${hash} and used_at is null and valid_until > ${now}`
      : sql`update identities.mail_link set used_at = ${now} where hash = ${hash} and used_at is null and valid_until > ${now}`
    ).execute(db);
    if (numAffectedRows !== 1n) throw refusals.codeInvalid();
  }
}
