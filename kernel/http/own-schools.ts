import type { FastifyRequest } from 'fastify';
import type { Context } from '#kernel/access/capacity.ts';
import { callerFrom } from '#kernel/access/rights.ts';
import type { Db } from '#kernel/db/db.ts';
import { inSchool, onPlatform } from '#kernel/db/transaction.ts';
import type { Ctx, RequestFacts } from '#kernel/module/ctx.ts';
import type { School } from '#kernel/module/school.ts';
import { chooseLanguage } from '#kernel/texts/texts.ts';
import type { Platform } from './platform.ts';
import { backgroundCtx, callerCtx, requestCtx } from './school-ctx.ts';
import type { Identified } from './session.ts';

/**
 * Runs reading work in each school of a sign-in, as the person it is there: one read-only transaction per school, one
 * after the other, in the order in which the sign-in's schools are listed. Schools in which the person has no capacity today are left out.
 *
 * @param wished  context to act in where the person has it; else the first they have
 */
export async function inOwnSchools<R>(
  platform: Platform,
  who: Identified,
  request: FastifyRequest,
  facts: RequestFacts,
  wished: Context | undefined,
  work: (ctx: Ctx, db: Db) => Promise<R>,
): Promise<{ school: School; result: R }[]> {
  const now = () => platform.clock.now(null);
  const listed = await onPlatform(platform.pools.teaching, true, now, (db) => platform.devices.schoolsOf(db, who.identityId));
  const answers: { school: School; result: R }[] = [];
  for (const { slug } of listed) {
    const school = await platform.schools.bySlug(slug);
    if (school === null) continue;
    const here = () => platform.clock.now(school.id);
    const answer = await inSchool(platform.pools.teaching, school.id, true, { actorId: null, now: here }, async (db) => {
      const known = await platform.callers(db, who, here());
      const caller = known === null ? null : callerFrom(who, known, wished, school, platform.permissions);
      if (caller === null) return null;
      const language = chooseLanguage(known?.language, request.headers['accept-language']);
      const ctx = callerCtx(platform, backgroundCtx(platform, school, 'teaching', caller.personId), caller, language, facts);
      return { result: await work(requestCtx(ctx, db, true), db) };
    });
    if (answer !== null) answers.push({ school, ...answer });
  }
  return answers;
}
