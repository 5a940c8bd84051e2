import { existsSync } from 'node:fs';
import type { Migrated } from '#kernel/db/migrate.ts';
import { modulesInOrder } from '#kernel/module/check-modules.ts';
import { modules } from './modules.ts';

/** All modules that have migrations, in the order of `uses`. */
export async function readMigrated(): Promise<readonly Migrated[]> {
  return modulesInOrder(modules).filter((module) => module.migrations !== undefined && existsSync(module.migrations));
}
