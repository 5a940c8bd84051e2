import { newId } from '#kernel/ids/id.ts';
import type { Mail } from '#kernel/mailer/mail.ts';
import { mailPage, mailText } from '#kernel/mailer/mail-page.ts';
import type { Language } from '#kernel/texts/texts.ts';
import de from '../texts/de.json' with { type: 'json' };
import en from '../texts/en.json' with { type: 'json' };

/** Which mail: `confirm` an address, `recover` a password, `taken` (the address to confirm belongs to another sign-in already). */
export type MailKind = 'confirm' | 'recover' | 'taken';

/** One of the module's mails, ready to be sent. It names nobody and no school: a mailbox may be read by others. */
export function writeMail(kind: MailKind, language: Language, to: string, href: string | null): Mail {
  const { mail } = { de, en }[language];
  const { title, text, label } = mail[kind];
  const parts = { title, paragraphs: [text], footer: mail.footer, language, ...(href === null ? {} : { action: { label, href } }) };
  return { to, subject: title, text: mailText(parts), html: mailPage(parts), language, messageId: newId() };
}
