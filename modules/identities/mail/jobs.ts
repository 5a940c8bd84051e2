import { sql } from 'kysely';
import { jobType } from '#kernel/jobs/job.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { Language } from '#kernel/texts/texts.ts';
import { emailRealm } from '../accounts/realm.ts';
import { type LinkPurpose, newLink } from './links.ts';
import { type MailKind, writeMail } from './write-mail.ts';

/** Looks whether the address is known and only then writes a mail: the page that asked cannot tell, not even by time. */
export const sendRecoveryMail = jobType({
  name: 'identities.send_recovery_mail',
  runner: 'mails',
  // its secret would hold for an hour from now on; who asked has given up or asked again
  uselessAfterSeconds: 3_600,
  limitSeconds: 90,
  run: async (ctx, { email, language }: { email: string; language: Language }) => {
    const owner = await ownerOf(ctx, email);
    if (owner !== null) await sendLink(ctx, { identityId: owner, purpose: 'recover', email, language });
  },
});

/** Asks the owner of a mailbox to confirm it; when it is another sign-in's already, says so to the mailbox and nobody else. */
export const sendConfirmMail = jobType({
  name: 'identities.send_confirm_mail',
  runner: 'mails',
  uselessAfterSeconds: 24 * 3_600,
  limitSeconds: 90,
  run: async (ctx, { identityId, email, language }: { identityId: string; email: string; language: Language }) => {
    const owner = await ownerOf(ctx, email);
    if (owner === null) await sendLink(ctx, { identityId, purpose: 'confirm', email, language });
    else if (owner !== identityId) await send(ctx, 'taken', email, language, null);
  },
});

async function ownerOf(ctx: SchoolCtx, email: string): Promise<string | null> {
  const { rows } = await ctx.read((db) =>
    sql<{ id: string }>`select i.id from identities.handle h join identities.identity i on i.id = h.identity_id
      where h.realm = ${emailRealm} and h.handle = ${email}::text::citext and i.status = 'open'`.execute(db),
  );
  return rows[0]?.id ?? null;
}

async function sendLink(
  ctx: SchoolCtx,
  wish: { identityId: string; purpose: LinkPurpose; email: string; language: Language },
): Promise<void> {
  const token = await ctx.write((db) => newLink(db, { ...wish, now: ctx.now() }));
  if (token === null) return;
  // the secret stands behind #, so that it reaches no log on its way
  const path = wish.purpose === 'recover' ? '/passwort' : '/anmelden/e-mail';
  await send(ctx, wish.purpose, wish.email, wish.language, `${ctx.services.origin}${path}#${token}`);
}

async function send(ctx: SchoolCtx, kind: MailKind, email: string, language: Language, href: string | null): Promise<void> {
  const { outcome } = await ctx.services.mailer.send(writeMail(kind, language, email, href));
  if (outcome === 'later') throw new Error('the mail server asks to try again later');
}
