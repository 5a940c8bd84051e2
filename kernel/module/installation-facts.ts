import { sql } from 'kysely';
import type { Db, PlatformDb } from '#kernel/db/db.ts';

/** A fact about the installation (kernel.installation), or undefined. */
export async function installationFact(db: Db | PlatformDb, key: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select value from kernel.installation where key = ${key}`.execute(db);
  return rows[0]?.value;
}

/** Sets a fact about the installation; `null` takes it away. Returns whether anything was there before. */
export async function setInstallationFact(db: Db | PlatformDb, key: string, value: unknown): Promise<boolean> {
  const gone = await sql`delete from kernel.installation where key = ${key}`.execute(db);
  if (value !== null) await sql`insert into kernel.installation (key, value) values (${key}, ${JSON.stringify(value)})`.execute(db);
  return (gone.numAffectedRows ?? 0n) > 0n;
}
