import { cardSecret, picturesChosen } from '#modules/identities/cards/code-format.ts';
import type { chooseFinishContract, chooseStartContract } from '#modules/identities/cards/contract.ts';
import { opaque } from '#modules/identities/web/opaque-client.ts';
import { goOn } from '../after-step.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { Fault, form } from '../form.ts';
import { show, type View } from '../frame.ts';
import { picker } from './picker.ts';
import type { PictureId } from './pictures.ts';
import { say } from './say.ts';
import { sharedForCards } from './show-pictures.ts';

/** The first use of a card: three pictures, then the same once more. */
export function choosePictures(code: string, other: () => void, problem = ''): View {
  const field = picker();
  const work = async () => {
    const chosen = field.chosen();
    if (chosen.length < picturesChosen) throw new Fault(say('three'));
    show(() => onceMore(code, chosen, other));
  };
  return {
    title: say('chooseTitle'),
    body: [
      el('p', { class: 'lead' }, say('chooseLead')),
      problem === '' ? null : el('p', { class: 'problem', role: 'alert' }, problem),
      form({ fields: [field.root], submit: say('go'), work }),
      el('button', { type: 'button', class: 'plain', click: other }, say('other')),
    ],
  };
}

function onceMore(code: string, first: readonly PictureId[], other: () => void): View {
  const field = picker();
  const shared = sharedForCards();
  const work = async () => {
    const again = field.chosen();
    if (again.length < picturesChosen) throw new Fault(say('three'));
    if (again.join() !== first.join()) return show(() => choosePictures(code, other, say('differ')));
    const password = cardSecret(code, again);
    const { clientRegistrationState, registrationRequest } = await opaque('startRegistration', { password });
    const { registrationResponse, sealed, stretching } = await ask<typeof chooseStartContract>('/card/choose-start', {
      code,
      registrationRequest,
    });
    const { registrationRecord } = await opaque('finishRegistration', {
      password,
      clientRegistrationState,
      registrationResponse,
      stretching,
    });
    const deviceKind = shared.input.checked ? 'shared' : 'lasting';
    const step = await ask<typeof chooseFinishContract>('/card/choose-finish', { sealed, registrationRecord, deviceKind });
    await goOn(step, { school: null, shared: shared.input.checked });
  };
  return {
    title: say('againTitle'),
    body: [
      el('p', { class: 'lead' }, say('againLead')),
      form({ fields: [field.root, shared.root], submit: say('keep'), busy: say('busy'), work }),
    ],
  };
}
