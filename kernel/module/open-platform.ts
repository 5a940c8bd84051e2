import { sql } from 'kysely';
import { openPools } from '#kernel/db/pools.ts';
import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { type Counter, memoryCounter } from '#kernel/http/rate-limit.ts';
import { type LiveHub, memoryHub } from '#kernel/live/hub.ts';
import type { Log } from '#kernel/log/log.ts';
import { openTexts } from '#kernel/texts/texts.ts';
import { type Clock, machineClock } from '#kernel/time/clock.ts';
import { checkModules } from './check-modules.ts';
import type { Module } from './manifest.ts';
import { openSchools } from './schools.ts';
import type { Services } from './services.ts';

interface Options {
  modules: readonly Module[];
  appUrl: string;
  administrationUrl: string;
  services: Services;
  log: Log;
  version: string;
  clock?: Clock;
  counter?: Counter;
  hub?: LiveHub;
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
    schools: openSchools(pools),
    services: options.services,
    clock,
    counter: options.counter ?? memoryCounter(),
    hub: options.hub ?? memoryHub(),
    say: openTexts(modules),
    log: options.log,
    wakeDelivery: options.wakeDelivery ?? (() => {}),
    showStatements: options.showStatements ?? false,
    version: options.version,
    installation: { demo: rows.length > 0 },
  };
}

/** Lets go of the database. */
export async function closePlatform(platform: Platform): Promise<void> {
  await platform.pools.end();
}
