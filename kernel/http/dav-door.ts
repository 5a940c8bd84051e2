import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inSchool, onPlatform } from '#kernel/db/transaction.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Dav, Module } from '#kernel/module/manifest.ts';
import type { Platform } from './platform.ts';
import { limit } from './rate-limit.ts';
import { requestFacts } from './request-facts.ts';
import { backgroundCtx, callerCtx } from './school-ctx.ts';
import { callerIn, requireRight, schoolOf } from './school-routes.ts';
import { type Identified, requireOwnOrigin } from './session.ts';

const own = ['PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK'];

/**
 * The door for network drives: everything under `/dav/:school`. Programs show an app password (HTTP Basic, RFC 7617) with every request; cookies open nothing
 * here, and a browser that remembers the password is let in from our own pages only.
 */
export function addDav(app: FastifyInstance, platform: Platform, module: Module, dav: Dav): void {
  for (const method of own) app.addHttpMethod(method, { hasBody: true });
  app.register(async (scope) => {
    // bodies are files: left unread for the handler, whatever they say they are
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of ['/dav/:school', '/dav/:school/*'])
      scope.route({
        method: ['OPTIONS', 'GET', 'HEAD', 'PUT', 'DELETE', ...own],
        url,
        exposeHeadRoute: false,
        handler: (request, reply) => serve(platform, module, dav, request, reply),
      });
  });
}

async function serve(platform: Platform, module: Module, dav: Dav, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  requireOwnOrigin(request);
  const facts = requestFacts(platform, request, reply);
  const identity = await opened(platform, request);
  if (identity === null) {
    await limit(platform.counter, 'guess', { address: facts.address });
    reply.header('www-authenticate', 'Basic realm="Schulhof", charset="UTF-8"');
    throw kernelRefusals.notSignedIn();
  }
  const school = await schoolOf(platform, module, request);
  const who = { actorId: null, now: () => platform.clock.now(school.id) };
  const { caller, language } = await inSchool(platform.pools.teaching, school.id, true, who, (db) =>
    callerIn(platform, db, { school, who: identity }, request),
  );
  await limit(platform.counter, 'drive', { personId: caller.personId, address: facts.address });
  requireRight(platform, caller, dav.permission);
  return dav.run(
    callerCtx(platform, backgroundCtx(platform, school, 'teaching', caller.personId), caller, language, facts),
    request,
    reply,
  );
}

async function opened(platform: Platform, request: FastifyRequest): Promise<Identified | null> {
  const [, encoded] = /^basic ([\w+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (encoded === undefined) return null;
  const shown = Buffer.from(encoded, 'base64').toString();
  // the name before the colon is for people; the password alone says whose it is
  const password = shown.slice(shown.indexOf(':') + 1);
  const now = platform.clock.now(null);
  return onPlatform(
    platform.pools.teaching,
    false,
    () => now,
    async (db) => (await platform.devices.openedByAppPassword?.(db, password, now)) ?? null,
  );
}
