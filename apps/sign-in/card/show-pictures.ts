import { cardSecret, finderOf, picturesChosen } from '#modules/identities/cards/code-format.ts';
import type { cardFinishContract, cardStartContract } from '#modules/identities/cards/contract.ts';
import { opaque } from '#modules/identities/web/opaque-client.ts';
import { goOn } from '../after-step.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { sharedTick } from '../fields.ts';
import { Fault, form } from '../form.ts';
import type { View } from '../frame.ts';
import { picker } from './picker.ts';
import { say } from './say.ts';

/** Card and pictures together are the password; neither leaves the device (OPAQUE). */
export function showPictures(code: string, other: () => void): View {
  const field = picker();
  const shared = sharedForCards();
  const work = async () => {
    const chosen = field.chosen();
    if (chosen.length < picturesChosen) throw new Fault(say('three'));
    const password = cardSecret(code, chosen);
    const { clientLoginState, startLoginRequest } = await opaque('startLogin', { password });
    const { loginResponse, sealed, stretching } = await ask<typeof cardStartContract>('/card/start', {
      finder: finderOf(code),
      startLoginRequest,
    });
    const proof = await opaque('finishLogin', { password, clientLoginState, loginResponse, stretching });
    if (proof === null) {
      field.clear();
      throw new Fault(say('wrong'));
    }
    const deviceKind = shared.input.checked ? 'shared' : 'lasting';
    const { finishLoginRequest } = proof;
    const step = await ask<typeof cardFinishContract>('/card/finish', { sealed, finishLoginRequest, deviceKind });
    await goOn(step, { school: null, shared: shared.input.checked });
  };
  return {
    title: say('showTitle'),
    body: [
      el('p', { class: 'lead' }, say('showLead')),
      form({ fields: [field.root, shared.root], submit: say('submit'), busy: say('busy'), work }),
      el('button', { type: 'button', class: 'plain', click: other }, say('other')),
    ],
  };
}

/** Children mostly sit at a device of the class: shared unless somebody says otherwise. */
export function sharedForCards(): ReturnType<typeof sharedTick> {
  const made = sharedTick();
  made.input.checked = true;
  return made;
}
