import { wearAccent } from '#kernel/ui/accent.ts';
import { el } from './dom.ts';
import { keepLanguage, type Language, language } from './language.ts';
import { say } from './texts.ts';

/** One sign-in page: what stands on the card. Drawn again when the language changes. */
export interface View {
  title: string;
  body: (Node | string | null)[];
}

let school: { name: string } | null = null;
let present: (() => View) | undefined;
const afterDrawing = new Set<() => void>();

/** Shows a page on the card; the first field, or the heading, gets the focus when the person came from another page. */
export function show(view: () => View, focus = true): void {
  present = view;
  draw();
  if (!focus) return;
  const first = document.querySelector<HTMLElement>('main input:not([type=checkbox]):not([readonly]):not([hidden])');
  (first ?? document.querySelector<HTMLElement>('h1'))?.focus();
}

/** What is drawn when somebody has to wait before there is any page: the card is then not empty. */
export function prepare(view: () => View): void {
  present ??= view;
}

/** Calls `drawn` whenever the card has been drawn anew. */
export function onDraw(drawn: () => void): void {
  afterDrawing.add(drawn);
}

/** The card, drawn now if there is a page and it does not stand there yet; null when there is none. */
export function card(): HTMLElement | null {
  const there = () => document.querySelector<HTMLElement>('main.card');
  if (there() === null && present !== undefined) draw();
  return there();
}

/** The school whose crest and colour the card wears. */
export function wear(next: { name: string; accent: string | null } | null): void {
  school = next;
  wearAccent(next?.accent ?? null);
  const crest = document.querySelector('.head');
  crest?.replaceWith(head());
}

function draw(): void {
  const root = document.getElementById('root');
  if (root === null || present === undefined) throw new Error('the template has no #root');
  document.documentElement.lang = language();
  const { title, body } = present();
  document.title = `${title} – Schulhof`;
  root.replaceChildren(el('main', { class: 'card' }, head(), el('h1', { tabindex: '-1' }, title), ...body), languages());
  for (const drawn of afterDrawing) drawn();
}

function head(): HTMLElement {
  const name = school?.name ?? 'Schulhof';
  return el('p', { class: 'head' }, el('span', { class: 'crest', 'aria-hidden': 'true' }, name.slice(0, 1)), el('span', {}, name));
}

function languages(): HTMLElement {
  const button = (code: Language, title: string) =>
    el('button', { type: 'button', lang: code, 'aria-pressed': String(language() === code), click: () => change(code) }, title);
  return el('nav', { class: 'languages', 'aria-label': say('frame.language') }, button('de', 'Deutsch'), button('en', 'English'));
}

/** What was typed stays. */
function change(next: Language): void {
  const typed = new Map(
    [...document.querySelectorAll<HTMLInputElement>('main input')].map((input) => [input.name, [input.value, input.checked] as const]),
  );
  keepLanguage(next);
  draw();
  for (const input of document.querySelectorAll<HTMLInputElement>('main input')) {
    const before = typed.get(input.name);
    if (before === undefined) continue;
    [input.value, input.checked] = before;
    if (input.value !== '') input.dispatchEvent(new Event('input'));
  }
  document.querySelector<HTMLElement>(`.languages [lang=${next}]`)?.focus();
}
