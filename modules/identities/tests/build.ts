import { client, ready } from '@serenity-kit/opaque';
import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import { inSchool } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { newId } from '#kernel/ids/id.ts';
import { type TestClient, testClient } from '#kernel/testing/client.ts';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { emailRealm } from '../accounts/realm.ts';
import { registerFinishContract, registerStartContract } from '../codes/contract.ts';
import { openDevice } from '../devices/open-device.ts';
import { createIdentityFor, issueCode } from '../public.ts';
import { signInFinishContract, signInStartContract } from '../sign-in/contract.ts';

// what tests of other modules do with a code
export { makeAppPasswordContract } from '../app-passwords/contract.ts';
export { joinContract, openCodeContract, registerStartContract } from '../codes/contract.ts';
export { setEmailContract } from '../mail/contract.ts';
export { myAccessContract } from '../my-access/contract.ts';

await ready;

/** The server does not care how a password was stretched; tests do it cheaply. */
export const cheapStretching = { 'argon2id-custom': { iterations: 1, memory: 8, parallelism: 1 } };

/** A device on which this person is signed in; somebody without a sign-in gets one. */
export async function aDevice(
  platform: Platform,
  schoolId: string,
  personId: string,
  options: { strong: boolean },
): Promise<{ identityId: string; deviceId: string }> {
  const now = platform.clock.now(schoolId);
  return inSchool(platform.pools.teaching, schoolId, false, { actorId: null, now: () => now }, async (db) => {
    const { identityId } = await createIdentityFor(db, { personId, first: 'Test', last: personId.slice(-6) }, now);
    const { deviceId } = await openDevice(db, { identityId, endsAt: null, strong: options.strong, userAgent: 'test', now });
    return { identityId, deviceId };
  });
}

/** Somebody with a sign-in and, given a name, a code; no row of people is needed for signing in. */
export async function aSignIn(school: TestSchool, names: { first: string; last: string } = { first: 'Anna', last: 'Beispiel' }) {
  const personId = newId();
  const { identityId, handle } = await school.write((db) => createIdentityFor(db, { personId, ...names }, school.ctx().now()));
  return { personId, identityId, handle };
}

/** A code for one of `aSignIn`. */
export async function aCode(school: TestSchool, personId: string, options: { name?: string; validDays?: number } = {}): Promise<string> {
  const { name = 'Anna Beispiel', validDays = 14 } = options;
  const { code } = await school.write((db) => issueCode(school.ctx(), db, { personId, name, purpose: 'first', validDays, madeBy: null }));
  return code;
}

/** Sets a password with codes, as the page does; the browser is signed in afterwards. */
export async function register(
  browser: TestClient,
  codes: string[],
  password: string,
  deviceKind: 'lasting' | 'shared' = 'lasting',
): Promise<Answer<typeof registerFinishContract>> {
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const { registrationResponse, sealed } = await browser.call(registerStartContract, { body: { codes, registrationRequest } });
  const { registrationRecord } = client.finishRegistration({
    password,
    registrationResponse,
    clientRegistrationState,
    keyStretching: cheapStretching,
  });
  return browser.call(registerFinishContract, { body: { sealed, registrationRecord, deviceKind } });
}

/**
 * Signs in by password, as the page does.
 *
 * @returns null when the client sees by itself that the password is wrong: then nothing more is sent
 */
export async function signIn(
  browser: TestClient,
  school: string | null,
  handle: string,
  password: string,
  deviceKind: 'lasting' | 'shared' = 'lasting',
): Promise<Answer<typeof signInFinishContract> | null> {
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const { loginResponse, sealed } = await browser.call(signInStartContract, { body: { school, handle, startLoginRequest } });
  const proof = client.finishLogin({ password, loginResponse, clientLoginState, keyStretching: cheapStretching });
  if (proof === undefined) return null;
  return browser.call(signInFinishContract, { body: { sealed, finishLoginRequest: proof.finishLoginRequest, deviceKind } });
}

/** A confirmed e-mail address, as after the link in the mail. */
export async function giveEmail(school: TestSchool, identityId: string, email: string): Promise<void> {
  await school.write((db) =>
    sql`insert into identities.handle (realm, handle, identity_id, given_at) values (${emailRealm}, ${email}, ${identityId}, now())`.execute(
      db,
    ),
  );
}

/** The rows of a table of the module, for looking whether something was stored. */
export async function rowsOf(school: TestSchool, table: string, identityId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await school.write((db) =>
    sql<Record<string, unknown>>`select * from ${sql.table(`identities.${table}`)} where identity_id = ${identityId}`.execute(db),
  );
  return rows;
}

/** A browser signed in by password as a person of people, for the school's own routes. */
export async function aSignedIn(
  school: TestSchool,
  personId: string,
  password: string,
): Promise<{ browser: TestClient; identityId: string; handle: string }> {
  const { identityId, handle } = await school.write((db) =>
    createIdentityFor(db, { personId, first: 'Anna', last: 'Beispiel' }, school.ctx().now()),
  );
  const browser = testClient(school.slug);
  await register(browser, [await aCode(school, personId)], password);
  return { browser, identityId, handle };
}
