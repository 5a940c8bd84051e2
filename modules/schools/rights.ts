import { type Capacity, capacities, contextOf } from '#kernel/access/capacity.ts';
import { grantsOf, saveGrant } from '#kernel/access/grants.ts';
import type { Permission } from '#kernel/access/permission.ts';
import type { Answer } from '#kernel/contract/contract.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import type { rightsContract } from './contract.ts';
import { refusals } from './refusals.ts';

/**
 * Whether a school may give a capacity a right. Rights that need a second factor are work: pupils and guardians cannot have
 * them, whatever the school says, unless the program itself gives them by default.
 */
function isPossible(permission: Permission, capacity: Capacity): boolean {
  return !permission.fixed && (!permission.strong || contextOf(capacity) === 'work' || permission.defaults.includes(capacity));
}

/** Every right of every service that is on, with who has it now and who has it by default. */
export async function readRights(modules: readonly Module[], ctx: Ctx): Promise<Answer<typeof rightsContract>> {
  const grants = await ctx.read((db) => grantsOf(db));
  return {
    capacities: [...capacities],
    modules: modules
      .filter((module) => !ctx.school.modulesOff.has(module.id) && (module.permissions?.length ?? 0) > 0)
      .map((module) => ({
        module: module.id,
        title: module.title[ctx.language],
        rights: (module.permissions ?? []).map((permission) => ({
          id: permission.id,
          title: permission.title[ctx.language],
          strong: permission.strong ?? false,
          fixed: permission.fixed ?? false,
          cells: capacities.map((capacity) => {
            const byDefault = permission.defaults.includes(capacity);
            const changed = permission.fixed ? undefined : grants.get(`${capacity} ${permission.id}`);
            return { capacity, byDefault, granted: changed ?? byDefault, possible: isPossible(permission, capacity) };
          }),
        })),
      })),
  };
}

/**
 * Gives a capacity a right in this school, takes it away, or goes back to the default. Holds with the next request.
 *
 * @throws not found (404) for a right that does not exist
 * @throws `schools.fixed_right` (409) for rights that are the same everywhere
 * @throws `schools.not_for_capacity` (422) for rights of work that pupils and guardians cannot have
 */
export async function changeRight(
  modules: readonly Module[],
  ctx: Ctx,
  permissionId: string,
  wish: { capacity: Capacity; granted: boolean | null },
): Promise<void> {
  const permission = modules.flatMap((module) => module.permissions ?? []).find(({ id }) => id === permissionId) ?? notFound('right');
  if (permission.fixed) throw refusals.fixedRight({ right: permission.title[ctx.language] });
  if (wish.granted === true && !isPossible(permission, wish.capacity))
    throw refusals.notForCapacity({ right: permission.title[ctx.language] });
  const isDefault = wish.granted === permission.defaults.includes(wish.capacity);
  await ctx.write(async (db) => {
    await saveGrant(db, { capacity: wish.capacity, permission: permissionId, granted: isDefault ? null : wish.granted });
    await db.audit({ act: 'schools.right_changed', data: { right: permissionId, capacity: wish.capacity, granted: wish.granted } });
    db.afterCommit(() => ctx.schoolChanged());
  });
}
