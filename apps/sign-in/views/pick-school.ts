import type { Answer } from '#kernel/contract/contract.ts';
import type { doorContract, findSchoolsContract } from '#modules/identities/sign-in/contract.ts';
import { rememberedSchool } from '../after.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { field } from '../fields.ts';
import { wordsFor } from '../form.ts';
import type { View } from '../frame.ts';
import { say } from '../texts.ts';
import { demoDoors } from './demo-doors.ts';

const pauseMilliseconds = 150;

/** The front door: choose a school by typing, or sign in by e-mail. */
export function pickSchool(door: Answer<typeof doorContract>): View {
  const last = rememberedSchool();
  const search = field({ name: 'school', label: say('pick.label'), type: 'search' });
  const list = el('ul', { class: 'choices' });
  const heard = el('p', { class: 'hint', role: 'status' });
  let timer = 0;
  let newest = 0;
  const look = async () => {
    const words = search.input.value.trim();
    newest += 1;
    const mine = newest;
    if (words.length < 2) {
      list.replaceChildren();
      heard.textContent = '';
      return;
    }
    try {
      const { schools } = await ask<typeof findSchoolsContract>(`/door/schools?q=${encodeURIComponent(words)}`);
      if (mine !== newest) return;
      list.replaceChildren(...schools.map(({ slug, name }) => el('li', {}, schoolLink(slug, name))));
      heard.textContent = schools.length === 0 ? say('pick.nothing') : say('pick.found', { count: schools.length });
    } catch (error) {
      heard.textContent = wordsFor(error);
    }
  };
  search.input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(look, pauseMilliseconds);
  });
  search.root.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    move(list, 1);
  });
  list.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') move(list, 1);
    else if (event.key === 'ArrowUp' && !move(list, -1)) search.input.focus();
    else return;
    event.preventDefault();
  });
  const first = (event: Event) => {
    event.preventDefault();
    list.querySelector('a')?.click();
  };
  const signedIn = door.signedIn.map(({ slug, name }) => el('li', {}, el('a', { href: `/${slug}/heute` }, say('pick.go', { name }))));
  return {
    title: say('pick.title'),
    body: [
      demoDoors(door.demo, 'first'),
      signedIn.length === 0
        ? null
        : el('section', { class: 'part first-part' }, el('h2', {}, say('pick.signedIn')), el('ul', { class: 'choices' }, ...signedIn)),
      last === null || signedIn.length > 0
        ? null
        : el('p', { class: 'last' }, schoolLink(last.slug, say('pick.last', { name: last.name }))),
      el('form', { submit: first, role: 'search' }, search.root, heard, list),
      el(
        'ul',
        { class: 'ways' },
        el('li', {}, el('a', { href: '/anmelden' }, say('pick.email'))),
        el('li', {}, el('a', { href: '/code' }, say('pick.code'))),
      ),
    ],
  };
}

function schoolLink(slug: string, text: string): HTMLElement {
  return el('a', { href: `/${slug}/anmelden${location.search}` }, text);
}

/** Moves the focus among the links; false at the upper end. */
function move(list: HTMLElement, by: 1 | -1): boolean {
  const links = [...list.querySelectorAll('a')];
  const at = links.findIndex((link) => link.matches(':focus'));
  const next = links[at + by];
  next?.focus();
  return next !== undefined;
}
