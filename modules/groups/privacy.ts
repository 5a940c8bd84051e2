import { sql } from 'kysely';
import type { Privacy } from '#kernel/privacy/privacy.ts';

/** What groups keeps about a human. */
export const privacy: Privacy = {
  columns: [
    {
      column: 'groups.member.person_id',
      why: {
        de: 'Wer zu welcher Klasse oder Gruppe gehört, mit Aufgabe und Tagen.',
        en: 'Who belongs to which class or group, with part and days.',
      },
      keep: { days: 365, after: 'left' },
    },
  ],
  exportPerson: async function* (db, personId) {
    const { rows } = await sql`select g.kind, g.name, g.school_year, m.part, m.valid_from, m.valid_to from groups.member m
      join groups."group" g on g.school_id = m.school_id and g.id = m.group_id
      where m.school_id = ${db.schoolId} and m.person_id = ${personId} order by g.school_year, g.name, m.part`.execute(db);
    for (const value of rows) yield { part: 'membership', value };
  },
  erasePerson: async (db, personId) => {
    const gone = await sql`delete from groups.member where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    return { 'groups.member.person_id': Number(gone.numAffectedRows ?? 0) };
  },
};
