import type { Ctx } from '#kernel/module/ctx.ts';
import type { LetterParts } from '#kernel/print/letter.ts';
import type { Language } from '#kernel/texts/texts.ts';
import { berlin, startOfDay } from '#kernel/time/calendar.ts';
import { codeLink, type Recipient } from '../codes.ts';

/** One page with what a person needs to come in for the first time or again, in their own language where we have it. */
export function accessLetter(ctx: Ctx, recipient: Recipient, className: string | null): LetterParts {
  const language: Language = recipient.language === 'en' ? 'en' : 'de';
  const form = recipient.pupil ? 'pupil' : 'adult';
  const t = (key: string, values?: Record<string, string>) => ctx.say(language, `directory:letter.${key}`, values);
  const { school } = ctx;
  return {
    sender: { name: school.name, lines: [] },
    recipientLines: [...(className === null ? [] : [t('class', { name: className })]), recipient.name],
    placeAndDate: dateOf(ctx.now(), language),
    subject: t('subject', { school: school.name }),
    body: [
      { text: t('greeting', { name: recipient.name }) },
      { text: t(recipient.guardian && !recipient.pupil ? 'guardian_intro' : `${form}_intro`, { school: school.name }) },
      { steps: [t(`${form}_step_open`, { address: `${ctx.services.origin}/code` }), t(`${form}_step_code`), t(`${form}_step_password`)] },
    ],
    codeBox: { label: t('code'), value: recipient.code },
    qr: { text: codeLink(ctx, recipient.code), caption: t('qr') },
    closing: [
      {
        facts: [
          ...(recipient.handle === null ? [] : [[t('handle'), recipient.handle] as const]),
          [t('valid_until'), dateOf(startOfDay(recipient.lastDay), language)] as const,
        ],
      },
      { text: t(`${form}_keep`) },
    ],
    footer: t('footer', { address: `${ctx.services.origin}/${school.slug}/anmelden` }),
  };
}

function dateOf(instant: Date, language: Language): string {
  return berlin(instant).toPlainDate().toLocaleString(language, { day: 'numeric', month: 'long', year: 'numeric' });
}
