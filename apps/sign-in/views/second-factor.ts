import type { Answer } from '#kernel/contract/contract.ts';
import type { signInCodeContract } from '#modules/identities/sign-in/contract.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { field } from '../fields.ts';
import { Fault, form } from '../form.ts';
import type { View } from '../frame.ts';
import { say } from '../texts.ts';

type Step = Answer<typeof signInCodeContract>;
type Options = { school: string | null; shared: boolean };

/** After a right password: a code of the app, a recovery code, or a passkey. */
export function secondFactor(
  factor: NonNullable<Step['secondFactor']>,
  options: Options,
  goOn: (step: Step, options: Options) => Promise<void>,
  passkey: HTMLElement | null,
): View {
  const code = field({ name: 'code', label: say('second.code'), autocomplete: 'one-time-code', maxlength: 40 });
  const work = async () => {
    code.fault('');
    if (code.input.value.trim() === '') {
      code.fault(say('problem.needed'));
      throw new Fault('');
    }
    await goOn(await ask<typeof signInCodeContract>('/sign-in/second-factor', { sealed: factor.sealed, code: code.input.value }), options);
  };
  return {
    title: say('second.title'),
    body: [
      el('p', { class: 'lead' }, say('second.text')),
      factor.code ? form({ fields: [code.root], submit: say('second.submit'), work }) : null,
      factor.passkey ? passkey : null,
    ],
  };
}
