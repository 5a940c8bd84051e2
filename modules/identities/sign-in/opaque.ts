import { ready, server } from '@serenity-kit/opaque';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Services } from '#kernel/module/services.ts';

type Installation = { readonly services: Pick<Services, 'secrets'> };

/** How passwords are stretched on the device today; stored with each record, so that a later change can tell them apart. */
export const stretching = 'memory-constrained';

await ready;

/**
 * The server's first step of a sign-in (RFC 9807). Without a record the library makes an answer up: same shape, same time.
 *
 * @param userIdentifier  the identity's id, for unknown names an HMAC of realm and name
 * @throws `kernel.bad_request` (400) when the client's message is none
 */
export function startLogin(at: Installation, userIdentifier: string, registrationRecord: string | null, startLoginRequest: string) {
  try {
    return server.startLogin({ serverSetup: at.services.secrets.opaqueServerSetup, userIdentifier, registrationRecord, startLoginRequest });
  } catch {
    throw kernelRefusals.badRequest({ place: 'body/startLoginRequest' });
  }
}

/** Whether the client has proven the password; it cannot without knowing it. */
export function provesPassword(serverLoginState: string, finishLoginRequest: string): boolean {
  try {
    server.finishLogin({ serverLoginState, finishLoginRequest });
    return true;
  } catch {
    return false;
  }
}

/**
 * The server's only step of setting a password.
 *
 * @throws `kernel.bad_request` (400) when the client's message is none
 */
export function registrationResponse(at: Installation, userIdentifier: string, registrationRequest: string): string {
  try {
    return server.createRegistrationResponse({ serverSetup: at.services.secrets.opaqueServerSetup, userIdentifier, registrationRequest })
      .registrationResponse;
  } catch {
    throw kernelRefusals.badRequest({ place: 'body/registrationRequest' });
  }
}

/** A record has one length; what has another would only fail later, at the next sign-in. */
const recordLength = 256;

/** @throws `kernel.bad_request` (400) when this is no registration record */
export function checkRecord(registrationRecord: string): string {
  if (registrationRecord.length !== recordLength) throw kernelRefusals.badRequest({ place: 'body/registrationRecord' });
  return registrationRecord;
}
