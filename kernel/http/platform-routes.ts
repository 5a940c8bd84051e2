import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inSchool, onPlatform } from '#kernel/db/transaction.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { PlatformCtx } from '#kernel/module/ctx.ts';
import type { OpenRoute, Route } from '#kernel/module/manifest.ts';
import { resolveSetting } from '#kernel/settings/resolve.ts';
import { chooseLanguage } from '#kernel/texts/texts.ts';
import { inOwnSchools } from './own-schools.ts';
import { type Platform, wakeAfter } from './platform.ts';
import { limit } from './rate-limit.ts';
import { inputReader } from './read-input.ts';
import { requestFacts } from './request-facts.ts';
import { clearSession, type Identified, identify, requireOwnOrigin, startSession } from './session.ts';
import { leaveOut } from './spare.ts';

/** Puts a route above the schools under `/api`. */
export function addPlatformRoute(app: FastifyInstance, platform: Platform, route: Route): void {
  const { contract } = route;
  const read = inputReader(contract);
  // platformRoute() has bound the handler to this contract's types
  const run = route.run as (ctx: PlatformCtx, input: unknown) => Promise<unknown>;
  app.route({
    method: contract.method,
    url: `/api${contract.path}`,
    schema: { response: { 200: contract.answer } },
    handler: async (request, reply) => {
      leaveOut(platform, route);
      requireOwnOrigin(request);
      const identity = await identify(platform, request, reply);
      if (identity === null && route.audience === 'identity') throw kernelRefusals.notSignedIn();
      const ctx = platformCtx(platform, request, reply, identity);
      await limit(platform.counter, route.rate, { address: ctx.request.address, ...(identity ? { personId: identity.identityId } : {}) });
      return run(ctx, read(request));
    },
  });
}

/** Puts a route of bytes for everybody under `/api`: limited by source, then the handler has request and reply to itself. */
export function addOpenRoute(app: FastifyInstance, platform: Platform, route: OpenRoute): void {
  app.route({
    method: route.method,
    url: `/api${route.path}`,
    handler: async (request, reply) => {
      const ctx = platformCtx(platform, request, reply, null);
      await limit(platform.counter, route.rate, { address: ctx.request.address });
      return route.run(ctx, request, reply);
    },
  });
}

function platformCtx(platform: Platform, request: FastifyRequest, reply: FastifyReply, identity: Identified | null): PlatformCtx {
  const now = () => platform.clock.now(null);
  const pool = platform.pools.teaching;
  return {
    now,
    identity,
    language: chooseLanguage(request.cookies['schulhof_language'], request.headers['accept-language']),
    request: requestFacts(platform, request, reply),
    session: {
      start: (session) => startSession(platform, request, reply, session),
      clear: () => clearSession(request, reply),
    },
    services: platform.services,
    log: platform.log,
    isFull: () => platform.load.full(),
    read: (work) => onPlatform(pool, true, now, work),
    write: (work) =>
      onPlatform(pool, false, now, (db) => {
        wakeAfter(platform, db);
        return work(db);
      }),
    countTry: async (key, most, windowSeconds) => {
      if ((await platform.counter.add(`try:${key}`, windowSeconds)) > most)
        throw kernelRefusals.tooMany({ retryAfterSeconds: windowSeconds });
    },
    inSchool: (schoolId, work) =>
      inSchool(pool, schoolId, false, { actorId: null, now }, (db) => {
        wakeAfter(platform, db);
        return work(db);
      }),
    inOwnSchools: async (wished, work) =>
      identity === null ? [] : inOwnSchools(platform, identity, request, requestFacts(platform, request, reply), wished, work),
    schoolBySlug: (slug) => platform.schools.bySlug(slug),
    setting: (db, school, setting) => resolveSetting(db, school, setting),
  };
}
