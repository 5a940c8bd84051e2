import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import type { Answer } from '#kernel/contract/contract.ts';
import type { passkeySignInFinishContract, passkeySignInStartContract } from '#modules/identities/second-factor/contract.ts';
import { ask } from './call.ts';
import { el } from './dom.ts';
import { Fault, tell, wordsFor } from './form.ts';
import { say } from './texts.ts';

type Step = Answer<typeof passkeySignInFinishContract>;
type Options = { school: string | null; shared: boolean };
type GoOn = (step: Step, options: Options) => Promise<void>;

/** Whether this browser knows passkeys at all. */
export function hasPasskeys(): boolean {
  return 'PublicKeyCredential' in window;
}

/**
 * A button that signs in with a passkey.
 *
 * @param sealed  after a right password: its state; otherwise the passkey alone
 * @param goOn  what follows the step
 */
export function passkeyButton(title: string, sealed: string | undefined, options: () => Options, goOn: GoOn): HTMLElement {
  const problem = el('p', { class: 'problem', role: 'alert' });
  const press = async () => {
    problem.textContent = '';
    try {
      const chosen = options();
      await goOn(await signInByPasskey(sealed, chosen), chosen);
    } catch (error) {
      tell(problem, wordsFor(error));
    }
  };
  return el('div', { class: 'passkey' }, el('button', { type: 'button', class: 'plain', click: () => void press() }, title), problem);
}

async function signInByPasskey(state: string | undefined, options: Options): Promise<Step> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const { options: asked, sealed } = await ask<typeof passkeySignInStartContract>(
    '/sign-in/passkey/start',
    state === undefined ? {} : { sealed: state },
  );
  // written by @simplewebauthn/server; the contract leaves the Web Authentication API's own JSON as it is
  const optionsJSON = asked as PublicKeyCredentialRequestOptionsJSON;
  const credential = await startAuthentication({ optionsJSON }).catch(() => {
    throw new Fault(say('signIn.passkeyFailed'));
  });
  const deviceKind = options.shared ? 'shared' : 'lasting';
  return ask<typeof passkeySignInFinishContract>('/sign-in/passkey/finish', { sealed, credential, deviceKind });
}
