import { sql } from 'kysely';
import type { Privacy } from '#kernel/privacy/privacy.ts';

/** What courses keeps about a human. */
export const privacy: Privacy = {
  columns: [
    {
      column: 'courses.teacher.person_id',
      why: { de: 'Wer welchen Kurs unterrichtet, mit Tagen.', en: 'Who teaches which course, with days.' },
      keep: { days: 365, after: 'left' },
    },
    {
      column: 'courses.member.person_id',
      why: { de: 'Wer in welchem Kurs lernt, mit Tagen.', en: 'Who sits in which course, with days.' },
      keep: { days: 365, after: 'left' },
    },
  ],
  exportPerson: async function* (db, personId) {
    const { rows: taught } =
      await sql`select c.name, s.name as subject, c.school_year, t.part, t.valid_from, t.valid_to from courses.teacher t
      join courses.course c on c.school_id = t.school_id and c.id = t.course_id left join courses.subject s on s.school_id = c.school_id and s.id = c.subject_id
      where t.school_id = ${db.schoolId} and t.person_id = ${personId} order by c.school_year, c.name`.execute(db);
    for (const value of taught) yield { part: 'teaching', value };
    const { rows: attended } = await sql`select c.name, s.name as subject, c.school_year, m.valid_from, m.valid_to from courses.member m
      join courses.course c on c.school_id = m.school_id and c.id = m.course_id left join courses.subject s on s.school_id = c.school_id and s.id = c.subject_id
      where m.school_id = ${db.schoolId} and m.person_id = ${personId} order by c.school_year, c.name`.execute(db);
    for (const value of attended) yield { part: 'course', value };
  },
  erasePerson: async (db, personId) => {
    const taught = await sql`delete from courses.teacher where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    const attended = await sql`delete from courses.member where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    return {
      'courses.teacher.person_id': Number(taught.numAffectedRows ?? 0),
      'courses.member.person_id': Number(attended.numAffectedRows ?? 0),
    };
  },
};
