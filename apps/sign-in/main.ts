import '#kernel/ui/tokens.css';
import '#kernel/ui/base.css';
import '#kernel/ui/fonts.css';
import './sign-in.css';
import type { Answer } from '#kernel/contract/contract.ts';
import type { doorContract } from '#modules/identities/sign-in/contract.ts';
import { ask, CallRefused, Stopped } from './call.ts';
import { wordsFor } from './form.ts';
import { prepare, show, type View, wear } from './frame.ts';
import { showWaiting } from './in-line.ts';
import { codeView, openWith } from './views/code.ts';
import { pickSchool } from './views/pick-school.ts';
import { confirmEmailView, recoverView } from './views/recover.ts';
import { signInView, unknownSchool } from './views/sign-in.ts';
import { takeWaitingCode } from './waiting-code.ts';

type Door = Answer<typeof doorContract>;

/** The secret behind `#`; taken out of the address, so that it stays in no history. */
function takeSecret(): string {
  const secret = decodeURIComponent(location.hash.slice(1));
  if (secret !== '') history.replaceState(null, '', location.pathname + location.search);
  return secret;
}

/** A page that shows at once, and once more when the server has said what hangs at this door. */
function withDoor(school: string | null, view: (door: Door) => View): void {
  const nothing: Door = { school: null, signedIn: [], demo: [] };
  show(() => view(nothing));
  ask<typeof doorContract>(`/door${school === null ? '' : `?school=${encodeURIComponent(school)}`}`).then(
    (door) => {
      if (school !== null && door.school === null) return show(unknownSchool);
      wear(door.school);
      if (door.signedIn.length === 0 && door.demo.length === 0) return;
      keepTyped(() => show(() => view(door), false));
    },
    () => undefined, // offline: the form says so when it is sent
  );
}

/** Draws without losing what was typed meanwhile. */
function keepTyped(draw: () => void): void {
  const active = document.activeElement?.id ?? '';
  const typed = [...document.querySelectorAll<HTMLInputElement>('main input')].map((input) => [input.id, input.value] as const);
  draw();
  for (const [id, value] of typed) {
    const input = document.getElementById(id);
    if (!(input instanceof HTMLInputElement) || value === '') continue;
    input.value = value;
    // what follows from typing, as the list of schools, follows again
    input.dispatchEvent(new Event('input'));
  }
  document.getElementById(active)?.focus();
}

/** A page fetched only where it is wanted; says so when it could not be. */
async function later(page: Promise<void>): Promise<void> {
  await page.catch((error: unknown) => {
    const words = wordsFor(error);
    show(() => codeView(words));
  });
}

async function codePage(): Promise<void> {
  const code = takeSecret() || takeWaitingCode();
  if (!code) return show(() => codeView());
  prepare(() => codeView('', code));
  await openWith([code]).catch((error: unknown) => {
    const words = wordsFor(error);
    const again = error instanceof Stopped || (error instanceof CallRefused && error.code === 'kernel.offline');
    show(() => codeView(words, again ? code : ''));
  });
}

showWaiting();
const [first = '', second = '', third = ''] = location.pathname.split('/').slice(1);
const word = ['anmelden', 'code', 'passwort', 'einladung', 'karte'].includes(first) ? first : second;
const school = word === first ? null : first;
if (first === '') withDoor(null, pickSchool);
else if (word === 'code' || word === 'einladung') void codePage();
else if (word === 'karte') void later(import('./card/card-page.ts').then(({ cardPage }) => cardPage(takeSecret())));
else if (first === 'anmelden' && second === 'rueckkehr')
  void later(import('./outside/returned.ts').then(({ returnedPage }) => returnedPage()));
else if (word === 'passwort') {
  if (location.hash === '') show(() => recoverView(new URLSearchParams(location.search).get('schule')));
  else void codePage();
} else if (word === 'anmelden' && (second === 'e-mail' || third === 'e-mail')) {
  const token = takeSecret();
  show(() => confirmEmailView(token));
} else withDoor(school, (door) => signInView(school, door));

// a second letter scanned into the same tab changes only what stands behind `#`
addEventListener('hashchange', () => {
  if (location.hash !== '') location.reload();
});
