import type { Db } from '#kernel/db/db.ts';
import type { Zone } from '#kernel/db/pools.ts';
import { modulesInOrder } from '#kernel/module/check-modules.ts';
import type { Module } from '#kernel/module/manifest.ts';
import { kernelPrivacy } from './kernel-privacy.ts';
import type { HoldsPersons } from './privacy.ts';

/** One piece of what is held about a person: which module, which part of it, and plain JSON. */
export interface PersonPart {
  module: string;
  part: string;
  value: unknown;
}

/** An open transaction in each zone, of the same school. */
export type ZoneDbs = Readonly<Record<Zone, Db>>;

/**
 * Everything all modules and the kernel hold about one person in the school of the transactions, piece by piece, in the order of modules. Also of
 * modules that are switched off there: their privacy part stays.
 */
export async function* exportPerson(modules: readonly Module[], zones: ZoneDbs, personId: string): AsyncGenerator<PersonPart> {
  for (const { id, zone, privacy } of holders(modules)) {
    for await (const { part, value } of privacy.exportPerson(zones[zone], personId)) yield { module: id, part, value };
  }
}

/**
 * Takes one person out of all modules, those that use others before those they use, the kernel last; in the open transactions, so that it happens as a
 * whole or not at all. A module that forgets a column makes it fail at the reference to the person. May run twice.
 *
 * @returns rows erased or made nameless, by `schema.table.column`
 */
export async function erasePerson(modules: readonly Module[], zones: ZoneDbs, personId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { zone, privacy } of holders(modules).reverse()) {
    for (const [column, rows] of Object.entries(await privacy.erasePerson(zones[zone], personId)))
      counts[column] = (counts[column] ?? 0) + rows;
  }
  return counts;
}

/** The kernel first, then the modules in the order of `uses`. What stands above the schools is reached from teaching. */
function holders(modules: readonly Module[]): { id: string; zone: Zone; privacy: HoldsPersons }[] {
  return [
    { id: 'kernel', zone: 'teaching', privacy: kernelPrivacy },
    ...modulesInOrder(modules).flatMap(({ id, zone, privacy }) =>
      'holdsNothing' in privacy ? [] : [{ id, zone: zone === 'administration' ? zone : ('teaching' as const), privacy }],
    ),
  ];
}
