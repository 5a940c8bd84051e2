import type { FastifyInstance } from 'fastify';
import { inSchool } from '#kernel/db/transaction.ts';
import type { Module, RawRoute } from '#kernel/module/manifest.ts';
import type { Platform } from './platform.ts';
import { limit } from './rate-limit.ts';
import { requestFacts } from './request-facts.ts';
import { backgroundCtx, callerCtx } from './school-ctx.ts';
import { arrive, callerIn, requireRight } from './school-routes.ts';

/** Puts a route of bytes under `/api/:school`: the same door, then the handler has request and reply to itself. */
export function addRawRoute(app: FastifyInstance, platform: Platform, module: Module, route: RawRoute): void {
  app.route({
    method: route.method,
    url: `/api/:school${route.path}`,
    handler: async (request, reply) => {
      const arrived = await arrive(platform, module, request, reply);
      const { school } = arrived;
      const facts = requestFacts(platform, request, reply);
      const who = { actorId: null, now: () => platform.clock.now(school.id) };
      const { caller, language } = await inSchool(platform.pools.teaching, school.id, true, who, (db) =>
        callerIn(platform, db, arrived, request),
      );
      await limit(platform.counter, route.rate, { personId: caller.personId, address: facts.address });
      requireRight(platform, caller, route.permission);
      const zone = module.zone === 'administration' ? 'administration' : 'teaching';
      const base = backgroundCtx(platform, school, zone, caller.personId);
      return route.run(callerCtx(platform, base, caller, language, facts), request, reply);
    },
  });
}
