import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, CallerFacts } from '#kernel/access/caller.ts';
import { callerFrom } from '#kernel/access/rights.ts';
import type { Db } from '#kernel/db/db.ts';
import { inSchool } from '#kernel/db/transaction.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module, Route } from '#kernel/module/manifest.ts';
import type { School } from '#kernel/module/school.ts';
import { chooseLanguage, type Language } from '#kernel/texts/texts.ts';
import { guessing } from './guessed-facts.ts';
import { once } from './idempotency.ts';
import { type Platform, wakeAfter } from './platform.ts';
import { limit } from './rate-limit.ts';
import { inputReader } from './read-input.ts';
import { requestFacts } from './request-facts.ts';
import { backgroundCtx, callerCtx, requestCtx } from './school-ctx.ts';
import { type Identified, identify, requireOwnOrigin } from './session.ts';
import { leaveOut } from './spare.ts';

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

interface Called {
  caller: Caller;
  language: Language;
}

/**
 * Who calls, in the open transaction: one statement.
 *
 * @throws `kernel.not_found` (404) for people without a person in this school, `kernel.not_signed_in` (401) on a closed device
 */
export async function callerIn(platform: Platform, db: Db, { school, who }: Arrived, request: FastifyRequest): Promise<Called> {
  return callerOf(platform, db, { school, who }, request, await platform.callers(db, who, platform.clock.now(school.id)));
}

/** The same, where the facts are known. */
async function callerOf(
  platform: Platform,
  db: Db,
  { school, who }: Arrived,
  request: FastifyRequest,
  facts: CallerFacts | null,
): Promise<Called> {
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
      leaveOut(platform, route);
      const arrived = await arrive(platform, module, request, reply);
      const input = read(request);
      const { school } = arrived;
      const facts = requestFacts(platform, request, reply);
      const now = () => platform.clock.now(school.id);
      // set once the caller is known
      const who: { actorId: string | null; now: () => Date } = { actorId: null, now };

      const check = async ({ caller, language }: Called) => {
        await limit(platform.counter, route.rate, { personId: caller.personId, address: facts.address });
        requireRight(platform, caller, route.permission);
        who.actorId = caller.personId;
        return { caller, language };
      };
      const ctxFor = ({ caller, language }: Called) =>
        callerCtx(platform, backgroundCtx(platform, school, zone, caller.personId), caller, language, facts);
      const inOne = (work: (db: Db) => Promise<unknown>) =>
        inSchool(platform.pools.teaching, school.id, readOnly, who, async (db) => {
          const answer = await work(db);
          if (platform.showStatements) reply.header('x-statements', String(db.statementCount()));
          return answer;
        });

      if (route.transaction === 'own' || zone === 'administration') {
        const called = await inSchool(platform.pools.teaching, school.id, true, who, async (db) =>
          check(await callerIn(platform, db, arrived, request)),
        );
        return run(ctxFor(called), input);
      }
      if (readOnly) {
        const readAs = (db: Db) => async (known: CallerFacts | null) => {
          const called = await check(await callerOf(platform, db, arrived, request, known));
          return run(requestCtx(ctxFor(called), db, true), input);
        };
        const look = (db: Db) => platform.callers(db, arrived.who, now());
        // a wrong guess counts twice, which matters where few are allowed
        if (route.rate !== 'ordinary') return inOne(async (db) => readAs(db)(await look(db)));
        return guessing((guess) => inOne((db) => guess(school.id, arrived.who, () => look(db), readAs(db))));
      }
      return inOne(async (db) => {
        const called = await check(await callerIn(platform, db, arrived, request));
        const work = () => run(requestCtx(ctxFor(called), db, false), input);
        wakeAfter(platform, db);
        const key = request.headers['idempotency-key'];
        if (typeof key !== 'string') return work();
        return once(db, { personId: called.caller.personId, route: name, key: key.slice(0, 100), content: input, now: now() }, work);
      });
    },
  });
}
