import type { Db } from '#kernel/db/db.ts';
import type { MailOutcome } from '#kernel/mailer/mail.ts';
import { type MailParts, mailPage, mailText } from '#kernel/mailer/mail-page.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { confirmedEmailsOf } from '#modules/identities/public.ts';
import type { Claimed, Outcome } from './claim.ts';
import { contentInMail } from './settings.ts';
import { languageOf, moduleOf, wordsOf } from './words.ts';

/** Minutes until the next try of a mail that could not go out for now; after the last it is given up. */
const pausesMinutes = [1, 5, 15, 60, 240, 720, 1440];

/** What is needed to write to people; read in one transaction before anything is sent. */
export interface Writing {
  addresses: ReadonlyMap<string, string>;
  withContent: boolean;
  titleOf: (module: string, language: 'de' | 'en') => string;
}

/** Reads addresses and what the school allows. Addresses as they are now: a changed or withdrawn one counts at once. */
export async function prepareWriting(ctx: SchoolCtx, db: Db, claimed: readonly Claimed[], titleOf: Writing['titleOf']): Promise<Writing> {
  const mails = claimed.filter(({ channel }) => channel === 'mail').map(({ personId }) => personId);
  return { addresses: await confirmedEmailsOf(db, [...new Set(mails)]), withContent: await ctx.setting(db, contentInMail), titleOf };
}

/** Sends one notice as one mail. The id of the delivery is the mail's id: a second try is the same mail. Never inside a transaction. */
export async function sendMail(ctx: SchoolCtx, writing: Writing, claimed: Claimed): Promise<Outcome> {
  const language = languageOf(claimed.language);
  const area = writing.titleOf(moduleOf(claimed.kind), language);
  const { title, body } = wordsOf(ctx, claimed, language, 'sie');
  const subject = writing.withContent ? title : ctx.say(language, 'notices:mail.subject', { area });
  const paragraphs = writing.withContent ? [body] : [ctx.say(language, 'notices:mail.plain', { area, school: ctx.school.name })];
  const action = { label: ctx.say(language, 'notices:mail.open'), href: addressOf(ctx, claimed.path) };
  const result = await send(ctx, writing, claimed.personId, { title: subject, paragraphs, action, language }, `notice-${claimed.id}`);
  return outcomeOf(result, [claimed.id], claimed.tried, ctx.now());
}

/** Sends one collected mail. Person and day are its id: at most one a day arrives, however often it is tried. */
export async function sendDigest(ctx: SchoolCtx, writing: Writing, claimed: readonly Claimed[], day: string): Promise<Outcome> {
  const [first] = claimed;
  if (first === undefined) throw new Error('a digest of nothing');
  const language = languageOf(first.language);
  const say = (key: string, values?: Record<string, unknown>) => ctx.say(language, `notices:${key}`, values);
  const lines = writing.withContent
    ? claimed.map((each) => wordsOf(ctx, each, language, 'sie').title)
    : [...Map.groupBy(claimed, ({ kind }) => moduleOf(kind))].map(
        ([module, each]) => `${writing.titleOf(module, language)}: ${each.length}`,
      );
  const parts = {
    title: say('digest.subject', { count: claimed.length }),
    paragraphs: [say('digest.intro', { count: claimed.length, school: ctx.school.name }), lines.map((line) => `– ${line}`).join('\n')],
    action: { label: say('digest.open'), href: addressOf(ctx, 'mitteilungen') },
    language,
  };
  const result = await send(ctx, writing, first.personId, parts, `digest-${first.personId}-${day}`);
  const outcome = outcomeOf(
    result,
    claimed.map(({ id }) => id),
    1,
    ctx.now(),
  );
  return outcome.state === 'waiting' ? { ids: outcome.ids, state: 'waiting', reason: 'digest' } : outcome;
}

async function send(
  ctx: SchoolCtx,
  writing: Writing,
  personId: string,
  parts: Omit<MailParts, 'footer'>,
  messageId: string,
): Promise<MailOutcome | 'no_address'> {
  const to = writing.addresses.get(personId);
  if (to === undefined) return 'no_address';
  const settingsUrl = addressOf(ctx, 'mitteilungen/einstellungen');
  const whole = {
    ...parts,
    footer: ctx.say(languageOf(parts.language), 'notices:mail.footer', { school: ctx.school.name, url: settingsUrl }),
  };
  return ctx.services.mailer.send({
    to,
    fromName: ctx.school.name,
    subject: parts.title,
    text: mailText(whole),
    html: mailPage(whole),
    language: parts.language,
    messageId,
    unsubscribe: { url: settingsUrl, oneClick: false },
  });
}

function outcomeOf(result: MailOutcome | 'no_address', ids: string[], tried: number, now: Date): Outcome {
  if (result === 'no_address') return { ids, state: 'not_sent', reason: 'no_address' };
  if (result.outcome === 'accepted') return { ids, state: 'sent', reason: null };
  if (result.outcome === 'refused') return { ids, state: 'not_sent', reason: 'refused' };
  const pause = pausesMinutes[tried - 1];
  if (pause === undefined) return { ids, state: 'not_sent', reason: 'gave_up' };
  return { ids, state: 'waiting', reason: 'later', again: new Date(now.getTime() + pause * 60_000) };
}

function addressOf(ctx: SchoolCtx, path: string): string {
  return `${ctx.services.origin}/${ctx.school.slug}/${path}`;
}
