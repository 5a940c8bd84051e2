import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { FreeSpan } from '#kernel/module/free-span.ts';

/** The school's days without school that end on a day or later, for what every process remembers of a school. One statement. */
export async function freeDays(db: Db, from: string): Promise<FreeSpan[]> {
  const { rows } = await sql<{ firstDay: string; lastDay: string; name: string; nameEn: string | null }>`
    select first_day as "firstDay", last_day as "lastDay", name, name_en as "nameEn" from timetable.free_span
    where school_id = ${db.schoolId} and removed_at is null and last_day >= ${from}::date order by first_day, id`.execute(db);
  return rows.map(({ firstDay, lastDay, name, nameEn }) => ({ firstDay, lastDay, name: { de: name, en: nameEn ?? name } }));
}
