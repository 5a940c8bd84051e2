import { line, type Waiting } from '#kernel/web/line.ts';
import { isNotable, timeLeft } from '#kernel/web/waiting-time.ts';
import { stopWaiting } from './call.ts';
import { el } from './dom.ts';
import { card, onDraw } from './frame.ts';
import { language } from './language.ts';
import { say } from './texts.ts';

/** The panel of who waits: place, time, what happens by itself, and a way to stop. */
interface Panel {
  root: HTMLElement;
  show(waiting: Waiting): void;
}

/** Shows on the card where somebody stands, as long as the server has no room. What was typed stays below, and cannot be pressed twice. */
export function showWaiting(): void {
  let panel: { it: Panel; language: string } | null = null;
  let back: Element | null = null;
  let isLocked = false;
  const put = () => {
    const waiting = line.now();
    if (waiting === null) {
      if (panel === null) return;
      const hadFocus = panel.it.root.contains(document.activeElement);
      panel.it.root.remove();
      panel = null;
      isLocked = false;
      lock(card(), false);
      if (hadFocus && back instanceof HTMLElement) back.focus();
      return;
    }
    const main = card();
    if (main === null) return;
    if (panel?.language !== language()) {
      panel?.it.root.remove();
      panel = { it: makePanel(), language: language() };
    }
    const { root } = panel.it;
    const isNew = root.parentElement !== main;
    if (isNew) main.querySelector('h1')?.after(root);
    panel.it.show(waiting);
    const begins = waiting.wishes > 0 && (isNew || !isLocked);
    isLocked = waiting.wishes > 0;
    // what was pressed is about to be out of reach; whoever changes the language goes on there
    if (begins && !document.activeElement?.closest('.languages')) {
      back = document.activeElement;
      root.querySelector('h2')?.focus();
    }
    lock(main, isLocked);
  };
  line.follow(put);
  onDraw(put);
  setInterval(put, 1_000);
}

/** What stands below the panel stays to be seen and cannot be changed: it is on its way. */
function lock(main: HTMLElement | null, isLocked: boolean): void {
  for (const part of main?.querySelectorAll<HTMLElement>(':scope > :not(.head, h1, .waiting)') ?? []) part.inert = isLocked;
}

function makePanel(): Panel {
  const title = el('h2', { tabindex: '-1' }, say('waiting.title'));
  const text = el('p', {}, say('waiting.text'));
  const place = el('dd');
  const time = el('dd');
  const numbers = el('dl', {}, pair(say('waiting.place'), place), pair(say('waiting.time'), time));
  const safe = el('p', {}, say('waiting.auto'));
  const heard = el('p', { class: 'only-heard', role: 'status' });
  const stop = el('button', { type: 'button', class: 'plain', click: stopWaiting }, say('waiting.stop'));
  const root = el('section', { class: 'waiting' }, title, text, numbers, safe, heard, stop);
  let told: number | null = null;
  let wasLost = false;
  let isNew = true;
  const show = ({ place: at, seconds, at: since, isLost, wishes }: Waiting) => {
    text.hidden = at === null;
    numbers.hidden = at === null;
    stop.hidden = wishes === 0;
    write(safe, say(at === null ? 'waiting.busy' : isLost ? 'waiting.lost' : 'waiting.auto'));
    if (at === null || seconds === null) return;
    const left = wordsOf(seconds, since);
    write(place, String(at));
    write(time, left);
    // a region that comes with its words already in it is not read out
    if (isNew) {
      isNew = false;
      return;
    }
    if (isLost !== wasLost) write(heard, say(isLost ? 'waiting.lost' : 'waiting.heard', { place: at, time: left }));
    else if (!isLost && isNotable(told, at)) {
      write(heard, say('waiting.heard', { place: at, time: left }));
      told = at;
    }
    wasLost = isLost;
  };
  return { root, show };
}

function wordsOf(seconds: number, since: number): string {
  const left = timeLeft(seconds, Date.now() - since);
  return left.unit === 'soon' ? say('waiting.soon') : say(`waiting.${left.unit}`, { count: left.count });
}

/** Only what has changed, so that nothing is read out twice. */
function write(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}

function pair(term: string, value: HTMLElement): HTMLElement {
  return el('div', {}, el('dt', {}, term), value);
}
