import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Privacy } from '#kernel/privacy/privacy.ts';
import { personErased } from './events.ts';

/** What people keeps about a human at a school. */
export const privacy: Privacy = {
  columns: [
    {
      column: 'people.person.merged_into',
      why: { de: 'Ein doppelter Eintrag zeigt auf den, zu dem er gehört.', en: 'A double entry points to the one it belongs to.' },
      keep: { days: 0, after: 'left' },
    },
    {
      column: 'people.capacity.person_id',
      why: {
        de: 'Was jemand an der Schule ist, mit Tagen; davon hängen alle Rechte ab.',
        en: 'What somebody is at the school, with days; all rights hang on it.',
      },
      keep: { days: 365, after: 'left' },
    },
    {
      column: 'people.relation.person_id',
      why: { de: 'Wer für welches Kind da ist.', en: 'Who is there for which child.' },
      keep: { days: 0, after: 'left' },
    },
    {
      column: 'people.relation.child_id',
      why: { de: 'Wer für welches Kind da ist.', en: 'Who is there for which child.' },
      keep: { days: 0, after: 'left' },
    },
    {
      column: 'people.merge.kept_id',
      why: {
        de: 'Zusammenführung doppelter Einträge, mit dem Einverständnis der Person.',
        en: 'Merging of double entries, with the person’s consent.',
      },
      keep: { days: 365, after: 'made' },
    },
    {
      column: 'people.merge.double_id',
      why: {
        de: 'Zusammenführung doppelter Einträge, mit dem Einverständnis der Person.',
        en: 'Merging of double entries, with the person’s consent.',
      },
      keep: { days: 365, after: 'made' },
    },
    {
      column: 'people.merge.proposed_by',
      why: { de: 'Wer die Zusammenführung vorgeschlagen hat.', en: 'Who proposed the merging.' },
      keep: { days: 365, after: 'made' },
    },
  ],
  exportPerson,
  erasePerson,
};

async function* exportPerson(db: Db, personId: string): AsyncIterable<{ part: string; value: unknown }> {
  const { rows: persons } =
    await sql`select last_name, first_name, call_name, title, short_name, gender, birth_date, email, phone, language, handle, source, source_id,
      guest_of, status, left_on, created_at, of_age_soon_told_for, of_age_told_for from people.person where school_id = ${db.schoolId} and id = ${personId}`.execute(
      db,
    );
  for (const value of persons) yield { part: 'person', value };
  const { rows: capacities } = await sql`select capacity, valid_from, valid_to from people.capacity
    where school_id = ${db.schoolId} and person_id = ${personId} order by capacity`.execute(db);
  for (const value of capacities) yield { part: 'capacity', value };
  const { rows: relations } = await sql`select r.kind, case when r.person_id = ${personId} then 'adult' else 'child' end as side,
      coalesce(o.call_name, o.first_name) || ' ' || o.last_name as other, r.valid_from, r.valid_to, r.kept_since
    from people.relation r join people.person o on o.school_id = r.school_id and o.id = case when r.person_id = ${personId} then r.child_id else r.person_id end
    where r.school_id = ${db.schoolId} and ${personId} in (r.person_id, r.child_id) and not r.blocked order by r.id`.execute(db);
  for (const value of relations) yield { part: 'relation', value };
  const { rows: merges } = await sql`select proposed_at, kept_agreed_at, double_agreed_at, done_at, declined_at from people.merge
    where school_id = ${db.schoolId} and ${personId} in (kept_id, double_id) order by id`.execute(db);
  for (const value of merges) yield { part: 'merge', value };
}

/** Runs after all other modules: deletes the person's row, and fails when another module still names the person. */
async function erasePerson(db: Db, personId: string): Promise<Record<string, number>> {
  const relations =
    await sql`delete from people.relation where school_id = ${db.schoolId} and ${personId} in (person_id, child_id)`.execute(db);
  const capacities = await sql`delete from people.capacity where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
  const merges = await sql`delete from people.merge where school_id = ${db.schoolId} and ${personId} in (kept_id, double_id)`.execute(db);
  const proposed =
    await sql`update people.merge set proposed_by = null where school_id = ${db.schoolId} and proposed_by = ${personId}`.execute(db);
  const doubles =
    await sql`update people.person set merged_into = null where school_id = ${db.schoolId} and merged_into = ${personId}`.execute(db);
  const person = await sql`delete from people.person where school_id = ${db.schoolId} and id = ${personId}`.execute(db);
  if (person.numAffectedRows === 1n) await db.emit(personErased, { personId });
  return {
    'people.relation.person_id': Number(relations.numAffectedRows ?? 0),
    'people.capacity.person_id': Number(capacities.numAffectedRows ?? 0),
    'people.merge.kept_id': Number(merges.numAffectedRows ?? 0),
    'people.merge.proposed_by': Number(proposed.numAffectedRows ?? 0),
    'people.person.merged_into': Number(doubles.numAffectedRows ?? 0),
    'people.person.id': Number(person.numAffectedRows ?? 0),
  };
}
