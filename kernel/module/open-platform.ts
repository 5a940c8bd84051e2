import { sql } from 'kysely';
import { Registry } from 'prom-client';
import { openPools } from '#kernel/db/pools.ts';
import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { joinedCounter } from '#kernel/http/rate-limit.ts';
import { alone } from '#kernel/joined/alone.ts';
import type { Joined } from '#kernel/joined/joined.ts';
import { liveHub } from '#kernel/live/hub.ts';
import type { Log } from '#kernel/log/log.ts';
import { openTexts } from '#kernel/texts/texts.ts';
import { type Clock, machineClock } from '#kernel/time/clock.ts';
import { checkModules } from './check-modules.ts';
import type { Module } from './manifest.ts';
import { openSchools, type Schools } from './schools.ts';
import type { Services } from './services.ts';

interface Options {
  modules: readonly Module[];
  appUrl: string;
  administrationUrl: string;
  services: Services;
  log: Log;
  version: string;
  clock?: Clock;
  /** The other processes; without it, this one is alone. */
  joined?: Joined;
  wakeDelivery?: () => void;
  showStatements?: boolean;
  poolSize?: number;
}

/**
 * Opens everything one process needs over a migrated database.
 *
 * @throws when a manifest is faulty: a faulty module stops the start
 */
export async function openPlatform(options: Options): Promise<Platform> {
  const modules = checkModules(options.modules);
  const pools = openPools({
    ...options,
    size: options.poolSize ?? 16,
    // not the error itself: the driver hangs the whole client on it, with the last statement
    onError: ({ message }) => options.log.error({ reason: message }, 'an idle database connection broke'),
  });
  const clock = options.clock ?? machineClock;
  const joined = options.joined ?? alone();
  const { rows } = await onPlatform(
    pools.teaching,
    true,
    () => clock.now(null),
    (db) => sql`select 1 from kernel.installation where key = 'demo'`.execute(db),
  );
  const callers = modules.find((module) => module.callers)?.callers;
  const devices = modules.find((module) => module.devices)?.devices;
  if (callers === undefined || devices === undefined) throw new Error('no module knows callers or keeps devices');
  return {
    modules,
    permissions: modules.flatMap((module) => module.permissions ?? []),
    callers,
    devices,
    pools,
    schools: joinedSchools(
      openSchools(pools, modules, (id) => clock.now(id)),
      joined,
    ),
    services: options.services,
    clock,
    joined,
    counter: joinedCounter(joined),
    hub: liveHub(joined),
    say: openTexts(modules),
    log: options.log,
    wakeDelivery: options.wakeDelivery ?? (() => {}),
    showStatements: options.showStatements ?? false,
    version: options.version,
    metrics: new Registry(),
    state: { draining: false },
    load: { full: () => false },
    installation: { demo: rows.length > 0 },
  };
}

/** A school that was changed in one process is looked up again in all: switching a module off works at once, not after the seconds of remembering. */
function joinedSchools(schools: Schools, joined: Joined): Schools {
  joined.hear('school', schools.forget);
  return { ...schools, forget: (id) => joined.tell('school', id) };
}

/** Lets go of the database. */
export async function closePlatform(platform: Platform): Promise<void> {
  await platform.pools.end();
}
