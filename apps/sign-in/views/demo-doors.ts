import type { Answer } from '#kernel/contract/contract.ts';
import type { demoEnterContract, doorContract } from '#modules/identities/sign-in/contract.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { tell, wordsFor } from '../form.ts';
import { say, sayIfKnown } from '../texts.ts';

/** One click per role, in a demo; nothing anywhere else. */
export function demoDoors(doors: Answer<typeof doorContract>['demo'], place: 'first' | 'last'): HTMLElement | null {
  if (doors.length === 0) return null;
  const problem = el('p', { class: 'problem', role: 'alert' });
  const enter = async (role: string) => {
    try {
      const { schoolSlug } = await ask<typeof demoEnterContract>('/demo/enter', { role });
      location.assign(`/${schoolSlug}/heute`);
    } catch (error) {
      tell(problem, wordsFor(error));
    }
  };
  const button = ({ role, schoolName }: (typeof doors)[number]) =>
    el(
      'li',
      {},
      el(
        'button',
        { type: 'button', class: 'door', click: () => void enter(role) },
        el('strong', {}, sayIfKnown('role', role) ?? role),
        el('span', {}, schoolName),
      ),
    );
  return el(
    'section',
    { class: `part ${place}-part` },
    el('h2', {}, say('demo.title')),
    el('p', { class: 'hint' }, say('demo.text')),
    el('ul', { class: 'doors' }, ...doors.map(button)),
    problem,
  );
}
