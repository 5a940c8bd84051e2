/** One mail to one person. Texts come ready in the reader's language; nothing in here is markup but `html`. */
export type Mail = {
  /** One address, `anna@example.org`; no name, no list. */
  to: string;
  /** What stands before the address in From, such as the school's name; the address itself is the installation's. */
  fromName?: string;
  /** Where an answer goes; without it, to the installation's address. */
  replyTo?: string;
  subject: string;
  /** The whole mail as plain text; always there, since some read nothing else. */
  text: string;
  /** The same for those who want to see it nicer; made by `mailPage`. */
  html?: string;
  /** BCP 47: de, en, ar … */
  language: string;
  /**
   * The id of what is sent (a UUID, a row's id with a suffix): letters, digits, dot, dash, underscore, at most 100. The same id gives the
   * same Message-ID, so a second attempt is recognised by receivers as the mail they have.
   */
  messageId: string;
  /** Where one can stop these mails: an https address; `oneClick` when a POST to it is enough (RFC 8058). */
  unsubscribe?: { url: string; oneClick: boolean };
};

/** What became of a mail. Nothing else can happen: `send` throws only for mails that are our own fault. */
export type MailOutcome =
  /** The next server has it, or the file is written. Whether it arrives is not known. */
  | { outcome: 'accepted'; reply: string }
  /**
   * For good (SMTP 5xx to the recipient or the message): do not try again.
   * `enhancedCode` tells why (RFC 3463): 5.1.x there is no such address, 5.2.2 its box is full, 5.7.x not wanted.
   */
  | { outcome: 'refused'; code: number | null; enhancedCode: string | null; reply: string }
  /** For now (4xx, the network, or our own sign-in and sender refused, which an operator can mend): try again with growing pauses. */
  | { outcome: 'later'; reply: string };

/** A mail as the transports need it: checked, and nothing in any header can begin a new one. */
export type CheckedMail = Mail & { messageIdHeader: string; from: { name: string; address: string } };

/** What is one plain address and nothing besides: no list, no name, no quotes, no route, no white space. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]+$/u.test(text);
}

/** A text for a header: one line, however it came. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 250);
}

/**
 * Makes a mail safe to send.
 *
 * @param from  the installation's address and name
 * @throws TypeError for an id, a language or an unsubscribe address that our own code got wrong
 */
export function checkMail(mail: Mail, from: { name: string; address: string }): CheckedMail {
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(mail.messageId)) throw new TypeError('messageId must be letters, digits, . _ - (at most 100)');
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(mail.language)) throw new TypeError('language must be a BCP 47 tag');
  if (mail.unsubscribe && !/^https?:\/\/[\x21-\x3b\x3d\x3f-\x7e]+$/.test(mail.unsubscribe.url)) {
    throw new TypeError('unsubscribe must be an http address');
  }
  if (mail.replyTo !== undefined && !isAddress(mail.replyTo)) throw new TypeError('replyTo must be one address');
  return {
    ...mail,
    subject: oneLine(mail.subject),
    messageIdHeader: `<${mail.messageId}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    from: { address: from.address, name: oneLine(mail.fromName ?? from.name) },
  };
}
