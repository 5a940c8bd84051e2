import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';

/** A stored passkey, as far as signing in needs it. */
export interface Passkey {
  id: string;
  identityId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
}

/** The one origin of this installation is also what passkeys are bound to. */
function relyingParty(origin: string): { rpID: string; expectedOrigin: string } {
  const url = new URL(origin);
  return { rpID: url.hostname, expectedOrigin: url.origin };
}

/** Options for making a passkey (WebAuthn level 3). The user handle is the identity's random id; it names nobody. */
export function creationOptions(origin: string, identityId: string, label: string, existing: readonly Passkey[]) {
  return generateRegistrationOptions({
    rpName: 'Schulhof',
    rpID: relyingParty(origin).rpID,
    userName: label,
    userID: Uint8Array.from(Buffer.from(identityId.replaceAll('-', ''), 'hex')),
    attestationType: 'none',
    excludeCredentials: existing.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
}

/** Options for showing a passkey; without a list the person picks one of theirs. */
export function requestOptions(origin: string, allowed: readonly Passkey[]) {
  return generateAuthenticationOptions({
    rpID: relyingParty(origin).rpID,
    userVerification: allowed.length === 0 ? 'required' : 'preferred',
    allowCredentials: allowed.map(({ id, transports }) => ({ id, transports })),
  });
}

/** The passkey the browser has made; null when anything about it is wrong. */
export async function readCreated(origin: string, credential: unknown, challenge: string) {
  const { rpID, expectedOrigin } = relyingParty(origin);
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: credential as RegistrationResponseJSON, // the library checks every part of it
      expectedChallenge: challenge,
      expectedOrigin,
      expectedRPID: rpID,
      requireUserVerification: false,
    });
    return registrationInfo ?? null;
  } catch {
    return null;
  }
}

/** The id a shown passkey claims to have; null when it has none. */
export function claimedId(credential: unknown): string | null {
  const id = typeof credential === 'object' && credential !== null && 'id' in credential ? credential.id : null;
  return typeof id === 'string' ? id : null;
}

/** The passkey's new counter when it was really shown for this challenge, else null. */
export async function readShown(
  origin: string,
  credential: unknown,
  challenge: string,
  passkey: Passkey,
  needsVerification: boolean,
): Promise<{ counter: number; backedUp: boolean } | null> {
  const { rpID, expectedOrigin } = relyingParty(origin);
  const { id, counter } = passkey;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: credential as AuthenticationResponseJSON, // the library checks every part of it
      expectedChallenge: challenge,
      expectedOrigin,
      expectedRPID: rpID,
      credential: { id, counter, publicKey: Uint8Array.from(passkey.publicKey) },
      requireUserVerification: needsVerification,
    });
    return verified ? { counter: authenticationInfo.newCounter, backedUp: authenticationInfo.credentialBackedUp } : null;
  } catch {
    return null;
  }
}
