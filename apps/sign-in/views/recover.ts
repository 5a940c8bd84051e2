import type { confirmEmailContract, requestRecoveryContract } from '#modules/identities/mail/contract.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { field } from '../fields.ts';
import { Fault, form } from '../form.ts';
import { show, type View } from '../frame.ts';
import { say } from '../texts.ts';

const toSignIn = () => el('ul', { class: 'ways' }, el('li', {}, el('a', { href: '/' }, say('recover.back'))));

/** Asks for a link by mail. What is said is the same for every address. */
export function recoverView(school: string | null): View {
  const email = field({ name: 'username', label: say('signIn.email'), type: 'email', autocomplete: 'email', maxlength: 254 });
  const work = async () => {
    email.fault('');
    if (!/^\S+@\S+\.\S+$/.test(email.input.value.trim())) {
      email.fault(say('problem.needed'));
      throw new Fault('');
    }
    await ask<typeof requestRecoveryContract>('/recovery', { email: email.input.value.trim(), ...(school === null ? {} : { school }) });
    show(() => ({ title: say('recover.title'), body: [el('p', { role: 'status' }, say('recover.sent')), toSignIn()] }));
  };
  return {
    title: say('recover.title'),
    body: [
      el('p', { class: 'lead' }, say('recover.text')),
      form({ fields: [email.root], submit: say('recover.submit'), work }),
      toSignIn(),
    ],
  };
}

/** The link of a mail that confirms an address; a press, because mail programs look at links by themselves. */
export function confirmEmailView(token: string): View {
  const work = async () => {
    const { email } = await ask<typeof confirmEmailContract>('/email/confirm', { token });
    show(() => ({ title: say('email.title'), body: [el('p', { role: 'status' }, say('email.done', { email })), toSignIn()] }));
  };
  const whole = token.length >= 40;
  return {
    title: say('email.title'),
    body: [whole ? form({ fields: [], submit: say('email.submit'), work }) : el('p', {}, say('email.missing')), toSignIn()],
  };
}
