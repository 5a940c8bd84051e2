import type { Caller } from '#kernel/access/caller.ts';
import type { Db } from '#kernel/db/db.ts';
import type { Zone } from '#kernel/db/pools.ts';
import { inSchool } from '#kernel/db/transaction.ts';
import type { Ctx, RequestFacts, SchoolCtx } from '#kernel/module/ctx.ts';
import type { School } from '#kernel/module/school.ts';
import { resolveSetting } from '#kernel/settings/resolve.ts';
import type { Language } from '#kernel/texts/texts.ts';
import { type Platform, wakeAfter } from './platform.ts';
import { shellFor } from './shell.ts';

/** What work without a caller has: jobs, listeners, command line, demo. Opens a transaction per call. */
export function backgroundCtx(platform: Platform, school: School, zone: Zone = 'teaching', actorId: string | null = null): SchoolCtx {
  const now = () => platform.clock.now(school.id);
  const open =
    (pool: Zone, readOnly: boolean) =>
    <R>(work: (db: Db) => Promise<R>): Promise<R> =>
      inSchool(platform.pools[pool], school.id, readOnly, { actorId, now }, async (db) => {
        if (!readOnly) wakeAfter(platform, db);
        return work(db);
      });
  return {
    school,
    now,
    read: open(zone, true),
    write: open(zone, false),
    inZone: (other) => ({ read: open(other, true), write: open(other, false) }),
    setting: (db, setting, personId) => resolveSetting(db, school, setting, personId),
    say: platform.say,
    schoolChanged: () => platform.schools.forget(school.id),
    services: platform.services,
    log: platform.log,
    isFull: () => platform.load.full(),
  };
}

/** A caller's ctx that opens its transactions itself. */
export function callerCtx(platform: Platform, base: SchoolCtx, caller: Caller, language: Language, request: RequestFacts): Ctx {
  const ctx: Ctx = { ...base, caller, language, request, shell: (db, counts) => shellFor(platform, ctx, db, counts) };
  return ctx;
}

/** A request's ctx whose read and write share the one transaction that is open already. */
export function requestCtx(ctx: Ctx, db: Db, readOnly: boolean): Ctx {
  return {
    ...ctx,
    read: (work) => work(db),
    write: (work) => {
      if (readOnly) throw new Error('a GET does not write');
      return work(db);
    },
  };
}
