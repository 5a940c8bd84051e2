import type { Static } from 'typebox';
import type { Db } from '#kernel/db/db.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Navigation } from '#kernel/module/manifest.ts';
import type { Shell } from '#kernel/module/shell-contract.ts';
import type { Platform } from './platform.ts';

/** Entries of the menu this caller may open, in order. */
export function visiblePages(platform: Platform, ctx: Ctx): Navigation[] {
  return platform.modules
    .filter((module) => !ctx.school.modulesOff.has(module.id))
    .flatMap((module) => module.navigation ?? [])
    .filter(({ contexts }) => contexts === undefined || contexts.includes(ctx.caller.context))
    .filter(({ permissions }) => permissions.length === 0 || permissions.some((right) => ctx.caller.permissions.has(right)))
    .sort((one, other) => one.order - other.order);
}

/** Everything around a page, within the caller's transaction; one statement besides the caller's own for people at several schools. */
export async function shellFor(
  platform: Platform,
  ctx: Ctx,
  db: Db,
  counts: Promise<Record<string, number>>,
): Promise<Static<typeof Shell>> {
  const { caller, school, language } = ctx;
  const own = [{ slug: school.slug, name: school.name }];
  const [schools, counted] = await Promise.all([caller.atSeveralSchools ? platform.devices.schoolsOf(db, caller.identityId) : own, counts]);
  return {
    school: { slug: school.slug, name: school.name, accent: school.accent, demo: platform.installation.demo },
    person: {
      id: caller.personId,
      name: caller.name,
      context: caller.context,
      contexts: [...caller.contexts],
      capacities: [...caller.capacities],
      addressing: caller.context === 'pupil' ? 'du' : 'sie',
    },
    schools,
    language,
    sharedDevice: caller.sharedDevice,
    navigation: visiblePages(platform, ctx).map(({ page, path, icon, title }) => ({
      page,
      path,
      icon,
      title: title[language],
      count: counted[page] ?? null,
    })),
    permissions: [...caller.permissions],
    modules: platform.modules.filter((module) => !school.modulesOff.has(module.id)).map((module) => module.id),
  };
}
