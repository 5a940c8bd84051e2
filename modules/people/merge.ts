import { sql } from 'kysely';
import type { Answer, Body, Params } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { closeIdentities, identitiesOf } from '#modules/identities/public.ts';
import { requireEditable } from './access.ts';
import type { agreeMergeContract, declineMergeContract, ownMergesContract, proposeMergeContract } from './contract.ts';
import { mergeProposed, personsMerged } from './events.ts';
import { refusals } from './refusals.ts';

/**
 * The office believes that two entries are one human. Only guardians' entries can be given up: whoever works or learns here has more
 * hanging on the entry than relations.
 *
 * @throws not found (404) · `people.cannot_merge` (409) · `people.roles_needed` (403)
 */
export async function proposeMerge(
  ctx: Ctx,
  { body: { keptId, doubleId } }: { body: Body<typeof proposeMergeContract> },
): Promise<Answer<typeof proposeMergeContract>> {
  if (keptId === doubleId) throw refusals.cannotMerge();
  return ctx.write(async (db) => {
    await requireEditable(ctx, db, [doubleId]);
    await requireMergeable(db, keptId, doubleId);
    const mergeId = newId();
    const { rows } = await sql<{ id: string }>`insert into people.merge (school_id, id, kept_id, double_id, proposed_by, proposed_at)
      values (${db.schoolId}, ${mergeId}, ${keptId}, ${doubleId}, ${ctx.caller.personId}, ${ctx.now()})
      on conflict (school_id, kept_id, double_id) where done_at is null and declined_at is null do update set proposed_at = excluded.proposed_at
      returning id`.execute(db);
    const id = rows[0]?.id ?? mergeId;
    await db.emit(mergeProposed, { mergeId: id, keptId, doubleId });
    await db.audit({ act: 'people.merge_proposed', subject: { type: 'person', id: keptId }, data: { doubleId } });
    return { mergeId: id };
  });
}

/** Open proposals that name the caller. */
export async function ownMerges(ctx: Ctx): Promise<Answer<typeof ownMergesContract>> {
  return ctx.read(async (db) => {
    const me = ctx.caller.personId;
    const { rows } = await sql<{
      mergeId: string;
      proposedAt: Date;
      other: string;
      otherChildren: string[];
      kept: boolean;
      agreed: boolean;
      doubleId: string;
    }>`
      select m.id as "mergeId", m.proposed_at as "proposedAt", coalesce(o.call_name, o.first_name) || ' ' || o.last_name as other, m.kept_id = ${me} as kept,
        m.double_id as "doubleId", case when m.kept_id = ${me} then m.kept_agreed_at else m.double_agreed_at end is not null as agreed,
        coalesce((select array_agg(coalesce(c.call_name, c.first_name) order by c.sort_name) from people.relation r
          join people.person c on c.school_id = r.school_id and c.id = r.child_id
          where r.school_id = o.school_id and r.person_id = o.id and r.kind = 'guardian' and not r.blocked), '{}') as "otherChildren"
      from people.merge m join people.person o on o.school_id = m.school_id and o.id = case when m.kept_id = ${me} then m.double_id else m.kept_id end
      where m.school_id = ${db.schoolId} and ${me} in (m.kept_id, m.double_id) and m.done_at is null and m.declined_at is null order by m.id`.execute(
      db,
    );
    const signIns = await identitiesOf(
      db,
      rows.map(({ doubleId }) => doubleId),
    );
    return {
      items: rows.map(({ doubleId, proposedAt, ...row }) => ({
        ...row,
        proposedAt: proposedAt.toISOString(),
        otherMustAgree: !row.kept || (signIns.get(doubleId)?.hasPassword ?? false),
      })),
    };
  });
}

/**
 * The caller agrees. With the last agreement needed the double's children go to the kept entry and its sign-in ends. The human of
 * the double is asked only when somebody has ever taken that sign-in.
 *
 * @throws not found (404) for others · `people.merge_over` (409) · `people.cannot_merge` (409) when things have changed since
 */
