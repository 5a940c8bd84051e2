import type { TestProject } from 'vitest/node';
import { startTestCluster, type TestDatabase } from '#kernel/db/embedded/for-tests.ts';
import { prepareDatabase } from './prepare-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** one database, migrated; tests keep apart by using schools of their own. `maintenanceUrl` is the superuser's */
    database: TestDatabase & { maintenanceUrl: string };
  }
}

/** Starts one PostgreSQL for the whole run of vitest, migrates it, tells the tests its addresses, and removes it at the end. */
export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...database } = await startTestCluster();
  try {
    await prepareDatabase(database);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('database', database);
  return stop;
}
