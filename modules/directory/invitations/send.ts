import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { DataOf } from '#kernel/events/event.ts';
import type { Mail } from '#kernel/mailer/mail.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { codesFor, type Recipient } from '../codes.ts';
import type { guardianInvited } from '../events.ts';
import { isOpenGuardian } from './guardians.ts';
import { invitationMail } from './mail.ts';

/** As often as a listener is tried. */
const mostTries = 12;

/**
 * Sends one invitation. What was right when it was asked for may not be any more, so it is asked again: active, guardian of an open child, an
 * address, never signed in. Each try makes a new code, which ends the one of a mail that may have gone out before a crash: the newest mail counts.
 */
export async function sendInvitation(ctx: SchoolCtx, { invitationId }: DataOf<typeof guardianInvited>): Promise<void> {
  const prepared = await ctx.write((db) => prepare(ctx, db, invitationId));
  if (prepared === null) return;
  const { outcome } = await ctx.services.mailer.send(prepared.mail);
  if (outcome === 'later' && prepared.tried < mostTries) throw new Error('the mail server asks to try again later');
  await ctx.write((db) => end(ctx, db, invitationId, outcome === 'accepted' ? 'sent' : 'refused'));
}

interface Open {
  personId: string;
  name: string;
  firstName: string;
  lastName: string;
  language: string | null;
  email: string | null;
  askedBy: string | null;
  tried: number;
  isRight: boolean;
}

/** A mail with a new code, or null when there is nothing to send: done, withdrawn or no longer right. */
async function prepare(ctx: SchoolCtx, db: Db, invitationId: string): Promise<{ mail: Mail; tried: number } | null> {
  const open = await take(ctx, db, invitationId);
  if (open === null) return null;
  if (!open.isRight || open.email === null) {
    await end(ctx, db, invitationId, 'void');
    return null;
  }
  const wanted = { ...open, guardian: true, pupil: false };
  const [recipient] = await codesFor(ctx, db, [wanted], open.askedBy);
  if (recipient === undefined) throw new Error('one guardian in, one code out');
  await sql`update directory.invitation set tried = ${open.tried}, code_made_at = ${recipient.madeAt}
    where school_id = ${db.schoolId} and id = ${invitationId}`.execute(db);
  // another try is another mail: it bears another code
  return { mail: mailFor(ctx, open.email, recipient, `invitation-${invitationId}-${open.tried}`), tried: open.tried };
}

function mailFor(ctx: SchoolCtx, to: string, recipient: Recipient, messageId: string): Mail {
  return invitationMail(ctx, { to, code: recipient.code, lastDay: recipient.lastDay, language: recipient.language, messageId });
}

async function take(ctx: SchoolCtx, db: Db, invitationId: string): Promise<Open | null> {
  const { rows: held } = await sql<{
    personId: string;
    askedBy: string | null;
    tried: number;
  }>`select i.person_id as "personId", i.asked_by as "askedBy",
      i.tried + 1 as tried
    from directory.invitation i where i.school_id = ${db.schoolId} and i.id = ${invitationId} and i.outcome is null for update`.execute(db);
  const [invitation] = held;
  if (invitation === undefined) return null;
  const { rows } = await sql<
    Omit<Open, 'askedBy' | 'tried'>
  >`select p.id as "personId", p.name, coalesce(p.call_name, p.first_name) as "firstName",
      p.last_name as "lastName", p.language, nullif(p.email, '') as email,
      p.status = 'active' and not coalesce(a.has_password, false) and ${isOpenGuardian(dayOf(ctx.now()))} as "isRight"
    from people.pub_person p left join identities.pub_access a on a.school_id = p.school_id and a.person_id = p.id
    where p.school_id = ${db.schoolId} and p.id = ${invitation.personId}`.execute(db);
  return rows[0] === undefined ? null : { ...rows[0], askedBy: invitation.askedBy, tried: invitation.tried };
}

/** What was withdrawn while the mail went out stays withdrawn. */
async function end(ctx: SchoolCtx, db: Db, invitationId: string, outcome: 'sent' | 'refused' | 'void'): Promise<void> {
  await sql`update directory.invitation set outcome = ${outcome}, done_at = ${ctx.now()}
    where school_id = ${db.schoolId} and id = ${invitationId} and outcome is null`.execute(db);
}
