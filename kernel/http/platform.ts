import type { CallerFacts } from '#kernel/access/caller.ts';
import type { Permission } from '#kernel/access/permission.ts';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import type { Pools } from '#kernel/db/pools.ts';
import type { LiveHub } from '#kernel/live/hub.ts';
import type { Log } from '#kernel/log/log.ts';
import type { DeviceSource, Module } from '#kernel/module/manifest.ts';
import type { Schools } from '#kernel/module/schools.ts';
import type { Services } from '#kernel/module/services.ts';
import type { Say } from '#kernel/texts/texts.ts';
import type { Clock } from '#kernel/time/clock.ts';
import type { Counter } from './rate-limit.ts';

/** Everything one process has opened; handed to the server, the worker and the command line alike. */
export interface Platform {
  /** In the order of `uses`; checked. */
  readonly modules: readonly Module[];
  readonly permissions: readonly Permission[];
  readonly callers: (db: Db, who: { identityId: string; deviceId: string }, now: Date) => Promise<CallerFacts | null>;
  readonly devices: DeviceSource;
  readonly pools: Pools;
  readonly schools: Schools;
  readonly services: Services;
  readonly clock: Clock;
  readonly counter: Counter;
  readonly hub: LiveHub;
  readonly say: Say;
  readonly log: Log;
  /** Wakes the delivery of events in this process after a commit. */
  readonly wakeDelivery: () => void;
  /** Counts of statements are shown in an answer's header; tests only. */
  readonly showStatements: boolean;
  readonly version: string;
  /** Marks of this database, read when it is opened; `demo` is set when the demo city is seeded. */
  readonly installation: { demo: boolean };
}

/** Has the delivery of events woken after the commit, if this transaction announces any. */
export function wakeAfter(platform: Pick<Platform, 'wakeDelivery'>, db: Pick<Db | PlatformDb, 'afterCommit' | 'hasEmitted'>): void {
  db.afterCommit(() => {
    if (db.hasEmitted()) platform.wakeDelivery();
  });
}
