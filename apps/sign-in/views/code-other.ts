import type { signOutContract } from '#kernel/module/own-contracts.ts';
import type { joinContract } from '#modules/identities/codes/contract.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { form } from '../form.ts';
import type { View } from '../frame.ts';
import { say } from '../texts.ts';
import type { Opened } from './opened.ts';

/** Somebody is signed in here and holds a code for another person: one sign-in for both, or two apart. */
export function codeOther(answer: Opened, code: string, again: () => Promise<void>): View {
  const join = async () => {
    const { school } = await ask<typeof joinContract>('/code/join', { code });
    location.assign(`/${school.slug}/heute`);
  };
  const leave = async () => {
    await ask<typeof signOutContract>('/sign-out', {});
    await again();
  };
  const who = [answer.name, answer.school?.name].filter((part) => part !== null && part !== undefined).join(' · ');
  return {
    title: say('code.yours'),
    body: [
      el('p', { class: 'lead' }, el('strong', {}, who)),
      el('p', {}, say('code.otherSignedIn')),
      form({ fields: [el('p', { class: 'hint' }, say('code.joinHint'))], submit: say('code.join'), work: join }),
      el('p', { class: 'beside' }, el('button', { type: 'button', class: 'link', click: () => void leave() }, say('code.leave'))),
    ],
  };
}
