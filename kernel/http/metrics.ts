import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram } from 'prom-client';
import { addLaneMetrics } from '#kernel/admission/lane-metrics.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Platform } from './platform.ts';

/**
 * `/metrics` for Prometheus: from this machine, or with the token in `METRICS_TOKEN`. Routes and counts, never persons or schools. Of several processes on one
 * machine one answers, and says which it is.
 */
export function addMetrics(app: FastifyInstance, platform: Platform): void {
  const register = platform.metrics;
  register.clear(); // a server built anew counts anew
  collectDefaultMetrics({ register });
  addLaneMetrics(register);
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
    name: 'schulhof_processes_joined',
    help: '1 while this process reaches the others, 0 while it goes on alone',
    registers: [register],
    collect() {
      this.set(platform.joined.joined() ? 1 : 0);
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
