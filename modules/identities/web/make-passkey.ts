import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { call } from '#kernel/web/call.ts';
import { addPasskeyContract, passkeyOptionsContract } from '../second-factor/contract.ts';

/** The device made no passkey: the person stopped it, or it has one already. */
export class NoPasskeyMade extends Error {}

/** Whether this browser knows passkeys at all. */
export function canMakePasskeys(): boolean {
  return 'PublicKeyCredential' in window;
}

/**
 * Has the device make a passkey and stores it under a name.
 *
 * @throws NoPasskeyMade, CallFailed
 */
export async function makePasskey(label: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const { options, sealed } = await call(passkeyOptionsContract, {});
  // written by @simplewebauthn/server; the contract leaves the Web Authentication API's own JSON as it is
  const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON;
  const credential = await startRegistration({ optionsJSON }).catch(() => {
    throw new NoPasskeyMade();
  });
  await call(addPasskeyContract, { body: { sealed, credential, label } });
}
