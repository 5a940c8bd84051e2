import { createServer } from 'node:http';
import cookie from '@fastify/cookie';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import { type Admission, openAdmission } from '#kernel/admission/admission.ts';
import { cookiesOfDoor, door } from '#kernel/admission/door.ts';
import { addLive } from '#kernel/live/socket.ts';
import { addStatusParts } from '#kernel/status/parts.ts';
import { addDav } from './dav-door.ts';
import { answerErrors } from './error-answer.ts';
import { addHealth } from './health.ts';
import { kernelRoutes } from './kernel-routes.ts';
import { lasting } from './lasting.ts';
import { addMetrics } from './metrics.ts';
import { addOpenApi } from './openapi.ts';
import type { Platform } from './platform.ts';
import { addOpenRoute, addPlatformRoute } from './platform-routes.ts';
import { addRawRoute } from './raw-routes.ts';
import { addSchoolRoute } from './school-routes.ts';
import { headersOfAnswers } from './security-headers.ts';

/** JSON bodies are small; bytes go through raw routes. */
const bodyLimitBytes = 1_000_000;

/** Browsers keep a line open between two clicks; load balancers close theirs before we do. */
const keepAliveMs = 72_000;

/** The HTTP server of one process: the door, then every route of every module, the kernel's own, errors, health, metrics, OpenAPI, live. */
export async function buildServer(
  platform: Platform,
  admission: Admission = openAdmission(platform.joined, platform.pools),
): Promise<FastifyInstance> {
  const { load, say } = platform;
  const options = { admission, key: platform.services.secrets.sessionKey, ...doorways(platform), leavesOut: () => load.full(), say };
  const app = fastify({
    serverFactory: (handler) => createServer({ keepAliveTimeout: keepAliveMs, requestTimeout: 0 }, door(options, handler)),
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
  app.addHook('onSend', async (request, reply) => {
    const given = cookiesOfDoor(request.raw);
    if (given !== undefined) reply.header('set-cookie', given);
  });
  app.addHook('onClose', async () => admission.stop());
  const fullness = lasting(() => admission.full);
  platform.load.full = fullness.holds;
  app.addHook('onClose', async () => fullness.stop());
  addMetrics(app, platform);
  addHealth(app, platform);
  addStatusParts(app, platform, () => admission.waiting());
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

/** Addresses that are open to who is not signed in: where something dear begins, and what is only read. */
function doorways({ modules }: Platform): { begins: ReadonlySet<string>; open: ReadonlySet<string> } {
  const anyone = modules.flatMap(({ routes = [] }) => routes.filter(({ audience }) => audience === 'anyone'));
  const paths = (routes: typeof anyone) => new Set(routes.map(({ contract }) => `/api${contract.path}`));
  return { begins: paths(anyone.filter(({ begins }) => begins)), open: paths(anyone.filter(({ contract }) => contract.method === 'GET')) };
}
