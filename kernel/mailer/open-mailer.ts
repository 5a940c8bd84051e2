import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { lanes } from '#kernel/admission/lanes.ts';
import { Refusal } from '#kernel/errors/refusal.ts';
import { type CheckedMail, checkMail, isAddress, type MailOutcome } from './mail.ts';
import type { Mailer } from './mailer.ts';
import { openRest } from './rest.ts';
import { isUnanswered, outcomeOfFault } from './smtp-outcome.ts';

/** The part of the environment that says how mail leaves. */
export type MailerSettings = {
  /**
   * `smtp://user:password@mail.example.org:587` (STARTTLS) or `smtps://…:465`. Not set: mails become files in `<data>/mail`, so that a
   * fresh installation loses none. With a password STARTTLS is demanded, except on loopback; `?requireTLS=false` does without. Of each process three mails
   * are on their way at once, ten a second; `?rateLimit=2` allows two a second, `&rateDelta=60000` two a minute.
   */
  SMTP_URL?: string | undefined;
  /** The address mails come from: `schulhof@example.org` or `Schulhof <schulhof@example.org>`. Needed with SMTP_URL. */
  SCHULHOF_MAIL_FROM?: string | undefined;
};

/**
 * Opens the way out for mail; the one place that knows how it leaves.
 *
 * @param settings    usually `process.env`
 * @param dataFolder  the installation's data folder
 * @throws Error naming the setting that is wrong; the start stops on it
 */
export function openMailer(settings: MailerSettings, dataFolder: string): Mailer {
  const from = readFrom(settings.SCHULHOF_MAIL_FROM);
  if (!settings.SMTP_URL) return folderMailer(join(dataFolder, 'mail'), from ?? { name: 'Schulhof', address: 'schulhof@localhost' });
  if (!from) throw new Error('SCHULHOF_MAIL_FROM is missing: SMTP_URL is set, and mails need an address they come from');
  return smtpMailer(settings.SMTP_URL, from);
}

type Address = { name: string; address: string };

function smtpMailer(smtpUrl: string, from: Address): Mailer {
  const url = URL.canParse(smtpUrl) ? new URL(smtpUrl) : null;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol)) throw new Error('SMTP_URL must begin with smtp:// or smtps://');
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);

  const transport = createTransport({
    pool: true,
    maxConnections: 3,
    rateLimit: 10,
    rateDelta: 1_000,
    maxMessages: 100,
    maxRequeues: 1, // a broken connection is an outcome, and trying again is the caller's
    requireTLS: url.protocol === 'smtp:' && url.username !== '' && !isLocal,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    url: smtpUrl, // read last: what it says besides wins
  });

  const rest = openRest();
  const sendNow = async (checked: CheckedMail): Promise<MailOutcome> => {
    if (rest.isResting()) return resting; // while it waited for its turn
    try {
      const { response } = await transport.sendMail(message(checked));
      rest.answered();
      return { outcome: 'accepted', reply: response };
    } catch (fault) {
      if (isUnanswered(fault)) rest.unanswered();
      else rest.answered();
      return outcomeOfFault(fault);
    }
  };
  return {
    way: 'smtp',
    async send(mail) {
      const checked = checkMail(mail, from);
      if (!isAddress(mail.to)) return noAddress;
      if (rest.isResting()) return resting;
      return lanes.mails
        .run(() => sendNow(checked))
        .catch((fault: unknown): MailOutcome => {
          if (fault instanceof Refusal) return { outcome: 'later', reply: 'too many mails wait' };
          throw fault;
        });
    },
    isReady: () =>
      transport.verify().then(
        () => true,
        () => false,
      ),
    close: () => transport.close(),
  };
}

/** Writes `<messageId>.eml`; a second attempt replaces the first, so here too a mail exists once. */
function folderMailer(folder: string, from: Address): Mailer {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    way: 'folder',
    async send(mail) {
      const checked = checkMail(mail, from);
      if (!isAddress(mail.to)) return noAddress;
      const { message: bytes } = await transport.sendMail(message(checked));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${mail.messageId}.eml`);
      const tempPath = join(folder, `.${randomUUID()}`);
      await writeFile(tempPath, bytes, { mode: 0o600 });
      await rename(tempPath, path);
      return { outcome: 'accepted', reply: path };
    },
    isReady: () =>
      mkdir(folder, { recursive: true, mode: 0o700 })
        .then(() => access(folder, constants.W_OK))
        .then(
          () => true,
          () => false,
        ),
    close: () => {},
  };
}

const resting: MailOutcome = { outcome: 'later', reply: 'the mail server does not answer' };
const noAddress: MailOutcome = { outcome: 'refused', code: null, enhancedCode: null, reply: 'not a mail address' };

function message(mail: CheckedMail) {
  const unsubscribe = mail.unsubscribe;
  return {
    from: mail.from,
    to: { name: '', address: mail.to }, // as an object it is taken as it is; as text it would be read as a list
    ...(mail.replyTo ? { replyTo: { name: '', address: mail.replyTo } } : {}),
    subject: mail.subject,
    text: mail.text,
    ...(mail.html ? { html: mail.html } : {}),
    messageId: mail.messageIdHeader,
    headers: {
      'Content-Language': mail.language,
      'Auto-Submitted': 'auto-generated', // RFC 3834: no holiday notes in answer
      'X-Auto-Response-Suppress': 'All', // the same for Exchange
      ...(unsubscribe ? { 'List-Unsubscribe': `<${unsubscribe.url}>` } : {}),
      ...(unsubscribe?.oneClick ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
    },
  };
}

/** 'Name <address>' or 'address' */
function readFrom(text: string | undefined): Address | null {
  if (!text) return null;
  const [, name = '', address = ''] = /^\s*(?:"?([^"<>]*?)"?\s*<([^<>]+)>|)\s*$/.exec(text) ?? [];
  const found = address ? { name, address } : { name: 'Schulhof', address: text.trim() };
  if (!isAddress(found.address)) throw new Error('SCHULHOF_MAIL_FROM must be an address or Name <address>');
  return found;
}
