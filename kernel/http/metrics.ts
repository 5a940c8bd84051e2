import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Platform } from './platform.ts';

/** `/metrics` for Prometheus: from this machine, or with the token in `METRICS_TOKEN`. Routes and counts, never persons or schools. */
export function addMetrics(app: FastifyInstance, platform: Platform): void {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const durations = new Histogram({
    name: 'schulhof_request_seconds',
    help: 'Duration of requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [register],
  });
  new Gauge({
    name: 'schulhof_live_followers',
    help: 'Topics followed by open pages',
    registers: [register],
    collect() {
      this.set(platform.hub.followers());
    },
  });
  new Gauge({
    name: 'schulhof_database_connections',
    help: 'Connections of the pool by state',
    labelNames: ['state'],
    registers: [register],
    collect() {
      const { totalCount, idleCount, waitingCount } = platform.pools.teaching;
      this.set({ state: 'busy' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waiting' }, waitingCount);
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    durations.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
  app.get('/metrics', async (request, reply) => {
    const token = process.env['METRICS_TOKEN'];
    const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip);
    const allowed = token === undefined ? local : request.headers.authorization === `Bearer ${token}`;
    if (!allowed) throw kernelRefusals.notFound();
    return reply.type(register.contentType).send(await register.metrics());
  });
}
