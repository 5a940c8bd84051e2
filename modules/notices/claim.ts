import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Reason } from './plan.ts';

/** A delivery this process is about to hand over. */
export interface Claimed {
  id: string;
  channel: 'mail' | 'push';
  tried: number;
  noticeId: string;
  personId: string;
  language: string | null;
  kind: string;
  titleKey: string;
  bodyKey: string;
  values: Record<string, string | number>;
  path: string;
}

/** Handed over and nothing heard for so long: the process died. */
const lostMinutes = 10;
const batch = 50;

const columns = sql`select c.id, c.channel, c.tried, n.id as "noticeId", n.person_id as "personId", p.language, n.kind, n.title_key as "titleKey",
      n.body_key as "bodyKey", n.text_values as values, n.path
    from claimed c join notices.notice n on n.school_id = c.school_id and n.id = c.notice_id
    join people.pub_person p on p.school_id = n.school_id and p.id = n.person_id order by n.made_at, n.id`;

/** Takes up to 50 deliveries that are due; no other process gets them. Mails whose process died come again, pushes do not. */
export async function claimDue(db: Db, now: Date): Promise<Claimed[]> {
  const lost = new Date(now.getTime() - lostMinutes * 60_000);
  const { rows } = await sql<Claimed>`with claimed as (
      update notices.delivery d set state = 'sending', claimed_at = ${now}, tried = d.tried + 1
      where d.school_id = ${db.schoolId} and d.id in (
        select w.id from notices.delivery w where w.school_id = ${db.schoolId} and not w.digest
          and ((w.state in ('waiting', 'held') and w.due_at <= ${now}) or (w.state = 'sending' and w.channel = 'mail' and w.claimed_at < ${lost}))
        order by w.due_at, w.id limit ${batch} for update skip locked)
      returning d.school_id, d.id, d.channel, d.tried, d.notice_id)
    ${columns}`.execute(db);
  return rows;
}

/** Takes everything that waits for the collected mail. */
export async function claimDigests(db: Db, now: Date): Promise<Claimed[]> {
  const lost = new Date(now.getTime() - lostMinutes * 60_000);
  const { rows } = await sql<Claimed>`with claimed as (
      update notices.delivery d set state = 'sending', claimed_at = ${now}, tried = d.tried + 1
      where d.school_id = ${db.schoolId} and d.id in (
        select w.id from notices.delivery w where w.school_id = ${db.schoolId} and w.digest
          and (w.state = 'waiting' or (w.state = 'sending' and w.claimed_at < ${lost})) for update skip locked)
      returning d.school_id, d.id, d.channel, d.tried, d.notice_id)
    ${columns}`.execute(db);
  return rows;
}

/** A push whose process died may have gone out: it is not sent again, and says so. */
export async function giveUpLostPushes(db: Db, now: Date): Promise<void> {
  const lost = new Date(now.getTime() - lostMinutes * 60_000);
  await sql`update notices.delivery set state = 'not_sent', reason = 'unclear', at = ${now}
    where school_id = ${db.schoolId} and state = 'sending' and channel = 'push' and claimed_at < ${lost}`.execute(db);
}

/** What became of one delivery. `again` puts it back to be tried at that time (digests: with the next one). */
export interface Outcome {
  ids: readonly string[];
  state: 'sent' | 'not_sent' | 'waiting' | 'held';
  reason: Reason | null;
  again?: Date;
}

/** Writes down what became of deliveries. */
export async function saveOutcome(db: Db, outcome: Outcome, now: Date): Promise<void> {
  await sql`update notices.delivery set state = ${outcome.state}, reason = ${outcome.reason}, at = ${now}, due_at = ${outcome.again ?? null}, claimed_at = null
    where school_id = ${db.schoolId} and id = any(${[...outcome.ids]})`.execute(db);
}
