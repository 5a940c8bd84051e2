import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireGroup } from '#modules/groups/public.ts';
import { guardianInvited } from '../events.ts';
import { splitByMay } from '../may-issue.ts';
import type { inviteGuardiansContract } from './contract.ts';
import { isOpenGuardian, openGuardiansOf } from './guardians.ts';

/** More mails than this within a day would only annoy whoever owns the mailbox. */
const perDay = 3;
/** A school's largest year with both parents; more is a mistake or a second request. */
const mostAtOnce = 1000;

interface Candidate {
  personId: string;
  isGuardian: boolean;
  hasAddress: boolean;
  isIn: boolean;
  sentLately: number;
}

/**
 * Invites guardians by mail: some, or those of a class, as far as they have an address and have never signed in. The code is made when the mail
 * goes out and stands in it alone; it replaces earlier unused ones. The answer says how many were left out and why; a guardian whom the
 * administration keeps away counts like anybody without a child here. Same right as letters (docs/decisions/0025, 0030).
 *
 * @throws not found (404) for whom or what the caller does not see · `directory.locked` (409) · `kernel.bad_request` (400) for nobody named
 */
export async function inviteGuardians(
  ctx: Ctx,
  { body }: { body: Body<typeof inviteGuardiansContract> },
): Promise<Answer<typeof inviteGuardiansContract>> {
  return ctx.write(async (db) => {
    const ids = body.groupId === undefined ? (body.personIds ?? []) : await guardiansOfGroup(ctx, db, body.groupId);
    if (body.groupId === undefined && ids.length === 0) throw kernelRefusals.badRequest({ place: 'body' });
    const { may, above } = await splitByMay(ctx, db, ids);
    const candidates = await candidatesOf(
      ctx,
      db,
      may.map(({ personId }) => personId),
    );
    const left = { notGuardian: 0, alreadyIn: 0, withoutAddress: 0, tooOften: 0 };
    const invited = candidates.filter((each) => {
      const why = reasonAgainst(each);
      if (why !== null) left[why] += 1;
      return why === null;
    });
    await ask(
      ctx,
      db,
      invited.map(({ personId }) => personId),
    );
    return { invited: invited.length, ...left, above: above.length };
  });
}

function reasonAgainst(each: Candidate): 'notGuardian' | 'alreadyIn' | 'withoutAddress' | 'tooOften' | null {
  if (!each.isGuardian) return 'notGuardian';
  if (each.isIn) return 'alreadyIn';
  if (!each.hasAddress) return 'withoutAddress';
  return each.sentLately >= perDay ? 'tooOften' : null;
}

async function ask(ctx: Ctx, db: Db, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  const rows = personIds.map((personId) => ({ id: newId(), personId }));
  await sql`insert into directory.invitation (school_id, id, person_id, asked_by, asked_at)
    select ${db.schoolId}::uuid, n.id, n."personId", ${ctx.caller.personId}::uuid, ${ctx.now()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "personId" uuid)`.execute(db);
  await db.emitAll(
    guardianInvited,
    rows.map(({ id }) => ({ invitationId: id })),
  );
  const [first] = personIds;
  const subject = personIds.length === 1 && first !== undefined ? { subject: { type: 'person', id: first } } : {};
  await db.audit({ act: 'directory.guardians_invited', ...subject, data: { count: personIds.length } });
}

async function candidatesOf(ctx: Ctx, db: Db, ids: readonly string[]): Promise<Candidate[]> {
  const dayAgo = new Date(ctx.now().getTime() - 24 * 3_600_000);
  const { rows } = await sql<Candidate>`select p.id as "personId", ${isOpenGuardian(dayOf(ctx.now()))} as "isGuardian",
      coalesce(p.email, '') <> '' as "hasAddress", coalesce(a.has_password, false) as "isIn",
      (select count(*) from directory.invitation i where i.school_id = p.school_id and i.person_id = p.id and i.asked_at > ${dayAgo})::int as "sentLately"
    from people.pub_person p left join identities.pub_access a on a.school_id = p.school_id and a.person_id = p.id
    where p.school_id = ${db.schoolId} and p.id = any(${[...ids]}) order by p.sort_name, p.id`.execute(db);
  return rows;
}

async function guardiansOfGroup(ctx: Ctx, db: Db, groupId: string): Promise<string[]> {
  await requireGroup(ctx, db, groupId);
  const { rows } = await sql<{ id: string }>`select p.id from people.pub_person p
    where p.school_id = ${db.schoolId} and p.status = 'active' and p.id = any(array(select o.person_id from (${openGuardiansOf(db.schoolId, groupId, dayOf(ctx.now()))}) o)) order by p.sort_name, p.id limit ${mostAtOnce}`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
