import type { Mail } from '#kernel/mailer/mail.ts';
import { mailPage, mailText } from '#kernel/mailer/mail-page.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { Language } from '#kernel/texts/texts.ts';
import { berlin, startOfDay } from '#kernel/time/calendar.ts';

/**
 * The mail that invites a guardian: which school, the link, until when. It names no child, no class, not even the guardian: a mailbox may be
 * read by others, and an address may be wrong.
 */
export function invitationMail(
  ctx: Pick<SchoolCtx, 'say' | 'school' | 'services'>,
  wish: { to: string; code: string; lastDay: string; language: string | null; messageId: string },
): Mail {
  const language: Language = wish.language === 'en' ? 'en' : 'de';
  const school = ctx.school.name;
  const say = (key: string, values: Record<string, string> = {}) => ctx.say(language, `directory:invitation.mail.${key}`, values);
  const until = berlin(startOfDay(wish.lastDay)).toPlainDate().toLocaleString(language, { day: 'numeric', month: 'long', year: 'numeric' });
  const parts = {
    title: say('subject', { school }),
    paragraphs: [say('what', { school }), say('how', { until }), say('known')],
    // behind #, so that it reaches no log on its way
    action: { label: say('open'), href: `${ctx.services.origin}/einladung#${wish.code}` },
    footer: say('footer', { school }),
    language,
  };
  return {
    to: wish.to,
    fromName: school,
    subject: parts.title,
    text: mailText(parts),
    html: mailPage(parts),
    language,
    messageId: wish.messageId,
  };
}
