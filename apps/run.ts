import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { keepDelivering } from '#kernel/events/delivery.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { redisCounter } from '#kernel/http/redis-counter.ts';
import { buildServer } from '#kernel/http/server.ts';
import { startWorker } from '#kernel/jobs/worker.ts';
import { redisHub } from '#kernel/live/hub.ts';
import { openLog } from '#kernel/log/log.ts';
import { closePlatform, openPlatform } from '#kernel/module/open-platform.ts';
import { modules } from './modules.ts';
import type { OpenDatabase } from './open-database.ts';
import { openServices } from './open-services.ts';
import type { StartOptions } from './options.ts';
import { openRedis } from './redis.ts';
import { serveWeb } from './serve-web.ts';
import { version } from './version.ts';

/** A running server and worker in this process. */
export interface Running {
  platform: Platform;
  app: FastifyInstance;
  /** Serves no new request, finishes what runs, lets go of the database. */
  stop(): Promise<void>;
}

/** Opens platform, server and worker over a migrated database; nothing listens yet. */
export async function run(options: StartOptions, database: OpenDatabase): Promise<Running> {
  const redis = openRedis(process.env['REDIS_URL']);
  let wake = () => {};
  const platform = await openPlatform({
    modules,
    appUrl: database.appUrl,
    administrationUrl: database.administrationUrl,
    services: await openServices(options.dataDir, options.origin, process.env),
    log: openLog(),
    version,
    wakeDelivery: () => wake(),
    ...(redis === null ? {} : { hub: redisHub(redis.publisher, redis.subscriber), counter: redisCounter(redis.publisher) }),
  });
  const app = await buildServer(platform);
  const storeOrigin = platform.services.blobs.straight?.origin ?? null;
  await serveWeb(app, { distDir: fileURLToPath(new URL('../dist/web', import.meta.url)), storeOrigin });
  const delivery = keepDelivering(platform);
  wake = delivery.wake;
  const worker = await startWorker(platform, { appUrl: database.appUrl });
  return {
    platform,
    app,
    stop: async () => {
      await app.close();
      await delivery.stop();
      await worker.stop();
      await closePlatform(platform);
      redis?.close();
    },
  };
}
