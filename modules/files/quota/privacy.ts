import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { PersonColumn } from '#kernel/privacy/privacy.ts';

/** What own quotas say about people. */
export const quotaColumns: readonly PersonColumn[] = [
  {
    column: 'files.quota.person_id',
    why: { de: 'Wer anderen Speicherplatz hat als alle.', en: 'Who has other room than all.' },
    keep: { days: 365, after: 'left' },
  },
];

/** The room of somebody's own, by id; for the export. */
export const quotaParts = {
  quota: (db: Db, personId: string) =>
    sql<{ id: string }>`select h.id, h.megabytes from files.quota h where h.school_id = ${db.schoolId} and h.person_id = ${personId}`,
} as const;

/** It goes with the person. */
export async function eraseQuota(db: Db, personId: string): Promise<Record<string, number>> {
  const { numAffectedRows } = await sql`delete from files.quota where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
  return { 'files.quota.person_id': Number(numAffectedRows ?? 0) };
}

/** The kept person has what the one of the two has who has more: their files lie together now. */
export async function mergeQuota(db: Db, { keptId, doubleId }: { keptId: string; doubleId: string }): Promise<void> {
  await sql`update files.quota k set megabytes = greatest(k.megabytes, d.megabytes) from files.quota d
    where k.school_id = ${db.schoolId} and d.school_id = k.school_id and k.person_id = ${keptId} and d.person_id = ${doubleId}`.execute(db);
  await sql`delete from files.quota d where d.school_id = ${db.schoolId} and d.person_id = ${doubleId}
    and exists (select from files.quota k where k.school_id = d.school_id and k.person_id = ${keptId})`.execute(db);
  await sql`update files.quota set person_id = ${keptId} where school_id = ${db.schoolId} and person_id = ${doubleId}`.execute(db);
}
