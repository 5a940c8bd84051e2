import type { Answer } from '#kernel/contract/contract.ts';
import type { doorContract, signInFinishContract, signInStartContract } from '#modules/identities/sign-in/contract.ts';
import { opaque, warmUpOpaque } from '#modules/identities/web/opaque-client.ts';
import { goOn } from '../after-step.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { field, sharedTick } from '../fields.ts';
import { Fault, form } from '../form.ts';
import type { View } from '../frame.ts';
import { outsideButton } from '../outside/button.ts';
import { hasPasskeys, passkeyButton } from '../passkey.ts';
import { say } from '../texts.ts';
import { waitingCode } from '../waiting-code.ts';
import { demoDoors } from './demo-doors.ts';

/**
 * Name and password, checked so that the password never leaves the device (OPAQUE).
 *
 * @param school  slug of the address; null: by e-mail address
 */
export function signInView(school: string | null, door: Answer<typeof doorContract>): View {
  const handle =
    school === null
      ? field({ name: 'username', label: say('signIn.email'), type: 'email', autocomplete: 'username', maxlength: 254 })
      : field({ name: 'username', label: say('signIn.handle'), hint: say('signIn.handleHint'), autocomplete: 'username', maxlength: 254 });
  const password = field({ name: 'password', label: say('signIn.password'), type: 'password', autocomplete: 'current-password' });
  const shared = sharedTick();
  for (const { input } of [handle, password]) input.addEventListener('input', warmUpOpaque, { once: true });

  const work = async () => {
    for (const { input, fault } of [handle, password]) {
      fault('');
      if (input.value.trim() === '') {
        fault(say('problem.needed'));
        throw new Fault('');
      }
    }
    const secret = password.input.value;
    const { clientLoginState, startLoginRequest } = await opaque('startLogin', { password: secret });
    const { loginResponse, sealed, stretching } = await ask<typeof signInStartContract>('/sign-in/start', {
      school,
      handle: handle.input.value,
      startLoginRequest,
    });
    const proof = await opaque('finishLogin', { password: secret, clientLoginState, loginResponse, stretching });
    if (proof === null) {
      password.input.select();
      throw new Fault(say('signIn.wrong'));
    }
    const deviceKind = shared.input.checked ? 'shared' : 'lasting';
    const step = await ask<typeof signInFinishContract>('/sign-in/finish', {
      sealed,
      deviceKind,
      finishLoginRequest: proof.finishLoginRequest,
    });
    await goOn(step, { school, shared: shared.input.checked });
  };
  return {
    title: say('signIn.title'),
    body: [
      new URLSearchParams(location.search).has('ende') ? el('p', { class: 'note', role: 'status' }, say('signIn.lessonOver')) : null,
      waitingCode() === null ? null : el('p', { class: 'note' }, say('signIn.join')),
      form({ fields: [handle.root, password.root, shared.root], submit: say('signIn.submit'), busy: say('signIn.busy'), work }),
      hasPasskeys() ? passkeyButton(say('signIn.passkey'), undefined, () => ({ school, shared: shared.input.checked }), goOn) : null,
      school === null ? null : outsideButton(school, () => shared.input.checked),
      el(
        'details',
        { class: 'lost' },
        el('summary', {}, say('signIn.lost')),
        el('p', {}, say('signIn.lostSchool')),
        el('p', {}, el('a', { href: `/passwort${school === null ? '' : `?schule=${school}`}` }, say('signIn.lostEmail'))),
      ),
      el(
        'ul',
        { class: 'ways' },
        el('li', {}, el('a', { href: '/code' }, say('signIn.code'))),
        el('li', {}, el('a', { href: '/karte' }, say('signIn.card'))),
        el('li', {}, el('a', { href: `/${location.search}` }, say('signIn.otherSchool'))),
      ),
      demoDoors(door.demo, 'last'),
    ],
  };
}

/** An address of no school. */
export function unknownSchool(): View {
  return {
    title: say('signIn.title'),
    body: [el('p', {}, say('signIn.unknownSchool')), el('p', { class: 'last' }, el('a', { href: '/' }, say('signIn.otherSchool')))],
  };
}
