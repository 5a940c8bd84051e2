import type { Answer } from '#kernel/contract/contract.ts';
import type { outsideConfirmContract, outsideMatchContract, outsideReturnContract } from '#modules/identities/outside/contract.ts';
import { goOn } from '../after-step.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { form, wordsFor } from '../form.ts';
import { show, type View, wear } from '../frame.ts';
import { ownerFirst } from './owner-first.ts';
import { say } from './say.ts';

type Returned = Answer<typeof outsideReturnContract>;
type Match = Answer<typeof outsideMatchContract>;

/** The page to which the provider sends people back. What stands in the address is taken out of it at once and used once. */
export async function returnedPage(): Promise<void> {
  const query = location.search;
  history.replaceState(null, '', location.pathname);
  show(() => ({ title: say('title'), body: [el('p', { role: 'status' }, say('working'))] }));
  try {
    const returned = await ask<typeof outsideReturnContract>('/outside/return', { query });
    const { step, school, sealed } = returned;
    if (step !== null) return await goOn(step, { school, shared: false });
    const match = await ask<typeof outsideMatchContract>('/outside/match', { sealed: sealed ?? '' });
    wear({ name: match.school.name, accent: null });
    show(() => (match.way === 'owner_first' ? ownerFirst(returned, about(match)) : confirm(returned, match)));
  } catch (error) {
    const words = wordsFor(error);
    show(() => failed(words));
  }
}

function failed(words: string): View {
  return {
    title: say('failedTitle'),
    body: [el('p', { class: 'problem', role: 'alert' }, words), el('p', { class: 'last' }, el('a', { href: '/' }, say('again')))],
  };
}

function confirm(returned: Returned, match: Match): View {
  const { school, label, sealed } = returned;
  const work = async () => {
    const step = await ask<typeof outsideConfirmContract>('/outside/confirm', { sealed: sealed ?? '' });
    await goOn(step, { school, shared: false });
  };
  const here = match.way === 'signed_in';
  return {
    title: say('who'),
    body: [
      about(match),
      form({
        fields: [el('p', { class: 'lead' }, here ? say('signedInText', { label }) : say('aloneText'))],
        submit: say(here ? 'link' : 'yes'),
        work,
      }),
      el('button', { type: 'button', class: 'plain', click: () => show(() => notMe(school)) }, say('no')),
    ],
  };
}

function notMe(school: string): View {
  return {
    title: say('noTitle'),
    body: [el('p', { class: 'lead' }, say('noText')), el('p', { class: 'last' }, el('a', { href: `/${school}/anmelden` }, say('again')))],
  };
}

/** Whom the account was found to be; nobody else is named anywhere. */
function about({ name, className, school }: Match): HTMLElement {
  const line = (word: string, value: string) => el('div', {}, el('dt', {}, `${word}:`), el('dd', {}, value));
  return el(
    'dl',
    { class: 'opened' },
    line(say('name'), name),
    ...(className === null ? [] : [line(say('class'), className)]),
    line(say('school'), school.name),
  );
}
