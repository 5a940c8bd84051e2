import type { openCodeContract } from '#modules/identities/codes/contract.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { field } from '../fields.ts';
import { Fault, form } from '../form.ts';
import { show, type View, wear } from '../frame.ts';
import { say } from '../texts.ts';
import { codeOther } from './code-other.ts';
import { codeOwnerFirst } from './code-owner-first.ts';
import { type Opened, opened } from './opened.ts';
import { setPasswordForm } from './set-password.ts';

/**
 * The first page of a letter: type the code, or come with it from the QR code.
 *
 * @param scanned  a code that came with the address and could not be asked about
 */
export function codeView(problem = '', scanned = ''): View {
  const code = field({ name: 'code', label: say('code.label'), hint: say('code.hint'), maxlength: 60, value: scanned });
  const work = async () => {
    code.fault('');
    if (code.input.value.trim() === '') {
      code.fault(say('problem.needed'));
      throw new Fault('');
    }
    await openWith([code.input.value]);
  };
  return {
    title: say('code.title'),
    body: [
      problem === '' ? null : el('p', { class: 'problem' }, problem),
      form({ fields: [code.root], submit: say('code.submit'), work }),
      el('ul', { class: 'ways' }, el('li', {}, el('a', { href: '/' }, say('recover.back')))),
    ],
  };
}

/**
 * Shows what a code opens, and the way that is open: set a password, join, or ask the owner.
 *
 * @param codes  the first is the letter's; more when several schools open together
 * @throws CallRefused
 */
export async function openWith(codes: string[]): Promise<void> {
  const [code = ''] = codes;
  const answer = await ask<typeof openCodeContract>('/code/open', { code });
  if (answer.school !== null) wear({ name: answer.school.name, accent: null });
  const again = () => show(() => codeView());
  if (answer.signedIn === 'other') show(() => codeOther(answer, code, () => openWith(codes)));
  else if (answer.opens === 'owner_first' && codes.length < 2) show(() => codeOwnerFirst(answer, (more) => openWith([code, more])));
  else show(() => passwordView(answer, codes, again));
}

function passwordView(answer: Opened, codes: string[], again: () => void): View {
  return {
    title: say(answer.hasPassword ? 'password.titleNew' : 'password.title'),
    body: [...opened(answer, codes[0] ?? '', again), setPasswordForm(codes, answer.handle, answer.school?.slug ?? null)],
  };
}
