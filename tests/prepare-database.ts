import { modules } from '#apps/modules.ts';
import { migrate } from '#kernel/db/migrate.ts';
import { modulesInOrder } from '#kernel/module/check-modules.ts';

/** Brings the test database to the state of the program. */
export async function prepareDatabase({ ownerUrl }: { ownerUrl: string }): Promise<void> {
  await migrate({ ownerUrl, modules: modulesInOrder(modules), now: new Date() });
}
