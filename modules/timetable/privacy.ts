import { sql } from 'kysely';
import type { Privacy } from '#kernel/privacy/privacy.ts';

/** What the timetable holds about people. Free days name nobody; pupils stand in it by their classes and courses alone. */
export const privacy: Privacy = {
  columns: [
    {
      column: 'timetable.pattern_teacher.person_id',
      why: { de: 'Wer wann unterrichtet oder Aufsicht hat.', en: 'Who teaches or supervises when.' },
      keep: { days: 365, after: 'left' },
    },
    {
      column: 'timetable.import.made_by',
      why: { de: 'Wer einen Stundenplan eingelesen hat.', en: 'Who read in a timetable.' },
      keep: { days: 365, after: 'made' },
    },
  ],
  exportPerson: async function* (db, personId) {
    const { rows: lessons } =
      await sql`select p.kind, p.weekday, p.first_period, p.last_period, p.weeks, p.valid_from, p.valid_to, p.title, t.part,
        (select string_agg(coalesce(c.name, x.name), ', ' order by x.place) from timetable.pattern_course x
          left join courses.pub_course c on c.school_id = x.school_id and c.id = x.course_id where x.school_id = p.school_id and x.pattern_id = p.id) as courses,
        (select string_agg(coalesce(g.name, x.name), ', ' order by x.place) from timetable.pattern_group x
          left join groups.pub_group g on g.school_id = x.school_id and g.id = x.group_id where x.school_id = p.school_id and x.pattern_id = p.id) as classes
      from timetable.pattern_teacher t join timetable.pattern p on p.school_id = t.school_id and p.id = t.pattern_id
      where t.school_id = ${db.schoolId} and t.person_id = ${personId} and p.valid_to >= p.valid_from
      order by p.valid_from, p.weekday, p.first_period, p.id`.execute(db);
    for (const value of lessons) yield { part: 'timetable', value };
    const { rows: made } = await sql`select made_at, state from timetable.import where school_id = ${db.schoolId} and made_by = ${personId}
      order by made_at, id`.execute(db);
    for (const value of made) yield { part: 'timetables_imported', value };
  },
  erasePerson: async (db, personId) => {
    const taught = await sql`delete from timetable.pattern_teacher where school_id = ${db.schoolId} and person_id = ${personId}`.execute(
      db,
    );
    const made = await sql`update timetable.import set made_by = null where school_id = ${db.schoolId} and made_by = ${personId}`.execute(
      db,
    );
    return {
      'timetable.pattern_teacher.person_id': Number(taught.numAffectedRows ?? 0),
      'timetable.import.made_by': Number(made.numAffectedRows ?? 0),
    };
  },
};
