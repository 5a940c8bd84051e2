import type { Answer } from '#kernel/contract/contract.ts';
import { kernelRefusals, notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import { schoolRow, updateSchool } from '#kernel/module/save-school.ts';
import { valuesOfSchool } from '#kernel/settings/own-values.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import type { Setting } from '#kernel/settings/setting.ts';
import { settingWords } from '#kernel/settings/words.ts';
import type { settingsContract } from './contract.ts';

/** What a school can set: its own settings, and for those of persons what holds until somebody chooses otherwise. */
function schoolCanSet(setting: Setting): setting is Setting & { scope: 'school' | 'person' } {
  return setting.scope === 'school' || setting.scope === 'person';
}

/** Settings of all services that are on, each with what holds for the school now. */
export async function readSettings(modules: readonly Module[], ctx: Ctx): Promise<Answer<typeof settingsContract>> {
  return ctx.read(async (db) => {
    const { name, slug, state, authority, accent } = await schoolRow(db);
    const own = await valuesOfSchool(db);
    const groups = [];
    for (const module of modules) {
      if (ctx.school.modulesOff.has(module.id)) continue;
      const settings = [];
      for (const setting of (module.settings ?? []).filter(schoolCanSet)) {
        // as many statements as there are settings, which are the program's, not the school's
        const value = await ctx.setting(db, setting);
        settings.push({
          id: setting.id,
          title: setting.title[ctx.language],
          scope: setting.scope,
          type: setting.type,
          value,
          own: own.has(setting.id),
          words: settingWords(module.texts, setting.id, ctx.language),
        });
      }
      if (settings.length > 0) groups.push({ module: module.id, title: module.title[ctx.language], settings });
    }
    return { school: { name, slug, state, authority, accent }, modules: groups };
  });
}

/**
 * Sets one setting for the school, or takes the school's own value back.
 *
 * @throws not found (404) for a setting no service of this school has
 * @throws `kernel.bad_request` (400) for a value that does not fit its type
 */
export async function changeSetting(
  modules: readonly Module[],
  ctx: Ctx,
  settingId: string,
  wish: { value?: unknown; reset?: boolean },
): Promise<void> {
  const setting = modules
    .filter((module) => !ctx.school.modulesOff.has(module.id))
    .flatMap((module) => module.settings ?? [])
    .find(({ id }) => id === settingId);
  if (setting === undefined || !schoolCanSet(setting)) notFound('setting');
  const reset = wish.reset === true;
  if (!reset && (wish.value === undefined || wish.value === null)) throw kernelRefusals.badRequest({ place: 'body/value' });
  await ctx.write(async (db) => {
    // saveSetting checks the value against the setting's own type
    await saveSetting(db, setting, reset ? null : (wish.value as never));
    await db.audit({ act: 'schools.setting_changed', data: { setting: settingId, reset } });
  });
}

/** Changes the school's name and colour; both are seen at once by everybody. */
export async function changeSchool(ctx: Ctx, change: { name?: string; accent?: string | null }): Promise<void> {
  await ctx.write(async (db) => {
    await updateSchool(db, { name: change.name?.trim(), accent: change.accent });
    await db.audit({ act: 'schools.school_changed', data: { name: change.name !== undefined, accent: change.accent !== undefined } });
    db.afterCommit(() => ctx.schoolChanged());
  });
}
