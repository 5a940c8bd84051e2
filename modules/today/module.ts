import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Ctx, PlatformCtx } from '#kernel/module/ctx.ts';
import { type Module, platformRoute, route } from '#kernel/module/manifest.ts';
import { composeToday, dayFor } from './compose.ts';
import { heuteContract, startContract } from './contract.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

/**
 * Heute, everybody's start page, composed of what all other modules say through their `today` slot.
 *
 * @param features  all other modules
 */
export function todayModule(features: readonly Module[]): Module {
  return {
    id: 'today',
    title: { de: 'Heute', en: 'Today' },
    uses: ['people'],
    zone: 'teaching',
    tier: { bundle: 'basis', switchable: false },
    navigation: [{ page: 'today.today', path: 'heute', title: { de: 'Heute', en: 'Today' }, icon: 'today', permissions: [], order: 10 }],
    routes: [
      route(startContract, null, (ctx) => start(features, ctx)),
      platformRoute(heuteContract, 'identity', (ctx, { query }) => heute(features, ctx, query)),
    ],
    live: [
      {
        // whatever a module tells one person to look at again may stand on their Heute
        name: 'person',
        wokenBy: features.flatMap((module) =>
          (module.live ?? []).filter(({ name }) => name === 'person').flatMap(({ wokenBy }) => wokenBy),
        ),
        mayFollow: async (ctx, _db, id) => id === ctx.caller.personId,
      },
    ],
    texts: { de, en },
    privacy: { holdsNothing: 'It shows what other modules hold and keeps nothing.' },
  };
}

/** Menu and day of one school in one transaction. */
async function start(features: readonly Module[], ctx: Ctx): Promise<Answer<typeof startContract>> {
  const day = await dayFor(ctx);
  return ctx.read(async (db) => {
    const composed = composeToday(features, ctx, db, day);
    const [{ today }, shell] = await Promise.all([
      composed,
      ctx.shell(
        db,
        composed.then(({ counts }) => counts),
      ),
    ]);
    return { shell, today };
  });
}

/** The day at all schools of a sign-in, each as the person it is there. */
async function heute(
  features: readonly Module[],
  ctx: PlatformCtx,
  query: Query<typeof heuteContract>,
): Promise<Answer<typeof heuteContract>> {
  const all = await ctx.inOwnSchools(query.context, async (there, db) => {
    if (there.school.slug === query.without) return null;
    const { today } = await composeToday(features, there, db, await dayFor(there));
    return { slug: there.school.slug, name: there.school.name, context: there.caller.context, today };
  });
  return { schools: all.flatMap(({ result }) => (result === null ? [] : [result])) };
}
