import { existsSync } from 'node:fs';
import { alone, hold, release } from './holders.ts';
import { findPlace, type Place } from './place.ts';
import { findRunning, makeCluster, startPostmaster, stopPostmaster } from './postmaster.ts';
import { names, prepareRoles } from './roles.ts';
import { readSecrets, type Secrets } from './secrets.ts';

/** The addresses of a running embedded PostgreSQL, for the driver `pg`, and the way to let go of it. */
export interface Embedded {
  /** for migrations: the role owns the database and everything in it */
  ownerUrl: string;
  /** for everything else: the role owns nothing and cannot bypass the wall */
  appUrl: string;
  /** for the schemas of the administration zone */
  administrationUrl: string;
  /** Lets go of it; PostgreSQL ends with the last process that holds it. Repeatable. */
  stop(): Promise<void>;
}

interface Options {
  /** folder for the cluster, its passwords and its log; made if missing; may be relative */
  dataDir: string;
  /** receives single sentences for the operator */
  log?: (line: string) => void;
  /** PostgreSQL settings beside ours; tests switch durability off */
  settings?: Record<string, string | number>;
}

const ourSettings = {
  shared_buffers: '256MB',
  max_connections: 150, // eight processes with all their background work (kernel/jobs/runners.ts) need some 130
  synchronous_commit: 'on',
  jit: 'off', // our queries are short: compiling one costs more than running it
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u ',
  log_min_messages: 'warning',
  log_error_verbosity: 'terse', // details quote rows, and a log holds no personal content
  log_min_error_statement: 'panic',
};

/**
 * Brings up PostgreSQL from the binaries among our dependencies, on a Unix socket only.
 *
 * A PostgreSQL that already runs on this folder is used too: the command line works beside the server, and one whose
 * starter was killed is taken over. What is missing (cluster, roles, database, extensions) is made.
 *
 * @returns addresses that are ready for connections
 * @throws Error in plain words: no binaries for this machine, no reachable place, lost passwords, or the end of PostgreSQL's log
 */
export async function startEmbedded(options: Options): Promise<Embedded> {
  const { place, secrets } = await startCluster(options);
  let held = true;
  return {
    ownerUrl: addressOf(place, names.owner, secrets.owner),
    appUrl: addressOf(place, names.app, secrets.app),
    administrationUrl: addressOf(place, names.administration, secrets.administration),
    async stop() {
      if (!held) return;
      held = false;
      await stopCluster(place);
    },
  };
}

/** Starts or joins the cluster and notes this process as a holder; see `startEmbedded`. */
export async function startCluster({ dataDir, log = () => {}, settings }: Options): Promise<{ place: Place; secrets: Secrets }> {
  const place = findPlace(dataDir, log);
  return alone(place.home, 120, async () => {
    const secrets = readSecrets(place);
    if (!existsSync(place.cluster)) {
      log('making a new database');
      makeCluster(place, secrets.postgres);
    }
    const superuserUrl = (database: string) => addressOf(place, 'postgres', secrets.postgres, database);
    if (!(await join(place, superuserUrl, secrets, log))) {
      await startPostmaster(place, { ...ourSettings, ...settings });
      await prepareRoles(superuserUrl, secrets);
    }
    hold(place.home);
    return { place, secrets };
  });
}

/** Lets go of the cluster; the last holder ends it. */
export async function stopCluster(place: Place): Promise<void> {
  await alone(place.home, 120, async () => {
    if (release(place.home)) await stopPostmaster(place);
  });
}

/** The address of one database for the driver `pg`. The port is named so that PGPORT cannot change it. */
export function addressOf(place: Place, role: string, password: string, database: string = names.database): string {
  return `postgresql://${role}:${password}@localhost:5432/${database}?host=${encodeURIComponent(place.socketDir)}&sslmode=disable`;
}

/** Uses the PostgreSQL that runs already if it is well; ends it if it is not, so that a new one can start. */
async function join(
  place: Place,
  superuserUrl: (database: string) => string,
  secrets: Secrets,
  log: (line: string) => void,
): Promise<boolean> {
  const running = findRunning(place);
  if (running === null) return false;
  try {
    if (!running.ready) throw new Error('not ready');
    await prepareRoles(superuserUrl, secrets);
    return true;
  } catch {
    log(`ending a PostgreSQL that does not answer (process ${running.pid})`);
    await stopPostmaster(place);
    return false;
  }
}
