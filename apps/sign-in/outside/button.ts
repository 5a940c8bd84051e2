import type { outsideDoorContract, outsideStartContract } from '#modules/identities/outside/contract.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { tell, wordsFor } from '../form.ts';

const labels = new Map<string, Promise<string | null>>();

/** The words on the school's button, asked once per page. */
function labelOf(school: string): Promise<string | null> {
  const known = labels.get(school);
  if (known !== undefined) return known;
  const asked = ask<typeof outsideDoorContract>(`/outside?school=${encodeURIComponent(school)}`).then(
    ({ label }) => label,
    () => null, // offline: the form above says so
  );
  labels.set(school, asked);
  return asked;
}

/** "Sign in with IServ": comes when the server has said that the school offers it; leaves for the provider's own page in this window. */
export function outsideButton(school: string, isShared: () => boolean): HTMLElement {
  const problem = el('p', { class: 'problem', role: 'alert' });
  const box = el('div', { hidden: true }, problem);
  void labelOf(school).then((label) => {
    if (label === null) return;
    const leave = async () => {
      problem.textContent = '';
      try {
        const deviceKind = isShared() ? 'shared' : 'lasting';
        const { redirectTo } = await ask<typeof outsideStartContract>('/outside/start', { school, deviceKind });
        location.assign(redirectTo);
      } catch (error) {
        tell(problem, wordsFor(error));
      }
    };
    box.prepend(el('button', { type: 'button', class: 'plain', click: () => void leave() }, label));
    box.hidden = false;
  });
  return box;
}
