import type { registerFinishContract, registerStartContract } from '#modules/identities/codes/contract.ts';
import { opaque, warmUpOpaque } from '#modules/identities/web/opaque-client.ts';
import { goOn } from '../after-step.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { field, sharedTick } from '../fields.ts';
import { Fault, form } from '../form.ts';
import { say } from '../texts.ts';

const shortest = 10;
const nicelyLong = 18;

/** What is said about a new password: its length, nothing else. */
export function lengthWords(password: string): string {
  const length = [...password].length;
  if (length === 0) return '';
  if (length < shortest) return say('password.short', { count: shortest - length });
  return say(length < nicelyLong ? 'password.enough' : 'password.long');
}

/**
 * The form that sets a password with codes or a link, and signs in.
 *
 * @param handle  shown to password managers, so that they keep name and password together
 */
export function setPasswordForm(codes: string[], handle: string | null, school: string | null): HTMLElement {
  warmUpOpaque();
  const name = el('input', {
    class: 'only-heard',
    type: 'text',
    name: 'username',
    autocomplete: 'username',
    readonly: true,
    tabindex: '-1',
    'aria-hidden': 'true',
  });
  name.value = handle ?? '';
  const first = field({
    name: 'new-password',
    label: say('password.new'),
    type: 'password',
    autocomplete: 'new-password',
    hint: say('password.rule'),
  });
  const again = field({ name: 'new-password-again', label: say('password.again'), type: 'password', autocomplete: 'new-password' });
  const length = el('p', { class: 'hint length', role: 'status' });
  first.input.addEventListener('input', () => {
    first.fault('');
    length.textContent = lengthWords(first.input.value);
  });
  again.input.addEventListener('input', () => again.fault(''));
  const shared = sharedTick();

  const work = async () => {
    const password = first.input.value;
    if ([...password].length < shortest) {
      length.textContent = '';
      first.fault(lengthWords(password) || say('problem.needed'));
      throw new Fault('');
    }
    if (password !== again.input.value) {
      again.fault(say('password.differ'));
      throw new Fault('');
    }
    const { clientRegistrationState, registrationRequest } = await opaque('startRegistration', { password });
    const { registrationResponse, sealed, stretching } = await ask<typeof registerStartContract>('/code/register-start', {
      codes,
      registrationRequest,
    });
    const { registrationRecord } = await opaque('finishRegistration', {
      password,
      clientRegistrationState,
      registrationResponse,
      stretching,
    });
    const deviceKind = shared.input.checked ? 'shared' : 'lasting';
    const step = await ask<typeof registerFinishContract>('/code/register-finish', { sealed, registrationRecord, deviceKind });
    await goOn(step, { school, shared: shared.input.checked });
  };
  return form({
    fields: [name, first.root, length, again.root, shared.root],
    submit: say('password.submit'),
    busy: say('password.busy'),
    work,
  });
}
