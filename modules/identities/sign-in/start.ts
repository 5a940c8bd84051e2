import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { PlatformDb } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import { emailRealm, readHandle, realmOf } from '../accounts/realm.ts';
import { macOf, sealState } from '../sealing.ts';
import { begin, beginLock, freeStarts } from './begun.ts';
import type { signInStartContract } from './contract.ts';
import { knownBrowser } from './known-browser.ts';
import { requireRoomForSteps, startLogin, stretching } from './opaque.ts';

/** Old phones need some seconds for the memory-hard hash; slow typists are not waited for. */
const stateSeconds = 120;
/** On a browser that is known at the account only its own guesses count, and more of them. */
const knownFree = 3 * freeStarts;

/** What is remembered between start and finish, in the client's hands. */
export interface LoginState {
  begunId: string;
  /** Of somebody else where `known` is 0: a state of another length would tell that there is no such account. */
  identityId: string;
  /** 0: there is no such account, or it has no password; the finish fails as with a wrong password */
  known: 0 | 1;
  /** Of the address one signs in at; the realm of e-mail addresses where it names no school. */
  realm: string;
  serverLoginState: string;
}

/**
 * Begins a sign-in by password. Known and unknown names take the same way, the same time, the same throttle and get the same kind of answer.
 *
 * @throws `identities.wait` (429) with `retryAfterSeconds` · `kernel.busy` (503) before anything is counted
 */
export async function startSignIn(ctx: PlatformCtx, body: Body<typeof signInStartContract>): Promise<Answer<typeof signInStartContract>> {
  const school = body.school === null ? null : await ctx.schoolBySlug(body.school);
  const realm = realmOf(body.handle, school?.id ?? null);
  const handle = readHandle(body.handle);
  const unknown = macOf(ctx, 'unknown', `${realm ?? body.school} ${handle.toLowerCase()}`);
  requireRoomForSteps();
  const { account, record, identityId, begunId } = await ctx.write(async (db) => {
    const found = await findAccount(db, realm, handle, unknown);
    const account = found.id ?? unknown;
    const browser = knownBrowser(ctx, account);
    const subject = browser ?? account;
    const free = browser === null ? freeStarts : knownFree;
    const begunId = await begin(db, { kind: 'sign_in', subject, now: ctx.now(), free, locked: true });
    return { account, record: found.record, identityId: found.id, begunId };
  });
  const { serverLoginState, loginResponse } = await startLogin(ctx, account, record, body.startLoginRequest);
  const state: LoginState = {
    begunId,
    identityId: identityId ?? newId(),
    known: identityId === null || record === null ? 0 : 1,
    realm: school?.id ?? emailRealm,
    serverLoginState,
  };
  return { loginResponse, sealed: sealState(ctx, 'sign-in', state, stateSeconds), stretching };
}

/** The account of a name, and in the same statement the lock under which its starts are counted, whether it exists or not. */
async function findAccount(
  db: PlatformDb,
  realm: string | null,
  handle: string,
  unknown: string,
): Promise<{ id: string | null; record: string | null }> {
  const { rows } = await sql<{ id: string | null; record: string | null }>`select found.id, found.record,
      ${beginLock('sign_in', sql`coalesce(found.id::text, ${unknown}::text)`)}::text as locked
    from (select) one left join (
      select i.id, i.opaque_record as record from identities.handle h join identities.identity i on i.id = h.identity_id
      where h.realm = ${realm}::uuid and h.handle = ${handle}::text::citext) found on true`.execute(db);
  return rows[0] ?? { id: null, record: null };
}
