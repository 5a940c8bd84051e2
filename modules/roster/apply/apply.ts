import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { rosterImported } from '../events.ts';
import type { RosterSnapshot } from '../formats/snapshot.ts';
import { compareWith } from '../imports/compare.ts';
import type { Answers } from '../plan/match-persons.ts';
import type { Plan } from '../plan/plan.ts';
import { refusals } from '../refusals.ts';
import { changesOf, keepChanges } from './change.ts';
import { digestOf, setCounts, storeEntries } from './store-plan.ts';
import { type ApplyStep, writePlan } from './write-plan.ts';

interface Wish {
  importId: string;
  snapshot: RosterSnapshot;
  answers: Answers;
  /** Somebody has seen that many would leave, and said so. */
  confirmed: boolean;
  /** The difference that was looked at; null: whatever it is. */
  digest: string | null;
  step: (step: ApplyStep) => Promise<void>;
}

/**
 * Makes the school what a snapshot says, in the open transaction: all of it or nothing. Compares again under the lock, so that nothing is written
 * that nobody has seen.
 *
 * @throws `roster.busy` (409) while another import or undo of this school runs, `roster.changed_since` (409), `roster.unsure` (409), `roster.stopped` (409)
 */
export async function applySnapshot(ctx: SchoolCtx, db: Db, wish: Wish): Promise<Plan> {
  await holdRoster(db);
  await wish.step('compare');
  const { plan, present } = await compareWith(ctx, db, wish.snapshot, wish.answers);
  if (wish.digest !== null && digestOf(plan) !== wish.digest) throw refusals.changedSince();
  if (plan.questions.length > 0) throw refusals.unsure({ count: plan.questions.length });
  if (plan.stops.length > 0 && !wish.confirmed) throw refusals.stopped({ count: plan.stops.length });
  const now = ctx.now();
  await keepChanges(db, wish.importId, changesOf(plan.writes, present));
  await writePlan(db, plan.writes, present, now, wish.step);
  await storeEntries(db, wish.importId, plan.entries);
  await wish.step('commit');
  await sql`update roster.import set state = 'applied', applied_at = ${now}, touched_at = ${now}, failure = null, step = null, counts = ${JSON.stringify(plan.counts)},
      per_class = ${JSON.stringify(plan.perClass)}, sets = ${JSON.stringify(setCounts(plan.writes))}, continued = ${JSON.stringify(plan.continued)}
    where school_id = ${db.schoolId} and id = ${wish.importId}`.execute(db);
  const { new: added, changed, moved, leaving } = plan.counts;
  await db.audit({ act: 'roster.imported', subject: { type: 'import', id: wish.importId }, data: { new: added, changed, moved, leaving } });
  await db.emit(rosterImported, { importId: wish.importId });
  return plan;
}

/**
 * Holds the roster of this school until the transaction ends.
 *
 * @throws `roster.busy` (409) when somebody else holds it
 */
export async function holdRoster(db: Db): Promise<void> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${rosterLock(db)}) as free`.execute(db);
  if (!rows[0]?.free) throw refusals.busy();
}

/** The number of this school's lock; it is gone with the connection that holds it, however that ends. */
export function rosterLock(db: Db): RawBuilder<unknown> {
  return sql`hashtextextended(${`roster ${db.schoolId}`}, 0)`;
}
