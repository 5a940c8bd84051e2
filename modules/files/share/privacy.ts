import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { PersonColumn } from '#kernel/privacy/privacy.ts';

const keep = { days: 365, after: 'left' } as const;

/** What shares, links and unpackings say about people. */
export const shareColumns: readonly PersonColumn[] = [
  { column: 'files.share.person_id', why: { de: 'Mit wem etwas geteilt ist.', en: 'With whom something is shared.' }, keep },
  { column: 'files.share.made_by', why: { de: 'Wer etwas teilt.', en: 'Who shares something.' }, keep },
  {
    column: 'files.share_off_list.person_id',
    why: { de: 'Wer etwas Geteiltes von der eigenen Liste genommen hat.', en: 'Who has taken something shared off their own list.' },
    keep,
  },
  { column: 'files.link.made_by', why: { de: 'Wer einen Freigabe-Link gemacht hat.', en: 'Who made a link.' }, keep },
  { column: 'files.unpacking.person_id', why: { de: 'Wer ein Archiv entpacken lässt.', en: 'Who has an archive unpacked.' }, keep },
];

/** A page of each for the export, by id. */
export const shareParts = {
  share: (db: Db, personId: string) =>
    sql<{
      id: string;
    }>`select h.id, h.entry_id, e.name, h.may_change, h.ends_on, h.made_at, h.made_by = ${personId} as made from files.share h
      join files.entry e on e.school_id = h.school_id and e.id = h.entry_id where h.school_id = ${db.schoolId} and ${personId} in (h.person_id, h.made_by)`,
  share_off_list: (db: Db, personId: string) =>
    sql<{
      id: string;
    }>`select h.id, h.share_id, h.since from files.share_off_list h where h.school_id = ${db.schoolId} and h.person_id = ${personId}`,
  link: (db: Db, personId: string) =>
    sql<{ id: string }>`select h.id, h.entry_id, e.name, h.ends_at, h.made_at, h.opened from files.link h
      join files.entry e on e.school_id = h.school_id and e.id = h.entry_id where h.school_id = ${db.schoolId} and h.made_by = ${personId}`,
  unpacking: (db: Db, personId: string) =>
    sql<{
      id: string;
    }>`select h.id, h.name, h.state, h.asked_at from files.unpacking h where h.school_id = ${db.schoolId} and h.person_id = ${personId}`,
} as const;

/** What a person shares, what is shared with them, and their links end with them; counts by column. */
export async function eraseShares(db: Db, personId: string): Promise<Record<string, number>> {
  const gone = async (query: ReturnType<typeof sql>) => Number((await query.execute(db)).numAffectedRows ?? 0);
  return {
    'files.share_off_list.person_id': await gone(
      sql`delete from files.share_off_list where school_id = ${db.schoolId} and person_id = ${personId}`,
    ),
    'files.share.person_id': await gone(sql`delete from files.share where school_id = ${db.schoolId} and person_id = ${personId}`),
    'files.share.made_by': await gone(sql`delete from files.share where school_id = ${db.schoolId} and made_by = ${personId}`),
    'files.link.made_by': await gone(sql`delete from files.link where school_id = ${db.schoolId} and made_by = ${personId}`),
    'files.unpacking.person_id': await gone(sql`delete from files.unpacking where school_id = ${db.schoolId} and person_id = ${personId}`),
  };
}

/** What is the double's becomes the kept person's; what both have is one. */
export async function mergeShares(db: Db, { keptId, doubleId }: { keptId: string; doubleId: string }): Promise<void> {
  await sql`delete from files.share h where h.school_id = ${db.schoolId} and h.person_id = ${doubleId}
    and exists (select from files.share k where k.school_id = h.school_id and k.entry_id = h.entry_id and k.person_id = ${keptId})`.execute(
    db,
  );
  await sql`delete from files.share_off_list v where v.school_id = ${db.schoolId} and v.person_id = ${doubleId}
    and exists (select from files.share_off_list k where k.school_id = v.school_id and k.share_id = v.share_id and k.person_id = ${keptId})`.execute(
    db,
  );
  await sql`update files.share_off_list set person_id = ${keptId} where school_id = ${db.schoolId} and person_id = ${doubleId}`.execute(db);
  await sql`update files.share set person_id = case when person_id = ${doubleId} then ${keptId} else person_id end,
      made_by = case when made_by = ${doubleId} then ${keptId} else made_by end
    where school_id = ${db.schoolId} and ${doubleId} in (person_id, made_by)`.execute(db);
  await sql`update files.link set made_by = ${keptId} where school_id = ${db.schoolId} and made_by = ${doubleId}`.execute(db);
  await sql`update files.unpacking set person_id = ${keptId} where school_id = ${db.schoolId} and person_id = ${doubleId}`.execute(db);
  await sql`update files.unpacking set space_id = ${keptId} where school_id = ${db.schoolId} and space_id = ${doubleId}`.execute(db);
}
