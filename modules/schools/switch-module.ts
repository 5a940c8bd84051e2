import type { Answer } from '#kernel/contract/contract.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import { schoolRow, switchModule } from '#kernel/module/save-school.ts';
import type { modulesContract } from './contract.ts';
import { refusals } from './refusals.ts';

/** The services of the installation as this school has them. */
export async function listModules(modules: readonly Module[], ctx: Ctx): Promise<Answer<typeof modulesContract>> {
  const { modulesOff } = await ctx.read((db) => schoolRow(db));
  const titleOf = (id: string) => modules.find((module) => module.id === id)?.title[ctx.language] ?? id;
  return {
    modules: modules.map((module) => ({
      id: module.id,
      title: module.title[ctx.language],
      bundle: module.tier.bundle,
      on: !modulesOff.includes(module.id),
      switchable: module.tier.switchable,
      uses: module.uses.filter((id) => modules.find((other) => other.id === id)?.tier.switchable).map(titleOf),
    })),
  };
}

/**
 * Switches a service on or off for the school. Off, it answers 404, stands in no menu and does nothing in the background; what it holds stays.
 *
 * @throws not found (404) for a service that does not exist
 * @throws `schools.not_switchable` (409) for what belongs to every school
 * @throws `schools.still_used` (409) switching off what others need, or on what needs something that is off
 */
export async function switchService(modules: readonly Module[], ctx: Ctx, moduleId: string, on: boolean): Promise<void> {
  const module = modules.find(({ id }) => id === moduleId) ?? notFound('module');
  if (!module.tier.switchable) throw refusals.notSwitchable({ module: module.title[ctx.language] });
  await ctx.write(async (db) => {
    const { modulesOff } = await schoolRow(db);
    const inTheWay = on
      ? modules.filter(({ id }) => module.uses.includes(id) && modulesOff.includes(id))
      : modules.filter(({ id, uses }) => uses.includes(moduleId) && !modulesOff.includes(id));
    if (inTheWay.length > 0) throw refusals.stillUsed({ modules: inTheWay.map(({ title }) => title[ctx.language]).join(', '), on });
    await switchModule(db, moduleId, on);
    await db.audit({ act: on ? 'schools.module_switched_on' : 'schools.module_switched_off', data: { module: moduleId } });
    db.afterCommit(() => ctx.schoolChanged());
  });
}