export async function agreeMerge(
  ctx: Ctx,
  { params: { mergeId } }: { params: Params<typeof agreeMergeContract> },
): Promise<Answer<typeof agreeMergeContract>> {
  return ctx.write(async (db) => {
    const merge = await ownOpenMerge(ctx, db, mergeId);
    await requireMergeable(db, merge.keptId, merge.doubleId);
    const kept = merge.keptAgreed || merge.keptId === ctx.caller.personId;
    const double = merge.doubleAgreed || merge.doubleId === ctx.caller.personId;
    const doubleTaken = (await identitiesOf(db, [merge.doubleId])).get(merge.doubleId)?.hasPassword ?? false;
    const done = kept && (double || !doubleTaken);
    await sql`update people.merge set kept_agreed_at = case when ${kept} then coalesce(kept_agreed_at, ${ctx.now()}) end,
        double_agreed_at = case when ${double} then coalesce(double_agreed_at, ${ctx.now()}) end, done_at = case when ${done} then ${ctx.now()}::timestamptz end
      where school_id = ${db.schoolId} and id = ${mergeId}`.execute(db);
    if (done) await carryOut(ctx, db, merge);
    return { done };
  });
}

/**
 * The caller declines; the proposal is over.
 *
 * @throws not found (404) for others · `people.merge_over` (409)
 */
export async function declineMerge(
  ctx: Ctx,
  { params: { mergeId } }: { params: Params<typeof declineMergeContract> },
): Promise<Answer<typeof declineMergeContract>> {
  return ctx.write(async (db) => {
    await ownOpenMerge(ctx, db, mergeId);
    await sql`update people.merge set declined_at = ${ctx.now()} where school_id = ${db.schoolId} and id = ${mergeId}`.execute(db);
    return { declined: true };
  });
}

interface Merge {
  keptId: string;
  doubleId: string;
  keptAgreed: boolean;
  doubleAgreed: boolean;
}

async function ownOpenMerge(ctx: Ctx, db: Db, mergeId: string): Promise<Merge> {
  const { rows } = await sql<
    Merge & { over: boolean }
  >`select kept_id as "keptId", double_id as "doubleId", kept_agreed_at is not null as "keptAgreed",
      double_agreed_at is not null as "doubleAgreed", done_at is not null or declined_at is not null as over
    from people.merge where school_id = ${db.schoolId} and id = ${mergeId} and ${ctx.caller.personId} in (kept_id, double_id) for update`.execute(
    db,
  );
  const merge = rows[0] ?? notFound('merge');
  if (merge.over) throw refusals.mergeOver();
  return merge;
}

async function requireMergeable(db: Db, keptId: string, doubleId: string): Promise<void> {
  const { rows } = await sql<{
    id: string;
    capacities: string[];
  }>`select p.id, coalesce(array_agg(k.capacity) filter (where k.capacity is not null), '{}') as capacities
    from people.person p left join people.capacity k on k.school_id = p.school_id and k.person_id = p.id
    where p.school_id = ${db.schoolId} and p.id = any(${[keptId, doubleId]}) and p.status = 'active' group by p.id`.execute(db);
  if (rows.length < 2) notFound('person');
  if (rows.find(({ id }) => id === doubleId)?.capacities.some((capacity) => capacity !== 'guardian')) throw refusals.cannotMerge();
}

async function carryOut(ctx: Ctx, db: Db, { keptId, doubleId }: Merge): Promise<void> {
  await sql`update people.relation r set person_id = ${keptId} where r.school_id = ${db.schoolId} and r.person_id = ${doubleId} and r.child_id <> ${keptId}
    and not exists (select from people.relation k where k.school_id = r.school_id and k.person_id = ${keptId} and k.child_id = r.child_id and k.kind = r.kind)`.execute(
    db,
  );
  // a contact bar on either of the two entries holds for the human
  await sql`update people.relation k set blocked = true from people.relation r where r.school_id = ${db.schoolId} and r.person_id = ${doubleId} and r.blocked
    and k.school_id = r.school_id and k.person_id = ${keptId} and k.child_id = r.child_id and k.kind = r.kind`.execute(db);
  await sql`delete from people.relation where school_id = ${db.schoolId} and person_id = ${doubleId}`.execute(db);
  await sql`update people.capacity k set person_id = ${keptId} where k.school_id = ${db.schoolId} and k.person_id = ${doubleId} and not exists
    (select from people.capacity o where o.school_id = k.school_id and o.person_id = ${keptId} and o.capacity = k.capacity and o.division_id is not distinct from k.division_id)`.execute(
    db,
  );
  await sql`delete from people.capacity where school_id = ${db.schoolId} and person_id = ${doubleId}`.execute(db);
  await sql`update people.person set status = 'left', left_on = ${dayOf(ctx.now())}, merged_into = ${keptId}
    where school_id = ${db.schoolId} and id = ${doubleId}`.execute(db);
  await closeIdentities(db, [doubleId], ctx.now());
  await db.emit(personsMerged, { keptId, doubleId });
  await db.audit({ act: 'people.merged', subject: { type: 'person', id: keptId }, data: { doubleId } });
}
