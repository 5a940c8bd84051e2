import cookie from '@fastify/cookie';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import { addLive } from '#kernel/live/socket.ts';
import { addDav } from './dav-door.ts';
import { answerErrors } from './error-answer.ts';
import { addHealth } from './health.ts';
import { kernelRoutes } from './kernel-routes.ts';
import { addMetrics } from './metrics.ts';
import { addOpenApi } from './openapi.ts';
import type { Platform } from './platform.ts';
import { addOpenRoute, addPlatformRoute } from './platform-routes.ts';
import { addRawRoute } from './raw-routes.ts';
import { addSchoolRoute } from './school-routes.ts';
import { headersOfAnswers } from './security-headers.ts';

/** JSON bodies are small; bytes go through raw routes. */
const bodyLimitBytes = 1_000_000;

/** The HTTP server of one process: every route of every module, the kernel's own, errors, health, metrics, OpenAPI, live. */
export async function buildServer(platform: Platform): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: bodyLimitBytes,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 400 },
    forceCloseConnections: 'idle', // a request under way is answered before the end
  });
  await app.register(cookie);
  await app.register(websocket, { options: { maxPayload: 1_000 } });
  // bytes of raw routes are left unread for their handlers
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  answerErrors(app, platform);
  headersOfAnswers(app);
  addMetrics(app, platform);
  addHealth(app, platform);
  addLive(app, platform);
  for (const entry of kernelRoutes(platform)) addSchoolRoute(app, platform, null, entry);
  for (const module of platform.modules) {
    for (const entry of module.routes ?? []) {
      if (entry.contract.scope === 'school') addSchoolRoute(app, platform, module, entry);
      else addPlatformRoute(app, platform, entry);
    }
    for (const entry of module.rawRoutes ?? []) addRawRoute(app, platform, module, entry);
    for (const entry of module.openRoutes ?? []) addOpenRoute(app, platform, entry);
    if (module.dav !== undefined) addDav(app, platform, module, module.dav);
  }
  addOpenApi(app, platform);
  return app;
}
