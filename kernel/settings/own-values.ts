import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';

/** What the school itself has set (not its people, nobody above it): setting id → stored value; one statement. */
export async function valuesOfSchool(db: Db): Promise<Map<string, unknown>> {
  const { rows } = await sql<{ key: string; value: unknown }>`select key, value from kernel.school_setting
    where school_id = ${db.schoolId} and person_id is null`.execute(db);
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** What several people have set for themselves: person id → value, only where there is one; one statement. */
export async function valuesOfPersons(db: Db, settingId: string, personIds: readonly string[]): Promise<Map<string, unknown>> {
  const { rows } = await sql<{ personId: string; value: unknown }>`select person_id as "personId", value from kernel.school_setting
    where school_id = ${db.schoolId} and key = ${settingId} and person_id = any(${personIds})`.execute(db);
  return new Map(rows.map(({ personId, value }) => [personId, value]));
}
