import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from './platform.ts';

/** `/healthz`: 200 when this process can serve, 503 when it reaches no database or takes leave: a load balancer then sends nobody any more. */
export function addHealth(app: FastifyInstance, platform: Platform): void {
  app.get('/healthz', async (_request, reply) => {
    const database = await onPlatform(
      platform.pools.teaching,
      true,
      () => new Date(),
      (db) => sql`select 1`.execute(db),
    ).then(
      () => true,
      () => false,
    );
    const status = platform.state.draining ? 'draining' : database ? 'ok' : 'no database';
    return reply
      .status(status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status, version: platform.version });
  });
}
