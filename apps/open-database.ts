import { startEmbedded } from '#kernel/db/embedded/start.ts';
import { migrate } from '#kernel/db/migrate.ts';
import { checkModules } from '#kernel/module/check-modules.ts';
import { modules } from './modules.ts';
import type { StartOptions } from './options.ts';

export interface OpenDatabase {
  appUrl: string;
  administrationUrl: string;
  stop(): Promise<void>;
}

/** A migrated database: the outside one, or the embedded one in the data folder. */
export async function openDatabase(
  options: Pick<StartOptions, 'database' | 'dataDir'>,
  log: (line: string) => void,
): Promise<OpenDatabase> {
  const embedded = options.database === null ? await startEmbedded({ dataDir: options.dataDir, log }) : null;
  const database = embedded ?? options.database;
  if (database === null) throw new Error('neither an outside nor an embedded database');
  const stop = async (): Promise<void> => embedded?.stop();
  try {
    const ran = await migrate({ ownerUrl: database.ownerUrl, modules: checkModules(modules), now: new Date() });
    if (ran.length > 0) log(`${ran.length} migrations applied`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { appUrl: database.appUrl, administrationUrl: database.administrationUrl, stop };
}
