import type { WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Platform } from '#kernel/http/platform.ts';

/** Advisory locks of this kind: one per worker that lives. Any number of our own; the second half of the key is the worker's. */
const kind = 730_042;

/** How often jobs of the dead are looked for. A job taken a moment ago may belong to a worker whose lock is still under way. */
const everyMs = 20_000;
const graceSeconds = 10;

/**
 * Jobs are marked with the worker that does them. A process that is killed leaves its marks behind, and the queue itself would believe them for four hours. So
 * each worker holds an advisory lock as long as its connection lives, and each frees from time to time the jobs of those whose lock can be had.
 */
export function holdJobs(platform: Platform, appUrl: string, events: WorkerEvents): { stop(): Promise<void> } {
  const mine = new Set<string>();
  const held = new Set<string>();
  let opening: Promise<pg.Client> | null = null;
  let stopped = false;
  events.on('pool:create', ({ workerPool }) => {
    mine.add(workerPool.id);
    void look();
  });

  const open = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({
      connectionString: appUrl,
      application_name: 'schulhof jobs',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    fresh.on('error', forget);
    await fresh.connect().catch((fault) => {
      forget();
      throw fault;
    });
    return fresh;
  };
  /** It is opened anew at the next look. */
  const forget = (): void => {
    opening = null;
    held.clear();
  };
  /** Several workers begin in one process, one after the other: each is held as soon as it is known. */
  const connect = async (): Promise<pg.Client> => {
    opening ??= open();
    const client = await opening;
    const more = [...mine].filter((id) => !held.has(id));
    for (const id of more) held.add(id);
    await client.query(`select pg_advisory_lock_shared(${kind}, hashtext(id)) from unnest($1::text[]) id`, [more]);
    return client;
  };
  const lookNow = async (): Promise<void> => {
    try {
      await freeJobsOfTheDead(await connect(), [...mine]);
    } catch (error) {
      platform.log.warn({ err: error }, 'jobs of ended processes could not be looked for; trying again');
    }
  };
  let looked = Promise.resolve();
  /** One look after the other: they share a connection. */
  const look = (): Promise<void> => {
    looked = looked.then(lookNow);
    return looked;
  };
  const timer = setInterval(() => void (stopped || look()), everyMs * (0.75 + Math.random() / 2));
  timer.unref();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await opening?.then((client) => client.end()).catch(() => {});
    },
  };
}

/** An exclusive lock is only to be had when no other session holds it: the worker is gone, on whichever machine it was. Our own would not stand in our way. */
async function freeJobsOfTheDead(client: pg.Client, mine: string[]): Promise<void> {
  await client.query(
    `with dead as materialized (
       select locked_by from (select distinct j.locked_by from graphile_worker._private_jobs j
         where j.locked_by is not null and j.locked_at < now() - make_interval(secs => $1)) marked
       where locked_by <> all($2) and pg_try_advisory_xact_lock(${kind}, hashtext(locked_by)))
     select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`,
    [graceSeconds, mine],
  );
}
