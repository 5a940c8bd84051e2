import type { School } from '#kernel/module/school.ts';
import type { Caller, CallerFacts } from './caller.ts';
import { type Context, contextOf, contexts } from './capacity.ts';
import type { Permission } from './permission.ts';

/**
 * A caller from what is known of a person: the context asked for if they have it, else work before pupil before guardian;
 * the rights of that context's capacities by default, as changed by the school.
 *
 * @returns null when the person has no capacity here
 */
export function callerFrom(
  who: { identityId: string; deviceId: string },
  facts: CallerFacts,
  wanted: string | undefined,
  school: School,
  permissions: readonly Permission[],
): Caller | null {
  const has = contexts.filter((context) => facts.capacities.some((held) => contextOf(held.capacity) === context));
  const context: Context | undefined = has.find((candidate) => candidate === wanted) ?? has[0];
  if (context === undefined) return null;
  const held = facts.capacities.filter((entry) => contextOf(entry.capacity) === context);
  const limited = held.every((entry) => entry.divisionId !== null);
  const rights = permissionsOf(
    held.map((entry) => entry.capacity),
    school,
    permissions,
  );
  return {
    ...who,
    personId: facts.personId,
    name: facts.name,
    context,
    contexts: has,
    capacities: [...new Set(held.map((entry) => entry.capacity))],
    permissions: rights,
    divisionIds: limited ? [...new Set(held.flatMap((entry) => entry.divisionId ?? []))] : null,
    strong: facts.strong,
    strongNeeded: permissions.some(({ id, strong }) => strong && rights.has(id)),
    sharedDevice: facts.sharedDevice,
    atSeveralSchools: facts.atSeveralSchools,
  };
}

/** The rights of some capacities in a school. */
export function permissionsOf(
  held: readonly string[],
  school: Pick<School, 'grants'>,
  permissions: readonly Permission[],
): ReadonlySet<string> {
  const rights = new Set<string>();
  for (const permission of permissions) {
    for (const capacity of held) {
      const changed = permission.fixed ? undefined : school.grants.get(`${capacity} ${permission.id}`);
      if (changed ?? permission.defaults.some((name) => name === capacity)) rights.add(permission.id);
    }
  }
  return rights;
}
