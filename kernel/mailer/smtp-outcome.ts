import type { MailOutcome } from './mail.ts';

/**
 * What a fault of the SMTP client means for the mail (RFC 5321 section 4.2.1, RFC 3463).
 *
 * Only a 5xx that is about this recipient or this message is for good. A 5xx to our sign-in, our sender or our greeting means that the
 * installation is set up wrongly: the mail is fine and goes out once an operator has mended it.
 */
export function outcomeOfFault(fault: unknown): MailOutcome {
  const { message, response, responseCode, command, rejectedErrors } = read(fault);
  const reply = String(response ?? '').slice(0, 500);
  const isAboutThisMail = command === 'RCPT TO' || command === 'DATA';
  const wasDeferred = rejectedErrors?.some((rejected) => (read(rejected).responseCode ?? 500) < 500) ?? false;

  if (!isAboutThisMail || typeof responseCode !== 'number' || responseCode < 500 || wasDeferred) {
    return { outcome: 'later', reply: String(message ?? fault).slice(0, 500) };
  }
  return { outcome: 'refused', code: responseCode, enhancedCode: /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? null, reply };
}

/** Whether the server has said nothing at all: no line, no greeting, or it fell silent. */
export function isUnanswered(fault: unknown): boolean {
  return read(fault).responseCode === undefined;
}

/** The fields nodemailer puts on its errors; all may be missing. */
type SmtpFault = {
  message?: unknown;
  response?: unknown;
  responseCode?: number;
  command?: unknown;
  rejectedErrors?: unknown[];
};

function read(fault: unknown): SmtpFault {
  // The library types what it throws as Error only; every field is looked at before it is used.
  return typeof fault === 'object' && fault !== null ? (fault as SmtpFault) : {};
}
