import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#kernel/access/caller.ts';
import { callerFrom } from '#kernel/access/rights.ts';
import type { Db } from '#kernel/db/db.ts';
import { inSchool } from '#kernel/db/transaction.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module, Route } from '#kernel/module/manifest.ts';
import type { School } from '#kernel/module/school.ts';
import { chooseLanguage, type Language } from '#kernel/texts/texts.ts';
import { once } from './idempotency.ts';
import { type Platform, wakeAfter } from './platform.ts';
import { limit } from './rate-limit.ts';
import { inputReader } from './read-input.ts';
import { requestFacts } from './request-facts.ts';
import { backgroundCtx, callerCtx, requestCtx } from './school-ctx.ts';
import { type Identified, identify, requireOwnOrigin } from './session.ts';

export const contextCookie = 'schulhof_context';

interface Arrived {
  school: School;
  who: Identified;
}

/** The door of every school route: own origin, session, school, module switched on. The same 404 for every "not here". */
export async function arrive(platform: Platform, module: Module | null, request: FastifyRequest, reply: FastifyReply): Promise<Arrived> {
  requireOwnOrigin(request);
  const who = await identify(platform, request, reply);
  if (who === null) throw kernelRefusals.notSignedIn();
  return { school: await schoolOf(platform, module, request), who };
}

/**
 * The school of the address, if the module is on there.
 *
 * @throws `kernel.not_found` (404)
 */
export async function schoolOf(platform: Platform, module: Module | null, request: FastifyRequest): Promise<School> {
  const { school: slug } = request.params as { school: string }; // every school route has this parameter
  const school = await platform.schools.bySlug(slug);
  if (school === null || (module !== null && school.modulesOff.has(module.id))) throw kernelRefusals.notFound();
  return school;
}

/**
 * Who calls, in the open transaction: one statement.
 *
 * @throws `kernel.not_found` (404) for people without a person in this school, `kernel.not_signed_in` (401) on a closed device
 */
export async function callerIn(
  platform: Platform,
  db: Db,
  { school, who }: Arrived,
  request: FastifyRequest,
): Promise<{ caller: Caller; language: Language }> {
  const facts = await platform.callers(db, who, platform.clock.now(school.id));
  const caller = facts === null ? null : callerFrom(who, facts, request.cookies[contextCookie], school, platform.permissions);
  if (caller === null) {
    // a device that was closed elsewhere is signed out at once, although its access token still looks good
    const open = facts !== null || ((await platform.devices.isOpen?.(db, who, platform.clock.now(school.id))) ?? true);
    throw open ? kernelRefusals.notFound() : kernelRefusals.notSignedIn();
  }
  return { caller, language: chooseLanguage(facts?.language, request.headers['accept-language']) };
}

/**
 * Refuses a caller without the right, or without a second factor where the right asks for one.
 *
 * @throws `kernel.forbidden` (403), `kernel.second_factor_needed` (403)
 */
export function requireRight(platform: Platform, caller: Caller, permission: string | null): void {
  if (permission === null) return;
  if (!caller.permissions.has(permission)) throw kernelRefusals.forbidden();
  if (!caller.strong && platform.permissions.find(({ id }) => id === permission)?.strong) throw kernelRefusals.secondFactorNeeded();
}

/** Puts a module's school routes under `/api/:school`. */
export function addSchoolRoute(app: FastifyInstance, platform: Platform, module: Module | null, route: Route): void {
  const { contract } = route;
  const read = inputReader(contract);
  const name = `${contract.method} ${contract.path}`;
  const readOnly = contract.method === 'GET';
  const zone = module?.zone === 'administration' ? 'administration' : 'teaching';
  // route() has bound the handler to this contract's types
  const run = route.run as (ctx: Ctx, input: unknown) => Promise<unknown>;

  app.route({
    method: contract.method,
    url: `/api/:school${contract.path}`,
    schema: { response: { 200: contract.answer } },
    handler: async (request, reply) => {
      const arrived = await arrive(platform, module, request, reply);
      const input = read(request);
      const { school } = arrived;
      const facts = requestFacts(platform, request, reply);
      const now = () => platform.clock.now(school.id);
      // set once the caller is known
      const who: { actorId: string | null; now: () => Date } = { actorId: null, now };
      const open = { ...arrived, request };

      const prepare = async (db: Db) => {
        const { caller, language } = await callerIn(platform, db, open, request);
        await limit(platform.counter, route.rate, { personId: caller.personId, address: facts.address });
        requireRight(platform, caller, route.permission);
        who.actorId = caller.personId;
        return { caller, language };
      };
      if (route.transaction === 'own' || zone === 'administration') {
        const { caller, language } = await inSchool(platform.pools.teaching, school.id, true, who, prepare);
        const base = backgroundCtx(platform, school, zone, caller.personId);
        return run(callerCtx(platform, base, caller, language, facts), input);
      }
      return inSchool(platform.pools.teaching, school.id, readOnly, who, async (db) => {
        const { caller, language } = await prepare(db);
        const ctx = requestCtx(
          callerCtx(platform, backgroundCtx(platform, school, zone, caller.personId), caller, language, facts),
          db,
          readOnly,
        );
        const key = request.headers['idempotency-key'];
        if (!readOnly) wakeAfter(platform, db);
        const answer =
          readOnly || typeof key !== 'string'
            ? await run(ctx, input)
            : await once(db, { personId: caller.personId, route: name, key: key.slice(0, 100), content: input, now: now() }, () =>
                run(ctx, input),
              );
        if (platform.showStatements) reply.header('x-statements', String(db.statementCount()));
        return answer;
      });
    },
  });
}
