import type { Platform } from '#kernel/http/platform.ts';
import type { Joined } from '#kernel/joined/joined.ts';
import type { Log } from '#kernel/log/log.ts';
import { openPlatform } from '#kernel/module/open-platform.ts';
import { modules } from './modules.ts';
import type { OpenDatabase } from './open-database.ts';
import { openServices } from './open-services.ts';
import type { StartOptions } from './options.ts';
import { version } from './version.ts';

interface Options {
  log: Log;
  joined?: Joined;
  wakeDelivery?: () => void;
}

/** Connections to the database that all processes of one machine share; the one that comes with us takes a hundred and fifty in all, background work included. */
const connections = 48;

/** Opens the platform of this process, with all modules, over a migrated database. */
export async function openProgram(
  { dataDir, origin, processes }: Pick<StartOptions, 'dataDir' | 'origin' | 'processes'>,
  { appUrl, administrationUrl }: Pick<OpenDatabase, 'appUrl' | 'administrationUrl'>,
  options: Options,
): Promise<Platform> {
  return openPlatform({
    ...options,
    modules,
    appUrl,
    administrationUrl,
    services: await openServices(dataDir, origin, process.env),
    version,
    poolSize: Math.max(4, Math.min(16, Math.floor(connections / processes))),
  });
}
