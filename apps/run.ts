import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { openDoors } from '#kernel/admission/admission.ts';
import { keepDelivering } from '#kernel/events/delivery.ts';
import { watchConnections } from '#kernel/http/drain.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { buildServer } from '#kernel/http/server.ts';
import { startWorker } from '#kernel/jobs/worker.ts';
import { openLog } from '#kernel/log/log.ts';
import { closePlatform } from '#kernel/module/open-platform.ts';
import type { OpenDatabase } from './open-database.ts';
import { openJoined } from './open-joined.ts';
import { openProgram } from './open-program.ts';
import type { StartOptions } from './options.ts';
import { serveWeb } from './serve-web.ts';

/** A running server and worker in this process. */
export interface Running {
  platform: Platform;
  app: FastifyInstance;
  /**
   * Takes leave: finishes what is under way, loses no request, lets go of the database. Ends after `drainSeconds` in any case.
   *
   * @param replaced  another process of this machine serves on: there is time for idle connections, and nobody need be told before
   */
  stop(replaced?: boolean): Promise<void>;
}

/** A quarter of the jobs' and connections' time is left for letting go. */
const share = 0.75;
/** Where somebody else takes over, an idle connection may carry a request just now; where nobody does, that request finds nobody a moment later either. */
const graceMs = { taken: 5_000, alone: 300 };

/** Opens platform, server and worker over a migrated database; nothing listens yet. */
export async function run(
  options: Pick<StartOptions, 'dataDir' | 'origin'> & Partial<Pick<StartOptions, 'processes' | 'drainSeconds' | 'drainNoticeSeconds'>>,
  database: OpenDatabase,
): Promise<Running> {
  const { processes = 1, drainSeconds = 30, drainNoticeSeconds = 0 } = options;
  const log = openLog();
  const joined = openJoined(process.env['REDIS_URL'], log);
  let wake = () => {};
  const platform = await openProgram({ ...options, processes }, database, {
    log,
    joined,
    wakeDelivery: () => wake(),
  });
  const app = await buildServer(platform, process.env['SCHULHOF_ADMISSION'] === 'open' ? openDoors(platform.joined) : undefined);
  const leave = watchConnections(app, platform.state);
  const storeOrigin = platform.services.blobs.straight?.origin ?? null;
  await serveWeb(app, { distDir: fileURLToPath(new URL('../dist/web', import.meta.url)), storeOrigin });
  const delivery = keepDelivering(platform);
  wake = delivery.wake;
  const limitMs = drainSeconds * 1000;
  const concurrency = Math.max(1, Math.floor(8 / Math.max(2, processes)));
  const worker = await startWorker(platform, { appUrl: database.appUrl, concurrency, patienceMs: limitMs * share });

  const stop = async (replaced: boolean): Promise<void> => {
    const noticeMs = replaced ? 0 : drainNoticeSeconds * 1000;
    const jobs = worker.stop();
    await leave({ noticeMs, graceMs: replaced || noticeMs > 0 ? graceMs.taken : graceMs.alone, limitMs: noticeMs + limitMs * share });
    await app.close();
    await delivery.stop();
    await jobs;
    await closePlatform(platform);
    await joined.close();
  };
  return {
    platform,
    app,
    stop: async (replaced = false) => {
      const lastMs = limitMs + (replaced ? 0 : drainNoticeSeconds * 1000);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          log.warn('not everything was finished in time; ending in spite of it');
          resolve();
        }, lastMs);
      });
      await Promise.race([stop(replaced), late]).finally(() => clearTimeout(timer));
    },
  };
}
