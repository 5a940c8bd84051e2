import type { Answer } from '#kernel/contract/contract.ts';
import type { outsideConfirmContract, outsideReturnContract } from '#modules/identities/outside/contract.ts';
import type { signInFinishContract, signInStartContract } from '#modules/identities/sign-in/contract.ts';
import { opaque, warmUpOpaque } from '#modules/identities/web/opaque-client.ts';
import { goOn } from '../after-step.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { field } from '../fields.ts';
import { Fault, form } from '../form.ts';
import { show, type View } from '../frame.ts';
import { passkeyButton } from '../passkey.ts';
import { say as sayMain } from '../texts.ts';
import { secondFactor } from '../views/second-factor.ts';
import { say } from './say.ts';

/** The sign-in has an owner: they show name and password once (and the second factor if there is one), then the account is linked. */
export function ownerFirst({ school, label, sealed }: Answer<typeof outsideReturnContract>, about: HTMLElement): View {
  const handle = field({ name: 'username', label: sayMain('signIn.handle'), autocomplete: 'username', maxlength: 254 });
  const password = field({ name: 'password', label: sayMain('signIn.password'), type: 'password', autocomplete: 'current-password' });
  warmUpOpaque();
  const options = { school, shared: false };
  const link = async (step: Answer<typeof signInFinishContract>): Promise<void> => {
    const { secondFactor: factor } = step;
    if (factor !== null)
      return show(() =>
        secondFactor(
          factor,
          options,
          link,
          passkeyButton(sayMain('second.passkey'), factor.sealed, () => options, link),
        ),
      );
    await ask<typeof outsideConfirmContract>('/outside/confirm', { sealed: sealed ?? '' });
    await goOn(step, options);
  };
  const work = async () => {
    const secret = password.input.value;
    const { clientLoginState, startLoginRequest } = await opaque('startLogin', { password: secret });
    const begun = await ask<typeof signInStartContract>('/sign-in/start', { school, handle: handle.input.value, startLoginRequest });
    const { loginResponse, stretching } = begun;
    const proof = await opaque('finishLogin', { password: secret, clientLoginState, loginResponse, stretching });
    if (proof === null) throw new Fault(sayMain('signIn.wrong'));
    const { finishLoginRequest } = proof;
    await link(
      await ask<typeof signInFinishContract>('/sign-in/finish', { sealed: begun.sealed, deviceKind: 'lasting', finishLoginRequest }),
    );
  };
  return {
    title: say('ownerTitle'),
    body: [
      about,
      el('p', { class: 'lead' }, say('ownerText', { label })),
      form({ fields: [handle.root, password.root], submit: say('link'), busy: sayMain('signIn.busy'), work }),
    ],
  };
}
