import type { Answer } from '#kernel/contract/contract.ts';
import type { openCodeContract } from '#modules/identities/codes/contract.ts';
import { el } from '../dom.ts';
import { say } from '../texts.ts';
import { keepCode } from '../waiting-code.ts';

export type Opened = Answer<typeof openCodeContract>;

/** Whose code it is, so that nobody sets a password on another person's letter. */
export function opened(answer: Opened, code: string, again: () => void): (Node | null)[] {
  const { name, handle, school, hasPassword } = answer;
  const elsewhere = () => {
    keepCode(code);
    location.assign('/');
  };
  return [
    el(
      'dl',
      { class: 'opened' },
      name === null ? null : el('div', {}, el('dt', { class: 'only-heard' }, school?.name ?? ''), el('dd', {}, el('strong', {}, name))),
      handle === null ? null : el('div', {}, el('dt', {}, say('code.handle')), el('dd', {}, handle)),
    ),
    el(
      'p',
      { class: 'beside' },
      el('button', { type: 'button', class: 'link', click: again }, say('code.notYours')),
      school === null || hasPassword ? null : el('button', { type: 'button', class: 'link', click: elsewhere }, say('code.haveOne')),
    ),
  ];
}
