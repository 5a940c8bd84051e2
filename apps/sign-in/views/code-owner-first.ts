import { el } from '../dom.ts';
import { field } from '../fields.ts';
import { Fault, form } from '../form.ts';
import type { View } from '../frame.ts';
import { language } from '../language.ts';
import { say } from '../texts.ts';
import type { Opened } from './opened.ts';

/** `Mittwoch, 25. November, 10:12`, by the clock at school. */
function dayAndTime(instant: string): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Berlin',
  } as const;
  return new Date(instant).toLocaleString(language() === 'de' ? 'de-DE' : 'en-GB', options);
}

/** The school alone cannot open this sign-in: what its owner can do. */
export function codeOwnerFirst(answer: Opened, withBoth: (more: string) => Promise<void>): View {
  const more = field({ name: 'more', label: say('code.ownerCodes'), maxlength: 60 });
  const work = async () => {
    more.fault('');
    if (more.input.value.trim() === '') {
      more.fault(say('problem.needed'));
      throw new Fault('');
    }
    await withBoth(more.input.value);
  };
  return {
    title: say('code.ownerTitle'),
    body: [
      el('p', { class: 'lead' }, el('strong', {}, answer.name ?? '')),
      el('p', {}, say('code.ownerText')),
      el(
        'ul',
        { class: 'list' },
        el('li', {}, say('code.ownerSignIn')),
        el('li', {}, el('a', { href: '/passwort' }, say('code.ownerMail'))),
        answer.opensAt === null ? null : el('li', {}, say('code.ownerLater', { when: dayAndTime(answer.opensAt) })),
      ),
      form({ fields: [more.root], submit: say('code.ownerSubmit'), work }),
    ],
  };
}
