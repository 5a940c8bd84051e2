import { CallRefused, Stopped } from './call.ts';
import { el } from './dom.ts';
import { say } from './texts.ts';

interface FormOptions {
  /** What stands in the form above the button. */
  fields: (Node | string | null)[];
  /** What the button does, in words. */
  submit: string;
  /** Shown while it works. */
  busy?: string;
  /** Throws a refusal, or an Error whose message is said as it is. */
  work: () => Promise<void>;
}

/** Where the form that stands on the card says what went wrong; a card drawn anew, in another language, has another form. */
let present: HTMLElement | undefined;

/** Says what went wrong where it can be seen: at its own place, or in the form that has taken its place meanwhile. */
export function tell(own: HTMLElement, words: string): void {
  (own.isConnected ? own : (present ?? own)).textContent = words;
}

/** A form whose button sends once, says what went wrong, and counts down when one has to wait. */
export function form({ fields, submit, busy, work }: FormOptions): HTMLFormElement {
  const problem = el('p', { class: 'problem', role: 'alert' });
  present = problem;
  const button = el('button', { type: 'submit', class: 'main' }, submit);
  let working = false;
  const made = el('form', { novalidate: true }, ...fields, problem, button);
  made.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (working) return;
    working = true;
    problem.textContent = '';
    button.setAttribute('aria-disabled', 'true');
    button.textContent = busy ?? submit;
    try {
      await work();
      return; // the page is left or drawn anew; until then the button stays as it is
    } catch (error) {
      tell(problem, wordsFor(error));
      if (error instanceof CallRefused && typeof error.data['retryAfterSeconds'] === 'number') {
        await countDown(button, error.data['retryAfterSeconds']);
        problem.textContent = '';
      }
    }
    working = false;
    button.removeAttribute('aria-disabled');
    button.textContent = submit;
  });
  return made;
}

/** A fault the page itself has found, in words for the person; '' when a field already says it. */
export class Fault extends Error {}

/** What went wrong, as a sentence. */
export function wordsFor(error: unknown): string {
  if (error instanceof Fault || error instanceof Stopped) return error.message;
  if (!(error instanceof CallRefused)) return say(navigator.onLine ? 'problem.failed' : 'problem.offline');
  if (error.code === 'kernel.offline') return say('problem.offline');
  return error.message === '' ? say('problem.failed') : error.message;
}

async function countDown(button: HTMLElement, seconds: number): Promise<void> {
  for (let left = Math.ceil(seconds); left > 0; left -= 1) {
    button.textContent = say('problem.wait', { seconds: left });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
