import { ready, server } from '@serenity-kit/opaque';
import { lanes } from '#kernel/admission/lanes.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Services } from '#kernel/module/services.ts';

type Installation = { readonly services: Pick<Services, 'secrets'> };

/** How passwords are stretched on the device today; stored with each record, so that a later change can tell them apart. */
export const stretching = 'memory-constrained';

await ready;

/**
 * Asked before a try is counted: who is sent away because too much waits has not tried.
 *
 * @param userIdentifier  as for `startLogin`
 * @throws `kernel.busy` (503) with `retryAfterSeconds`
 */
export function requireRoomForSteps(userIdentifier?: string): void {
  lanes.opaque.requireRoom(userIdentifier);
}

/**
 * The server's first step of a sign-in (RFC 9807). Without a record the library makes an answer up: same shape, same time. Like every step here it keeps the
 * process busy, so it waits for its turn: never inside a transaction.
 *
 * @param userIdentifier  the identity's id, for unknown names an HMAC of realm and name
 * @throws `kernel.bad_request` (400) when the client's message is none · `kernel.busy` (503)
 */
export function startLogin(at: Installation, userIdentifier: string, registrationRecord: string | null, startLoginRequest: string) {
  const { opaqueServerSetup: serverSetup } = at.services.secrets;
  return lanes.opaque.run(() => {
    try {
      return server.startLogin({ serverSetup, userIdentifier, registrationRecord, startLoginRequest });
    } catch {
      throw kernelRefusals.badRequest({ place: 'body/startLoginRequest' });
    }
  }, userIdentifier);
}

/**
 * Whether the client has proven the password; it cannot without knowing it.
 *
 * @throws `kernel.busy` (503): nothing is spent then, the same message counts again
 */
export function provesPassword(serverLoginState: string, finishLoginRequest: string): Promise<boolean> {
  return lanes.opaque.run(() => {
    try {
      server.finishLogin({ serverLoginState, finishLoginRequest });
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * The server's only step of setting a password.
 *
 * @throws `kernel.bad_request` (400) when the client's message is none · `kernel.busy` (503)
 */
export function registrationResponse(at: Installation, userIdentifier: string, registrationRequest: string): Promise<string> {
  const { opaqueServerSetup: serverSetup } = at.services.secrets;
  return lanes.opaque.run(() => {
    try {
      return server.createRegistrationResponse({ serverSetup, userIdentifier, registrationRequest }).registrationResponse;
    } catch {
      throw kernelRefusals.badRequest({ place: 'body/registrationRequest' });
    }
  }, userIdentifier);
}

/** A record has one length; what has another would only fail later, at the next sign-in. */
const recordLength = 256;

/** @throws `kernel.bad_request` (400) when this is no registration record */
export function checkRecord(registrationRecord: string): string {
  if (registrationRecord.length !== recordLength) throw kernelRefusals.badRequest({ place: 'body/registrationRecord' });
  return registrationRecord;
}
