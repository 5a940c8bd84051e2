import type { Registry } from 'prom-client';
import type { CallerFacts } from '#kernel/access/caller.ts';
import type { Permission } from '#kernel/access/permission.ts';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import type { Pools } from '#kernel/db/pools.ts';
import type { Joined } from '#kernel/joined/joined.ts';
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
  /** The other processes of this installation. */
  readonly joined: Joined;
  readonly counter: Counter;
  readonly hub: LiveHub;
  readonly say: Say;
  readonly log: Log;
  /** Wakes the delivery of events in this process after a commit. */
  readonly wakeDelivery: () => void;
  /** Counts of statements are shown in an answer's header; tests only. */
  readonly showStatements: boolean;
  readonly version: string;
  /** What this process counts of itself. */
  readonly metrics: Registry;
  /** Set when this process takes leave: it answers still, but nobody new should come. */
  readonly state: { draining: boolean };
  /** Whether what nobody waits for is left out now, because the process has been full for some seconds; the server says so (kernel/admission). Elsewhere it never is. */
  readonly load: { full: () => boolean };
  /** Marks of this database, read when it is opened; `demo` is set when the demo city is seeded. */
  readonly installation: { demo: boolean };
}

/** Has the delivery of events woken after the commit, if this transaction announces any. */
export function wakeAfter(platform: Pick<Platform, 'wakeDelivery'>, db: Pick<Db | PlatformDb, 'afterCommit' | 'hasEmitted'>): void {
  db.afterCommit(() => {
    if (db.hasEmitted()) platform.wakeDelivery();
  });
}
